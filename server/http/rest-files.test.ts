import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../testing/rest-client.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";

/** Files over REST, from the upload to the rows of a KPI over their tables. */

const folder = temporaryFolder();
const store = path.join(folder.path, "landing_kpi.db");
let server: StartedServer;
let sourceId: number;

beforeAll(async () => {
  server = await startServer(store, { MAX_UPLOAD_MB: "2" });
  const made = await call("POST", "/v1/sources", { name: "My lists", db_type: "files" });
  expect(made.status).toBe(201);
  sourceId = made.body.source.id;
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

interface Answer {
  readonly status: number;
  readonly body: Json;
}

async function call(method: string, route: string, body?: Json): Promise<Answer> {
  const response = await fetch(server.url + route, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

async function send(name: string, content: string | Uint8Array<ArrayBuffer>, id = sourceId): Promise<Answer> {
  const form = new FormData();
  form.set("file", new Blob([content]), name);
  const response = await fetch(`${server.url}/v1/sources/${id}/files`, { method: "POST", body: form });
  return { status: response.status, body: await response.json() };
}

/** The upload when its loading has ended. */
async function loaded(request: Json): Promise<Json> {
  const { upload_id, ...rest } = request;
  const begun = await call("POST", `/v1/uploads/${upload_id}/load`, rest);
  expect(begun.status).toBe(200);
  let { upload } = begun.body;
  while (upload.status === "loading") {
    await new Promise((resolve) => setTimeout(resolve, 30));
    ({ upload } = (await call("GET", `/v1/uploads/${upload_id}`)).body);
  }
  return upload;
}

const uploadsKept = () => fs.readdirSync(path.join(folder.path, "files", "uploads"));

const CUSTOMERS =
  "Customer No;City;Since\n00042;Köln;31.12.2023\n00043;Paris;1.2.2024\n00044;Oslo;15.3.2024\n";
const ORDERS = "order_id,customer_no,amount\n1,00042,10.50\n2,00042,7\n3,00044,3.25\n";

test("two files become tables, a graph and the rows of a KPI", async () => {
  const sent = await send("Customers 2024.csv", CUSTOMERS);
  expect(sent.status).toBe(201);
  expect(sent.body.upload).toMatchObject({
    status: "ready",
    table_name: "customers_2024",
    reading: { format: "delimited", encoding: "utf-8", delimiter: ";", has_header: true },
    columns: [
      { header: "Customer No", type: "text", values: 3, empty: 0 },
      { header: "City", type: "text" },
      { header: "Since", type: "date_dmy" },
    ],
    rows_read: 3,
    whole: true,
  });
  expect(sent.body.upload.first_rows[0]).toEqual(["00042", "Köln", "31.12.2023"]);
  const customers = await loaded({ upload_id: sent.body.upload.id, table_name: "customers" });
  expect(customers).toMatchObject({ status: "loaded", rows_loaded: 3, table_name: "customers" });
  expect(customers.message).toBe("3 rows are in the table customers.");

  const orders = await send("orders.csv", ORDERS);
  expect((await loaded({ upload_id: orders.body.upload.id })).status).toBe("loaded");
  expect(uploadsKept()).toEqual([]);

  const begun = await call("POST", "/v1/kg", { kg_name: "LISTS", source_id: sourceId });
  let { build } = begun.body;
  while (build.status === "running") {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ build } = (await call("GET", `/v1/kg-builds/${build.id}`)).body);
  }
  expect(build.status).toBe("done");
  await call("POST", "/v1/kg/LISTS/relationships", { join: 'orders.customer_no -> customers."Customer No"' });
  const kpi = { name: "Customers without orders", nl_definition: "customers which are not in orders" };
  const { id } = (await call("POST", "/v1/landing-kpi/kpis", kpi)).body.kpi;
  const parameters = { kg_name: "LISTS", select_schema: "my_lists", db_type: "sqlite" };
  const run = await call("POST", `/v1/landing-kpi/kpis/${id}/execute`, parameters);
  expect(run.body.execution_result).toMatchObject({ execution_status: "success", number_of_records: 1 });
  expect(run.body.execution_result.result_data[0]).toMatchObject({
    "Customer No": "00043",
    Since: "2024-02-01",
  });
});

test("a text that does not say its encoding is read by a guess that says so, and as a person chooses", async () => {
  const japanese = "956994d42c96bc8fcc0a412c82cb82b30a422c837b838b83670a432c836883898343836f815b0a";
  const sent = await send("parts of Tokyo.csv", new Uint8Array(Buffer.from(japanese, "hex")));
  const { upload } = sent.body;
  expect(upload.reading).toMatchObject({ encoding: "shift_jis", encoding_guessed: true });
  expect(upload.columns.map(({ name }: Json) => name)).toEqual(["品番", "名称"]);
  expect(upload.warnings[0]).toContain("Nothing in the file says its encoding: shift_jis is a guess.");
  const listed = await call("GET", `/v1/sources/${sourceId}/files?open=true`);
  expect(listed.body.uploads[0]).toMatchObject({ id: upload.id, encoding_guessed: true });
  const again = await call("PUT", `/v1/uploads/${upload.id}`, { encoding: "shift_jis" });
  expect(again.body.upload).toMatchObject({
    reading: { encoding: "shift_jis", encoding_guessed: false },
    warnings: [],
  });
  await call("PUT", `/v1/uploads/${upload.id}`, {});
  expect((await loaded({ upload_id: upload.id })).message).toContain("shift_jis is a guess");
  expect((await call("DELETE", `/v1/sources/${sourceId}/table?table=${upload.table_name}`)).status).toBe(200);
});

test.each([
  ["Ko\u0308ln 2024.csv", "köln_2024"],
  ["हिन्दी सूची.csv", "हिन्दी_सूची"],
  ['5" pipes.csv', "5_pipes"],
])("the table of a file called %s is called %s, and the file as it is", async (fileName, tableName) => {
  const { upload } = (await send(fileName, "a,b\n1,2\n")).body;
  expect(upload).toMatchObject({ file_name: fileName, table_name: tableName });
  await call("DELETE", `/v1/uploads/${upload.id}`);
});

test("a table is replaced whole by a file of other columns, and people choose names and types", async () => {
  const first = await send("stock.csv", "part,count\na,1\nb,2\n");
  await loaded({ upload_id: first.body.upload.id });
  const second = await send("stock.csv", "part,count,place\na,1,x\nb,2,y\nc,3,z\n");
  const replaced = await loaded({
    upload_id: second.body.upload.id,
    columns: [
      { name: "Part", type: "text" },
      { name: "Count", type: "text" },
      { name: "place", type: "leave_out" },
    ],
  });
  expect(replaced).toMatchObject({ status: "loaded", rows_loaded: 3 });
  const [file] = fs.readdirSync(path.join(folder.path, "files")).filter((name) => name.endsWith(".db"));
  const db = new SQLite(path.join(folder.path, "files", file as string), { readonly: true });
  expect(db.prepare("SELECT * FROM stock").all()[2]).toEqual({ Part: "c", Count: "3" });
  db.close();
});

test("a file is read again as a person says", async () => {
  const { upload } = (await send("odd.csv", "a|b\n1|2\n")).body;
  expect(upload.columns).toHaveLength(2);
  const again = await call("PUT", `/v1/uploads/${upload.id}`, { delimiter: ",", has_header: false });
  expect(again.body.upload).toMatchObject({ rows_read: 2, columns: [{ name: "column 1" }] });
  expect((await call("DELETE", `/v1/uploads/${upload.id}`)).status).toBe(200);
  expect((await call("GET", `/v1/uploads/${upload.id}`)).status).toBe(404);
  expect(uploadsKept()).toEqual([]);
});

test("a value that does not fit its column leaves the old table whole, and the file there to load again", async () => {
  const good = await send("prices.csv", "part,price\na,1\nb,2\n");
  await loaded({ upload_id: good.body.upload.id });
  const bad = await send("prices.csv", "part,price\na,1\nb,cheap\n");
  const columns = [
    { name: "part", type: "text" },
    { name: "price", type: "integer" },
  ];
  const failed = await loaded({ upload_id: bad.body.upload.id, columns });
  expect(failed.status).toBe("failed");
  expect(failed.message).toMatch(/cheap/);
  expect(failed.message).toMatch(/3/);
  const columnsAsText = columns.map((column) => ({ ...column, type: "text" }));
  const again = await loaded({ upload_id: bad.body.upload.id, columns: columnsAsText });
  expect(again.status).toBe("loaded");
  const twice = await call("POST", `/v1/uploads/${bad.body.upload.id}/load`, {});
  expect(twice.status).toBe(409);
});

async function sendAll(
  files: readonly (readonly [name: string, content: string])[],
  id: number,
): Promise<Answer> {
  const form = new FormData();
  for (const [name, content] of files) form.append("file", new Blob([content]), name);
  const response = await fetch(`${server.url}/v1/sources/${id}/files`, { method: "POST", body: form });
  return { status: response.status, body: await response.json() };
}

describe("several files of one form", () => {
  let id: number;

  beforeAll(async () => {
    const made = await call("POST", "/v1/sources", { name: "A folder", db_type: "files" });
    id = made.body.source.id;
  });

  afterAll(async () => {
    await call("DELETE", `/v1/sources/${id}`);
  });

  test("become uploads of their own, and a bad one among them is told and stops none", async () => {
    const large = `a,b\n${"1,2\n".repeat(600_000)}`;
    const { status, body } = await sendAll(
      [
        ["parts.csv", "part,count\na,1\n"],
        ["large.csv", large],
        ["report.csv", "%PDF-1.7 and so on"],
        ["parts.jsonl", '{"part":"a","place":"x"}\n{"part":"b","place":"y"}\n'],
        ["places.tsv", "place\tcity\nx\tKöln\n"],
      ],
      id,
    );
    expect(status).toBe(201);
    expect(body.uploads.map((upload: Json) => upload.file_name)).toEqual([
      "parts.csv",
      "parts.jsonl",
      "places.tsv",
    ]);
    expect(body.upload).toEqual(body.uploads[0]);
    expect(body.refused).toEqual([
      { file_name: "large.csv", message: expect.stringMatching(/larger than 2 MB/) },
      { file_name: "report.csv", message: expect.stringMatching(/PDF/) },
    ]);
    // Two files that wait never become the same table unless somebody says so.
    const tables = body.uploads.map((upload: Json) => upload.table_name);
    expect(new Set(tables).size).toBe(3);
    expect(uploadsKept()).toHaveLength(3);
  });

  test("are all listed as long as they wait, apart from those that are tables", async () => {
    const list = async (query = "") => (await call("GET", `/v1/sources/${id}/files${query}`)).body.uploads;
    const [last] = await list();
    await loaded({ upload_id: last.id });
    expect((await list("?open=true")).length).toBe(2);
    expect(await list("?open=false")).toMatchObject([{ id: last.id, status: "loaded" }]);
    expect((await list()).map((upload: Json) => upload.status)).toEqual(["ready", "ready", "loaded"]);
    expect((await call("GET", `/v1/sources/${id}/files?open=perhaps`)).status).toBe(422);
  });

  test("that are all bad are refused together, each with its reason", async () => {
    const before = uploadsKept();
    const { status, body } = await sendAll(
      [
        ["empty.csv", ""],
        ["report.csv", "%PDF-1.7 and so on"],
      ],
      id,
    );
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      { field: "file", message: expect.stringMatching(/^empty\.csv: .*empty/) },
      { field: "file", message: expect.stringMatching(/^report\.csv: .*PDF/) },
    ]);
    expect(uploadsKept()).toEqual(before);
    const nowhere = await sendAll(
      [
        ["a.csv", "a\n1\n"],
        ["b.csv", "a\n1\n"],
      ],
      9999,
    );
    expect(nowhere).toMatchObject({ status: 404, body: { message: "There is no source with id 9999." } });
  });

  test("stay taken when the connection ends in the middle of the next", async () => {
    const made = await call("POST", "/v1/sources", { name: "Half a folder", db_type: "files" });
    const part = (name: string) =>
      `--x\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
    const response = await fetch(`${server.url}/v1/sources/${made.body.source.id}/files`, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
      body: `${part("whole.csv")}a,b\r\n1,2\r\n${part("half.csv")}a,b\r\n1,`,
    });
    const body = (await response.json()) as Json;
    expect(body.uploads).toMatchObject([{ file_name: "whole.csv" }]);
    expect(body.refused).toEqual([
      { file_name: "half.csv", message: "The file did not arrive whole. Send it again." },
    ]);
    await call("DELETE", `/v1/sources/${made.body.source.id}`);
  });
});

describe("is refused with a sentence, and nothing of it is kept", () => {
  test.each([
    ["a document", "report.csv", "%PDF-1.7 and so on", /PDF/],
    ["nothing", "empty.csv", "", /empty/],
    ["too much", "large.csv", `a,b\n${"1,2\n".repeat(600_000)}`, /larger than 2 MB.*MAX_UPLOAD_MB/],
    [
      "an old workbook",
      "old.xls",
      Buffer.from("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".padEnd(600, "\0"), "latin1"),
      /Excel|workbook|document/i,
    ],
  ] as const)("%s", async (_, name, content, sentence) => {
    const { status, body } = await send(name, content);
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: "file", message: expect.stringMatching(sentence) });
    expect(uploadsKept()).toEqual([]);
  });

  test("a form without a file, and something that is no form", async () => {
    const form = new FormData();
    form.set("other", "x");
    const route = `${server.url}/v1/sources/${sourceId}/files`;
    const without = await fetch(route, { method: "POST", body: form });
    expect(without.status).toBe(422);
    const json = await call("POST", `/v1/sources/${sourceId}/files`, { file: "x" });
    expect(json.status).toBe(422);
    expect(json.body.message).toContain("multipart/form-data");
    const broken = await fetch(route, {
      method: "POST",
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
      body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\na,b\r\n1,2',
    });
    expect(broken.status).toBe(422);
    expect(uploadsKept()).toEqual([]);
  });

  test("a file for a database, or for no source at all", async () => {
    const { sources } = (await call("GET", "/v1/sources")).body;
    const sample = sources.find((source: Json) => source.db_type === "sqlite");
    expect((await send("a.csv", "a\n1\n", sample.id)).status).toBe(409);
    expect((await send("a.csv", "a\n1\n", 9999)).status).toBe(404);
  });

  test("a source of files that is given a server", async () => {
    const { status, body } = await call("POST", "/v1/sources", { name: "X", db_type: "files", host: "h" });
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe("host");
  });
});

describe("what was under way when the server ended", () => {
  const files = path.join(folder.path, "files");
  let keptBefore: string[];
  let keptUpload: number;
  let killedSource: number;

  beforeAll(async () => {
    killedSource = (await call("POST", "/v1/sources", { name: "Killed", db_type: "files" })).body.source.id;
    const { upload } = (await send("weights.csv", "part,weight\na,1.5\n", killedSource)).body;
    await loaded({ upload_id: upload.id });
    let { build } = (await call("POST", "/v1/kg", { kg_name: "KILLED", source_id: killedSource })).body;
    while (build.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ build } = (await call("GET", `/v1/kg-builds/${build.id}`)).body);
    }
    const again = (await send("weights.csv", "part,weight\na,ten\n", killedSource)).body.upload;
    keptUpload = (await send("kept.csv", "a,b\n1,2\n")).body.upload.id;
    keptBefore = uploadsKept();

    await server.stop();
    // An upload and a load in the middle. The id of the process that was killed may be another's by now.
    fs.writeFileSync(path.join(files, "uploads", "left-over"), "a,b\n");
    fs.writeFileSync(path.join(files, `gone.db.loading-${process.pid}-0a1b2c3d`), "half a table");
    // What is on the disk when it was killed between the load's last step and what it means for graphs.
    const product = new SQLite(store);
    product.prepare("UPDATE file_uploads SET status = 'loading' WHERE id = ?").run(again.id);
    const settings = product
      .prepare("SELECT settings FROM sources WHERE id = ?")
      .pluck()
      .get(killedSource) as string;
    product.close();
    const landing = new SQLite(path.join(files, JSON.parse(settings).landing));
    landing.exec("DROP TABLE weights; CREATE TABLE weights (part TEXT, weight TEXT)");
    landing.close();
    server = await startServer(store);
  });

  test("in the middle of an upload or a load is removed at its next start", async () => {
    expect(keptBefore).toHaveLength(2);
    expect(uploadsKept()).toEqual(keptBefore);
    expect(fs.readdirSync(files).filter((name) => name.includes("loading"))).toEqual([]);
    expect((await loaded({ upload_id: keptUpload })).status).toBe("loaded");
  });

  test("after a table was replaced changes the graphs at its next start", async () => {
    const { body } = await call("GET", "/v1/kg/KILLED/table?table=weights");
    expect(body.columns[1]).toMatchObject({ name: "weight", declared_type: "TEXT" });
    await call("DELETE", "/v1/kg/KILLED");
    expect((await call("DELETE", `/v1/sources/${killedSource}`)).status).toBe(200);
  });
});

test("a load that changes columns which a knowledge graph knows changes them there, too", async () => {
  const { id } = (await call("POST", "/v1/sources", { name: "Prices", db_type: "files" })).body.source;
  const load = async (content: string) => {
    const { upload } = (await send("prices.csv", content, id)).body;
    return (await loaded({ upload_id: upload.id })).message;
  };
  const make = async () => {
    let { build } = (await call("POST", "/v1/kg", { kg_name: "PRICES", source_id: id })).body;
    while (build.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ build } = (await call("GET", `/v1/kg-builds/${build.id}`)).body);
    }
  };
  await load("part,price\na,1.5\nb,2\n");
  await make();
  const kpi = { name: "Dear parts", nl_definition: "prices with price over 1.7" };
  const { id: kpiId } = (await call("POST", "/v1/landing-kpi/kpis", kpi)).body.kpi;
  const run = async () => {
    const asked = { kg_name: "PRICES", select_schema: "prices" };
    return (await call("POST", `/v1/landing-kpi/kpis/${kpiId}/execute`, asked)).body;
  };
  const version = async () => (await call("GET", "/v1/kg/PRICES")).body.graph.version;
  const columns = async () =>
    (await call("GET", "/v1/kg/PRICES/table?table=prices")).body.columns.map(
      ({ name, declared_type }: Json) => `${name} ${declared_type}`,
    );
  expect((await run()).execution_result).toMatchObject({ number_of_records: 1 });

  const made = await version();
  expect(await load("part,price\na,3.5\nb,4\n")).toBe("2 rows are in the table prices.");
  expect(await version()).toBe(made);
  expect((await run()).execution_result).toMatchObject({ number_of_records: 2 });

  expect(await load("part,price,place\na,ten,x\n")).toBe(
    "1 row is in the table prices. Its columns have changed: price is TEXT (it was REAL) and place is new. The knowledge graph PRICES goes by them now.",
  );
  expect(await version()).toBeGreaterThan(made);
  expect(await columns()).toEqual(["part TEXT", "price TEXT", "place TEXT"]);
  const refused = (await run()).execution_result;
  expect(refused).toMatchObject({ execution_status: "failed", generated_sql: null });
  expect(refused.error_message).toMatch(/^"price" is a name of this graph, but what is asked of it/);

  expect(await load("part\na\n")).toBe(
    "1 row is in the table prices. Its columns have changed: price is gone and place is gone. The knowledge graph PRICES goes by them now. KPIs that used what is gone: Dear parts.",
  );
  expect((await run()).execution_result).toMatchObject({ execution_status: "failed", generated_sql: null });
  await call("DELETE", `/v1/landing-kpi/kpis/${kpiId}`);
  await call("DELETE", "/v1/kg/PRICES");
  expect((await call("DELETE", `/v1/sources/${id}`)).status).toBe(200);
});

test("what a column is called in its file describes it, and definitions of a new graph may say it", async () => {
  const source = (await call("POST", "/v1/sources", { name: "Parts", db_type: "files" })).body.source;
  const sent = await send("parts.csv", "Part;Reorder level\na;10\nb;70\nc;80\n", source.id);
  const columns = [
    { name: "Part", type: "text" },
    { name: "rl", type: "integer" },
  ];
  expect((await loaded({ upload_id: sent.body.upload.id, columns })).status).toBe("loaded");
  let { build } = (await call("POST", "/v1/kg", { kg_name: "PARTS", source_id: source.id })).body;
  while (build.status === "running") {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ build } = (await call("GET", `/v1/kg-builds/${build.id}`)).body);
  }
  const { body } = await call("GET", "/v1/kg/PARTS/table?table=parts");
  expect(body.columns).toMatchObject([
    { name: "Part", comment: null, aliases: [] },
    { name: "rl", comment: "“Reorder level” in the file", aliases: ["Reorder level"] },
  ]);
  const preview = await call("POST", "/v1/landing-kpi/preview", {
    ...{ kg_name: "PARTS", select_schema: "parts" },
    nl_definition: "parts with a reorder level over 50",
  });
  expect(preview.body).toMatchObject({ success: true, preview: { total_records: 2 } });
  await call("DELETE", "/v1/kg/PARTS");
  await call("DELETE", `/v1/sources/${source.id}`);
});

describe("a table", () => {
  const numbers = `n,text\n${Array.from({ length: 20_000 }, (_, n) => `${n},some text of row ${n}`).join("\n")}\n`;
  let id: number;
  let file: string;

  const tables = async () => (await call("GET", `/v1/sources/${id}/tables`)).body.tables;
  const drop = (query: string) => call("DELETE", `/v1/sources/${id}/table?${query}`);
  const landingStores = () =>
    fs.readdirSync(path.join(folder.path, "files")).filter((name) => name.endsWith(".db"));

  beforeAll(async () => {
    const before = landingStores();
    id = (await call("POST", "/v1/sources", { name: "To be dropped", db_type: "files" })).body.source.id;
    const [made] = landingStores().filter((name) => !before.includes(name));
    file = path.join(folder.path, "files", made as string);
    for (const [name, content] of [
      ["numbers.csv", numbers],
      ["parts.csv", "part,count\na,1\n"],
    ] as const) {
      const { upload } = (await send(name, content, id)).body;
      expect((await loaded({ upload_id: upload.id })).status).toBe("loaded");
    }
  });

  test("is gone at once when it is dropped, and its space with it", async () => {
    expect(await tables()).toMatchObject([
      { name: "numbers", rows: 20_000, file_name: "numbers.csv", graphs: [] },
      { name: "parts", rows: 1, graphs: [] },
    ]);
    const size = fs.statSync(file).size;
    expect((await drop("table=numbers")).status).toBe(200);
    expect((await tables()).map((table: Json) => table.name)).toEqual(["parts"]);
    expect(fs.statSync(file).size).toBeLessThan(size / 4);
    const again = await drop("table=numbers");
    expect(again).toMatchObject({
      status: 404,
      body: { message: "There is no table numbers. There are parts." },
    });
    // A file of that name becomes a table again.
    const { upload } = (await send("numbers.csv", "n\n1\n", id)).body;
    expect(await loaded({ upload_id: upload.id })).toMatchObject({ status: "loaded", rows_loaded: 1 });
  });

  test("that a knowledge graph holds is kept, unless it is to be taken out of that too", async () => {
    let { build } = (await call("POST", "/v1/kg", { kg_name: "HELD", source_id: id })).body;
    while (build.status === "running") {
      await new Promise((resolve) => setTimeout(resolve, 50));
      ({ build } = (await call("GET", `/v1/kg-builds/${build.id}`)).body);
    }
    const version = (await call("GET", "/v1/kg/HELD")).body.graph.version;
    const refused = await drop("table=parts");
    expect(refused.status).toBe(409);
    expect(refused.body.message).toMatch(
      /^The table parts is in the knowledge graph HELD\. .*from_graphs.*delete the graph/,
    );
    expect((await tables()).length).toBe(2);

    expect((await drop("table=parts&from_graphs=true")).status).toBe(200);
    const { graph } = (await call("GET", "/v1/kg/HELD")).body;
    expect(graph.version).toBeGreaterThan(version);
    expect(graph.tables.map((table: Json) => table.name)).not.toContain("parts");
    const asked = { kg_name: "HELD", select_schema: "to_be_dropped", nl_definition: "numbers" };
    const preview = await call("POST", "/v1/landing-kpi/preview", asked);
    expect(preview.body).toMatchObject({ success: true, preview: { total_records: 1 } });
  });

  test("of a database is none of ours to drop", async () => {
    const { sources } = (await call("GET", "/v1/sources")).body;
    const sample = sources.find((source: Json) => source.db_type === "sqlite");
    const refused = await call("DELETE", `/v1/sources/${sample.id}/table?table=rbp_gpu`);
    expect(refused.status).toBe(409);
    expect((await drop("")).status).toBe(422);
    expect((await call("DELETE", "/v1/kg/HELD")).status).toBe(200);
    expect((await call("DELETE", `/v1/sources/${id}`)).status).toBe(200);
  });
});

test("a source of files stays one, and one that is deleted takes along what waits in it", async () => {
  const made = await call("POST", "/v1/sources", { name: "Waiting", db_type: "files" });
  const one = `/v1/sources/${made.body.source.id}`;
  await send("a.csv", "a,b\n1,2\n", made.body.source.id);
  const { sources } = (await call("GET", "/v1/sources")).body;
  const sample = sources.find((source: Json) => source.db_type === "sqlite");
  const changed = await call("PUT", one, { name: "Waiting", db_type: "sqlite", file: sample.file });
  expect(changed.status).toBe(422);
  expect(changed.body.errors[0]).toMatchObject({
    field: "db_type",
    message: expect.stringMatching(/uploaded files and cannot/),
  });
  const turned = await call("PUT", `/v1/sources/${sample.id}`, { name: sample.name, db_type: "files" });
  expect(turned.body.errors[0].field).toBe("db_type");
  expect(uploadsKept()).toHaveLength(1);
  expect((await call("DELETE", one)).status).toBe(200);
  expect(uploadsKept()).toEqual([]);
});

test("another method on a source's files is told all that are possible", async () => {
  const response = await fetch(`${server.url}/v1/sources/${sourceId}/files`, { method: "DELETE" });
  expect(response.status).toBe(405);
  expect(response.headers.get("Allow")).toBe("GET, POST");
});

test("a source of files goes with its tables", async () => {
  const other = (await call("POST", "/v1/sources", { name: "Other", db_type: "files" })).body.source;
  const stores = () => fs.readdirSync(path.join(folder.path, "files")).filter((name) => name.endsWith(".db"));
  expect(stores()).toHaveLength(2);
  expect((await call("DELETE", `/v1/sources/${other.id}`)).status).toBe(200);
  expect(stores()).toHaveLength(1);
});

test("a source of files that is only tested leaves nothing behind", async () => {
  const stores = () => fs.readdirSync(path.join(folder.path, "files")).filter((name) => name.endsWith(".db"));
  const before = stores();
  const tested = await call("POST", "/v1/sources/test", { name: "Tried", db_type: "files" });
  expect(tested.body).toMatchObject({ success: true, schemas: ["tried"] });
  expect(stores()).toEqual(before);
});
