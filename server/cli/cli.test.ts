import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";
import { type Ended, runCommand, runHere } from "./command-process.ts";

/** The real commands against a real server; each way to end and to print is also tried as people start it. */

const ADMIN_TOKEN = "a-token-of-these-tests";
const folder = temporaryFolder();
const file = (name: string) => path.join(folder.path, name);
let server: StartedServer;

beforeAll(async () => {
  const shop = new SQLite(file("shop.db"));
  shop.exec(`
    CREATE TABLE customers (customer_no TEXT PRIMARY KEY, city TEXT);
    CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_no TEXT, amount REAL);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
      INSERT INTO customers SELECT 'C-' || (1000 + i * 7), CASE i % 3 WHEN 0 THEN 'Porto' ELSE 'Lyon' END FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
      INSERT INTO orders SELECT i, 'C-' || (1000 + (1 + i % 40) * 7), i * 1.5 FROM n;`);
  shop.close();
  fs.writeFileSync(file("Cities 2025.csv"), "City;People\nPorto;231.962\nLyon;522.250\n");
  fs.writeFileSync(file("empty.csv"), "");
  server = await startServer(file("landing_kpi.db"), { SOURCE_FOLDERS: folder.path, ADMIN_TOKEN });
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

function run(args: readonly string[], env: Record<string, string> = { ADMIN_TOKEN }): Promise<Ended> {
  return runHere(["--server", server.url, ...args], env);
}

/** As a process of its own. */
function started(args: readonly string[], env: Record<string, string> = { ADMIN_TOKEN }): Promise<Ended> {
  return runCommand(["--server", server.url, ...args], env);
}

/** The document that a command prints with --json; fails when it did not end well. */
// biome-ignore lint/suspicious/noExplicitAny: tests check the shapes themselves
async function json(...args: string[]): Promise<any> {
  const { code, out, err } = await run([...args, "--json"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
}

test("a database becomes a source, a graph, a KPI and its rows", async () => {
  const { source } = await json("sources", "add", "Shop", "--type", "sqlite", "--file", "shop.db");
  expect(source).toMatchObject({ name: "Shop", db_type: "sqlite" });
  expect((await run(["sources", "list"])).out).toMatch(
    /^ *id {2}name .*\n[- ]+\n[\s\S]*Shop +sqlite +\S*shop\.db/,
  );
  expect((await run(["sources", "test", "Shop"])).out).toMatch(/product +SQLite \d/);

  expect((await run(["graphs", "build", "SHOP", "--source", "Shop"])).out).toMatch(
    /^SHOP: 2 tables, .*1 proposed/,
  );
  const { relationships } = await json("graphs", "joins", "SHOP", "--status", "proposed");
  expect(relationships).toMatchObject([
    { source: { table: "orders" }, target: { table: "customers" }, evidence: { containment: 1 } },
  ]);
  expect((await run(["graphs", "approve", "SHOP", "--at-least", "0.8"])).out).toBe("1 approved.\n");

  const preview = await run([
    "preview",
    "customers which are not in orders",
    "--graph",
    "SHOP",
    "--rows",
    "2",
  ]);
  expect(preview.out).toMatch(/records +20\n/);
  const { kpi } = await json("kpis", "create", "Quiet customers", "customers which are not in orders");
  const { execution } = await json("kpis", "execute", "Quiet customers", "--graph", "SHOP");
  expect(execution).toMatchObject({ kpi_id: kpi.id, execution_status: "success", total_records: 20 });
  const shown = await run(["executions", "show", String(execution.id)]);
  expect(shown.out).toMatch(/^Quiet customers\nrun .*\n[\s\S]*records +20\n[\s\S]*SELECT/i);
  const rows = await json(
    "executions",
    "rows",
    String(execution.id),
    "--search",
    "porto",
    "--sort",
    "customer_no",
  );
  expect(rows.data.length).toBeGreaterThan(0);
  expect(new Set(rows.data.map((row: { city: string }) => row.city))).toEqual(new Set(["Porto"]));
  const { executions } = await json("executions", "list", String(kpi.id));
  expect(executions.map((each: { id: number }) => each.id)).toEqual([execution.id]);

  const target = file("quiet.jsonl");
  const written = await json(
    "executions",
    "export",
    String(execution.id),
    "--format",
    "jsonl",
    "--output",
    target,
  );
  expect(written).toEqual({ success: true, file: target });
  const lines = fs.readFileSync(target, "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(20);
  expect(rows.data).toContainEqual(JSON.parse(lines.find((line) => line.includes("Porto")) ?? ""));
  const printed = await started([
    "executions",
    "export",
    String(execution.id),
    "--output",
    "-",
    "--search",
    "porto",
  ]);
  expect(printed.out.trimEnd().split("\r\n")).toHaveLength(rows.data.length + 1);

  const { execution: later } = await json(
    "kpis",
    "execute",
    "Quiet customers",
    "--graph",
    "SHOP",
    "--limit",
    "5",
  );
  const compared = await json(
    "executions",
    "compare",
    String(execution.id),
    String(later.id),
    "--change",
    "gone",
  );
  expect(compared).toMatchObject({ counts: { added: 0, changed: 0, gone: 15, same: 5 }, total_records: 15 });
  const told = await run([
    "executions",
    "compare",
    String(execution.id),
    String(later.id),
    "--page-size",
    "2",
  ]);
  expect(told.err).toMatch(/0 changed, 0 added, 15 gone or beyond the limit, 5 the same\./);
  expect(told.out).toMatch(/^change .*\n[- ]+\ngone or beyond the limit .*\ngone or beyond the limit .*\n$/);

  const pin = ["kpis", "pin", "Quiet customers", "--graph", "SHOP"];
  const { review } = await json(...pin, "--review");
  expect(review).toMatchObject({ is_accepted: false, generated_sql: execution.generated_sql });
  expect((await run([...pin, "--fingerprint", "of another"])).err).toMatch(/other SQL by now/);
  expect((await run([...pin, "--fingerprint", review.fingerprint])).out).toMatch(/\nSQL accepted\.\n$/);
  const listed = await json("kpis", "list", "--search", "Quiet");
  expect(listed.kpis[0].sql_pin).toMatchObject({ kg_name: "SHOP", stale: [] });

  expect((await run(["graphs", "reject", "SHOP", String(relationships[0].id)])).out).toBe("1 rejected.\n");
  const stale = await run(["kpis", "execute", "Quiet customers", "--graph", "SHOP"]);
  expect(stale.err).toMatch(/graph SHOP was changed/);
  const old = await json("kpis", "execute", "Quiet customers", "--graph", "SHOP", "--sql", "pinned");
  expect(old.execution).toMatchObject({ total_records: 20, sql_pin: { kpi_version: 1 } });
  expect((await run(["kpis", "unpin", "Quiet customers"])).out).toBe("SQL unpinned.\n");
  const refused = await run(["sources", "delete", "Shop"]);
  expect(refused).toMatchObject({ code: 3, out: "" });
  expect(refused.err).toMatch(/SHOP/);
}, 300_000);

test("the files of a folder are sent, without hidden ones, and why columns have their types is told in full", async () => {
  await json("sources", "add", "Whole folder", "--type", "files");
  const lists = file("lists");
  fs.mkdirSync(path.join(lists, "below"), { recursive: true });
  const write = (name: string, text: string) => fs.writeFileSync(path.join(lists, name), text);
  write("b.csv", "Since;Name\n31.12.2023;x\u202ey\n1.2.2024;z\n");
  write("a.csv", "part,count\na,1\n");
  write("~$a.xlsx", "lock");
  write(".hidden.csv", "part\na\n");
  write("below/c.csv", "part\na\n");
  const sent = await run(["files", "upload", lists, "--source", "Whole folder", "--yes"]);
  expect(sent).toMatchObject({ code: 0, out: "1 row is in the table a.\n2 rows are in the table b.\n" });
  expect(sent.err).toMatch(/\nSince: Dates are written as day, month, year: some day is beyond 12.*\.\n/);
  expect(sent.err).not.toContain("\u202e");
  const empty = await run(["files", "upload", path.join(lists, "below", "none"), "--source", "Whole folder"]);
  expect(empty).toMatchObject({ code: 3, err: expect.stringMatching(/There is no file .*none/) });
  fs.mkdirSync(path.join(lists, "empty"));
  const nothing = await run(["files", "upload", path.join(lists, "empty"), "--source", "Whole folder"]);
  expect(nothing).toMatchObject({
    code: 3,
    err: expect.stringMatching(/There is no file in the folder .*empty/),
  });
});

test("a join is said in English, and added once what was understood is agreed to", async () => {
  await json("sources", "add", "Joined", "--type", "sqlite", "--file", "shop.db");
  await run(["graphs", "build", "JOINED", "--source", "Joined"]);
  const join = ["graphs", "join", "JOINED", "orders belong to customers by customer no"];
  const understood = "orders.customer_no -> customers.customer_no";
  expect((await run(join)).out).toBe(
    `Understood: ${understood}. JOINED has it already: proposed. Nothing is added yet: add --yes.\n`,
  );
  const approved = async () =>
    (await json("graphs", "joins", "JOINED", "--status", "approved")).relationships;
  expect(await approved()).toEqual([]);
  expect((await run([...join, "--yes"])).out).toBe(`Join added successfully: ${understood}\n`);
  expect(await approved()).toMatchObject([{ source: { table: "orders" }, status: "approved" }]);

  const refused = await run(["graphs", "join", "JOINED", "orders belong to planets by customer no", "--yes"]);
  expect(refused).toMatchObject({ code: 3, out: "", err: expect.stringMatching(/planets/) });
});

test("a breached bound is the exit code, of a warning only when that is asked for", async () => {
  const execute = (name: string, ...more: string[]) =>
    run(["kpis", "execute", name, "--graph", "KG_101", ...more]);
  const create = ["kpis", "create", "Bounded", "Show me all products in RBP GPU which are not in OPS Excel"];
  expect((await run([...create, "--better", "lower", "--critical", "0"])).code).toBe(0);
  const critical = await started(["kpis", "execute", "Bounded", "--graph", "KG_101"]);
  expect(critical.code).toBe(1);
  expect(critical.err).toMatch(/^The value \d+ is critical\. Lower is better: critical above 0\.\n$/);
  expect(critical.out).toMatch(/state +critical\n/);

  const looser = await run(["kpis", "bounds", "Bounded", "--warning", "0", "--critical", "1000000"]);
  expect(looser.out).toBe("Bounded: Lower is better: warning above 0, critical above 1,000,000.\n");
  expect(await execute("Bounded")).toMatchObject({ code: 0, err: "" });
  const strict = await execute("Bounded", "--fail-on", "warning");
  expect(strict).toMatchObject({ code: 1, err: expect.stringMatching(/is a warning\./) });
  expect((await run(["executions", "list", "Bounded"])).out).toMatch(/ warning [\s\S]* critical /);

  expect((await run(["kpis", "bounds", "Bounded", "--none"])).out).toBe("Bounded: no thresholds.\n");
  expect((await execute("Bounded", "--fail-on", "warning")).code).toBe(0);
});

test("a file is sent, what was found in it is shown with why, and --yes loads it", async () => {
  await json("sources", "add", "Lists", "--type", "files");
  const upload = ["files", "upload", file("Cities 2025.csv"), "--source", "Lists"];
  const looked = await run(upload);
  expect(looked).toMatchObject({ code: 0 });
  expect(looked.err).toMatch(/divided by “;”; all 2 rows looked at/);
  expect(looked.err).toMatch(/\ncity +text +2 +0 +Porto, Lyon/i);
  expect(looked.out).toMatch(/^Nothing is loaded yet: add --yes/);
  expect(await json(...upload, "--table", "cities", "--yes")).toMatchObject({
    uploads: [{ status: "loaded", rows_loaded: 2, table_name: "cities" }],
    refused: [],
  });
  await json("sources", "edit", "Lists", "--name", "My lists");
  expect((await run(["sources", "delete", "My lists"])).code).toBe(0);
});

test("several files are sent one after the other, and a bad one among them is told apart", async () => {
  await json("sources", "add", "Folder", "--type", "files");
  fs.writeFileSync(file("parts.csv"), "part,count\na,1\n");
  fs.writeFileSync(file("parts.tsv"), "part\tplace\na\tx\n");
  const files = ["parts.csv", "empty.csv", "Cities 2025.csv", "parts.tsv"].map(file);
  const all = await run(["files", "upload", ...files, "--source", "Folder", "--yes"]);
  expect(all.code).toBe(3);
  expect(all.out).toBe("1 row is in the table parts.\n2 rows are in the table cities_2025.\n");
  expect(all.err).toMatch(/2 of 4 files did not become tables:\n.*empty\.csv: .*empty/i);
  expect(all.err).toMatch(/parts\.tsv would replace the table parts, which parts\.csv has just become/);
  const { tables } = await json("files", "tables", "--source", "Folder");
  expect(tables).toMatchObject([
    { name: "cities_2025", rows: 2 },
    { name: "parts", rows: 1, graphs: [] },
  ]);
  expect((await run(["files", "drop", "parts", "--source", "Folder"])).out).toBe("parts is dropped.\n");
  const gone = await run(["files", "drop", "parts", "--source", "Folder"]);
  expect(gone).toMatchObject({ code: 3, err: "There is no table parts. There are cities_2025.\n" });
  const alone = await run(["files", "upload", ...files, "--source", "Folder", "--table", "x"]);
  expect(alone).toMatchObject({ code: 3, out: "" });
  expect(alone.err).toMatch(/--table and --sheet are about one file/);
});

test("the version is that of the package, and no server is asked for it", async () => {
  const { version } = JSON.parse(fs.readFileSync("package.json", "utf8"));
  expect(await started(["--version"], {})).toMatchObject({ code: 0, out: `${version}\n`, err: "" });
});

describe("what was typed wrongly ends with exit code 3 and a sentence", () => {
  test.each([
    [["sources", "test", "Nowhere"], /^There is no source "Nowhere"\./],
    [["sources", "add", "X", "--type", "access"], /Allowed choices are files, sqlite/],
    [["kpis", "execute", "999", "--graph", "KG_101"], /999/],
    [["kpis", "bounds", "1", "--warning", "many"], /It must be a number/],
    [["kpis", "bounds", "1", "--better", "lower", "--warning", "9", "--critical", "3"], /must be below/],
    [["kpis", "bounds", "1"], /Say what to change/],
    [
      ["kpis", "execute", "1", "--graph", "KG_101", "--fail-on", "ok"],
      /Allowed choices are critical, warning/,
    ],
    [["executions", "show", "twelve"], /whole number/],
    [["executions", "export", "999"], /no execution with id 999/],
    [["executions", "export", "1", "--format", "pdf"], /Allowed choices are csv, xlsx, jsonl/],
    [["executions", "compare", "1", "1"], /compared with itself/],
    [["graphs", "approve", "KG_101"], /Name the joins by their numbers/],
    [["preview", "qwertz asdf", "--graph", "KG_101"], /\w+/],
    [["files", "upload", "nowhere.csv", "--source", "1"], /no source of files|There is no file/],
    [
      ["executions", "export", "1", "--output", "no-such-folder/rows.csv"],
      /^There is no folder no-such-folder\. Make it/,
    ],
    [["frobnicate"], /unknown command 'frobnicate'/],
  ])("%j", async (args, sentence) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("also as a process of its own", async () => {
    expect(await started(["frobnicate"])).toEqual({
      code: 3,
      out: "",
      err: expect.stringMatching(/unknown/),
    });
    expect((await started(["sources", "test", "Nowhere"])).code).toBe(3);
  });

  test("a file that nothing can be read from", async () => {
    await json("sources", "add", "Broken", "--type", "files");
    const { code, err } = await run(["files", "upload", file("empty.csv"), "--source", "Broken"]);
    expect(code).toBe(3);
    expect(err).toMatch(/empty/i);
  });
});

test("without the administrator's token a change is refused, and the server's sentence says so", async () => {
  const { code, err } = await started(["sources", "add", "Mine", "--type", "files"], {});
  expect(code).toBe(2);
  expect(err).toMatch(/administrator/i);
});

test("an API key goes before the token, and opens what it is for", async () => {
  const made = await fetch(`${server.url}/v1/keys`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${ADMIN_TOKEN}` },
    body: JSON.stringify({ name: "A script", scope: "read" }),
  });
  const { secret } = (await made.json()) as { secret: string };
  expect((await started(["kpis", "list"], { LANDING_KPI_API_KEY: secret })).code).toBe(0);
  const refused = await run(["kpis", "create", "By a key", "products in RBP GPU"], {
    ADMIN_TOKEN,
    LANDING_KPI_API_KEY: secret,
  });
  expect(refused.code).toBe(2);
  expect(refused.err).toContain("for: read");
  const broken = await run(["kpis", "list"], { LANDING_KPI_API_KEY: "lkpi_one\nlkpi_two" });
  expect(broken).toMatchObject({ code: 3, err: expect.stringMatching(/^The API key has a line break/) });
  const unknown = await run(["kpis", "list"], { LANDING_KPI_API_KEY: "lkpi_unknown" });
  expect(unknown.code).toBe(2);
  expect(unknown.err).toContain("not known");
});

test("a server that does not answer is told by its address", async () => {
  const { code, err } = await started(["sources", "list", "--server", "http://127.0.0.1:9"]);
  expect(code).toBe(2);
  expect(err).toMatch(/^No Landing KPI server answers at http:\/\/127\.0\.0\.1:9\./);
});

test("a password comes from a file or the environment, and there is no option that takes one", async () => {
  fs.writeFileSync(file("secret"), "not the right one\n");
  const add = ["sources", "add", "ERP", "--type", "postgresql", "--host", "127.0.0.1", "--port", "9"];
  const login = ["--database", "erp", "--user", "reader"];
  const { code, err } = await run([...add, ...login, "--password-file", file("secret")]);
  expect(code).toBe(3);
  expect(err).toMatch(/127\.0\.0\.1/);
  expect((await run([...add, ...login, "--password", "x"])).err).toMatch(/unknown option '--password'/);
  expect((await run([...add, ...login, "--password-file", file("none")])).err).toMatch(/cannot be read/);
});

test("the store is copied while the server works with it, and not over a file that is there", async () => {
  const env = { LANDING_KPI_DB: file("landing_kpi.db") };
  const made = await started(["backup", file("copy")], env);
  expect(made).toMatchObject({
    code: 0,
    out: expect.stringMatching(/are copied to .*copy \(\d+ bytes\)/),
  });
  expect(made.err).toMatch(/Never in it: the settings/);
  expect(fs.existsSync(file("copy/landing_kpi.db"))).toBe(true);
  const again = await run(["backup", file("copy")], env);
  expect(again).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(/already\. Choose another name/),
  });
  const nowhere = await run(["backup", file("x")], { LANDING_KPI_DB: file("no.db") });
  expect(nowhere).toMatchObject({ code: 2, err: expect.stringMatching(/^There is no database/) });
});

test("each command has help with examples", async () => {
  const { code, out } = await started(["graphs", "build", "--help"]);
  expect(code).toBe(0);
  expect(out).toMatch(/--source <source>[\s\S]*Examples:\n {2}\$ npx landing-kpi graphs build/);
});

describe("the audit", () => {
  test("lists what the command line did, and can be verified and taken out", async () => {
    const { entries } = await json("audit", "list", "--act", "sources.create");
    expect(entries).toContainEqual(
      expect.objectContaining({ way: "command line", thing_kind: "source", outcome: "done" }),
    );
    const verified = await json("audit", "verify");
    expect(verified.problems).toEqual([]);
    const known = await run(["audit", "verify", "--known", `${verified.last}:${"0".repeat(64)}`]);
    expect(known.code).toBe(2);
    expect(known.err).toContain(`Entry ${verified.last} does not have the hash`);
    const { out } = await run(["audit", "export", "--act", "sources.create", "--output", "-"]);
    expect(out).toContain("connected a source");
  });
});
