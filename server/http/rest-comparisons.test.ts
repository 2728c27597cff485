import path from "node:path";
import { createTRPCClient, httpLink } from "@trpc/client";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppRouter } from "../router.ts";
import { get } from "../testing/slow-runs.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";
import { type StoredRun, storeRuns } from "../testing/stored-runs.ts";

/** Two executions of a KPI compared by the key of their rows. */

const folder = temporaryFolder();
let server: StartedServer;
let ids: Record<string, number>;

const COLUMNS = ["SKU", "STATUS", "QTY"];
const BEFORE: StoredRun["rows"] = [
  ["A", "open", 1],
  ["B", "open", 2],
  ["C", null, 3],
  ["D", "done", 4],
];
const AFTER: StoredRun["rows"] = [
  ["D", "done", 4],
  ["E", "open", 5],
  ["B", "done", 20],
  ["C", "", 3],
];
const BY_SKU = { joined_columns: JSON.stringify([["SKU", "MATERIAL"]]) };

const run = (rows: StoredRun["rows"], more: Partial<StoredRun> = {}): StoredRun => ({
  columns: COLUMNS,
  numeric: ["QTY"],
  rows,
  ...more,
});

const figure = (value: number): StoredRun => ({
  columns: ["total"],
  numeric: ["total"],
  rows: [[value]],
  more: { value_kind: "figure" },
});

const RUNS = {
  before: run(BEFORE, { more: BY_SKU }),
  failed: run([], { more: { execution_status: "failed" } }),
  after: run(AFTER, { more: BY_SKU }),
  moved: run(
    [
      [1, "A", "P1"],
      [9, "B", "P1"],
    ],
    {
      columns: ["QTY", "SKU", "PLANT"],
      more: { ...BY_SKU, nl_definition: "other products", limit_records: 2, total_records: 40 },
    },
  ),
  uncounted: run(BEFORE.slice(0, 2), { more: { ...BY_SKU, limit_records: 2, total_records: null } }),
  alien: run(BEFORE, { kpi: "Another" }),
  figure: figure(10),
  figureLater: figure(12),
  nothingInCommon: run([["1"]], { columns: ["X"] }),
};

beforeAll(async () => {
  const file = path.join(folder.path, "landing_kpi.db");
  ids = await storeRuns(file, RUNS);
  server = await startServer(file);
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

const compare = (left: string, right: string, query = "") =>
  get(server, `/v1/landing-kpi/compare/${ids[left]}/${ids[right]}${query}`);

describe("two runs", () => {
  test("are compared by the column that their definition joins by", async () => {
    const { status, body } = await compare("before", "after");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kpi: { name: "Missing products" },
      key: { columns: ["SKU"], origin: "join", repeated: { keys: 0 } },
      columns: COLUMNS,
      counts: { changed: 2, added: 1, gone: 1, same: 1 },
      column_changes: [
        { column: "STATUS", rows: 2 },
        { column: "QTY", rows: 1 },
      ],
      basis_changes: [],
      cautions: [],
      total_records: 4,
    });
    expect(body.rows).toEqual([
      {
        change: "changed",
        left_row: 2,
        right_row: 3,
        left: { SKU: "B", STATUS: "open", QTY: 2 },
        right: { SKU: "B", STATUS: "done", QTY: 20 },
        changed_columns: ["STATUS", "QTY"],
        uncertain: false,
      },
      {
        change: "changed",
        left_row: 3,
        right_row: 4,
        left: { SKU: "C", STATUS: null, QTY: 3 },
        right: { SKU: "C", STATUS: "", QTY: 3 },
        changed_columns: ["STATUS"],
        uncertain: false,
      },
      expect.objectContaining({ change: "added", left: null, right: { SKU: "E", STATUS: "open", QTY: 5 } }),
      expect.objectContaining({ change: "gone", left: { SKU: "A", STATUS: "open", QTY: 1 }, right: null }),
    ]);
  });

  test("are listed by kind and in pages", async () => {
    const { body } = await compare("before", "after", "?change=same");
    expect(body).toMatchObject({ total_records: 1, rows: [{ change: "same", right: { SKU: "D" } }] });
    const pages = await Promise.all(
      [1, 2, 3].map((page) => compare("before", "after", `?page_size=3&page=${page}`)),
    );
    const changes = pages.map((page) => page.body.rows.map((row: { change: string }) => row.change));
    expect(changes).toEqual([["changed", "changed", "added"], ["gone"], []]);
    expect(pages[0]?.body.total_pages).toBe(2);
  });

  test("are compared by any other columns, and by whole rows", async () => {
    const byStatus = await compare("before", "after", "?key=STATUS");
    expect(byStatus.body).toMatchObject({
      key: { columns: ["STATUS"], origin: "asked", repeated: { keys: 2, left_rows: 3, right_rows: 3 } },
      counts: { changed: 1, added: 2, gone: 2, same: 1 },
    });
    const two = await compare("before", "after", `?key=${encodeURIComponent('["SKU","QTY"]')}`);
    expect(two.body).toMatchObject({ counts: { changed: 1, added: 2, gone: 2, same: 1 } });
    const whole = await compare("before", "after", "?key=[]");
    expect(whole.body).toMatchObject({
      key: { columns: [], origin: "row" },
      counts: { changed: 0, added: 3, gone: 3, same: 1 },
      column_changes: [],
    });
  });

  test("with other columns and definitions are compared in what both have, and that is said", async () => {
    const { body } = await compare("before", "moved");
    expect(body).toMatchObject({
      columns: ["SKU", "QTY"],
      left_only_columns: ["STATUS"],
      right_only_columns: ["PLANT"],
      counts: { changed: 1, added: 0, gone: 2, same: 1 },
      column_changes: [{ column: "QTY", rows: 1 }],
      basis_changes: [`definition changed since execution ${ids.before}`, "limit 10 → 2"],
      cautions: [
        `Execution ${ids.moved} kept the first 2 of 40 records: a record that seems gone may only lie beyond the limit. Execute with a higher limit to be sure.`,
        "The runs have different columns: only those that both have are compared.",
      ],
    });
  });

  test("of a figure have one row each, which changed", async () => {
    expect((await compare("figure", "figureLater")).body).toMatchObject({
      key: { columns: [], origin: "figure" },
      counts: { changed: 1, added: 0, gone: 0, same: 0 },
      rows: [{ left: { total: 10 }, right: { total: 12 }, changed_columns: ["total"] }],
    });
  });

  test("are compared over tRPC as well", async () => {
    const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${server.url}/trpc` })] });
    const [left, right] = [ids.before as number, ids.after as number];
    const answer = await client.comparisons.page.query({ left, right, key: ["SKU"], change: "gone" });
    expect(answer.rows.map((row) => row.left)).toEqual([{ SKU: "A", STATUS: "open", QTY: 1 }]);
  });
});

describe("what became of the rows", () => {
  const file = async (format: string, query = "") => {
    const route = `/v1/landing-kpi/compare/${ids.before}/${ids.after}/export.${format}${query}`;
    const answer = await fetch(server.url + route);
    expect(answer.status).toBe(200);
    return answer;
  };

  test("is exported as CSV, with what changed cells were before", async () => {
    const answer = await file("csv");
    const minute = "\\d{4}-\\d\\d-\\d\\d-\\d{4}";
    expect(answer.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="missing-products-${minute}-to-${minute}\\.csv"$`),
    );
    expect((await answer.text()).trimEnd().split("\r\n")).toEqual([
      "Change,Changed columns,SKU,STATUS,QTY,STATUS (before),QTY (before)",
      'changed,"STATUS, QTY",B,done,20,open,2',
      'changed,STATUS,C,"",3,,',
      "added,,E,open,5,,",
      "gone,,A,open,1,,",
    ]);
  });

  test("is exported as Excel, by the key that was asked for, with what the file is about", async () => {
    const bytes = await (await file("xlsx", "?key=[]&change=gone")).arrayBuffer();
    const [records, about] = (await readXlsx(new Uint8Array(bytes))).sheets;
    expect(records?.rows).toEqual([
      ["Change", "Changed columns", ...COLUMNS],
      ["gone", null, "A", "open", 1],
      ["gone", null, "B", "open", 2],
      ["gone", null, "C", null, 3],
    ]);
    const facts = new Map(about?.rows.map(([what, value]) => [what, value]));
    expect(facts.get("Compared by")).toBe("the whole row");
    expect(facts.get("gone")).toBe(3);
    expect(facts.get("same")).toBe(1);
  });

  test("is exported as JSON lines, as the pages of the API have it", async () => {
    const lines = (await (await file("jsonl")).text()).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual((await compare("before", "after")).body.rows);
  });
});

describe("of runs that their limits cut", () => {
  const kinds = (body: { rows: { change: string; uncertain: boolean }[] }) =>
    body.rows.map(({ change, uncertain }) => `${change}${uncertain ? "?" : ""}`);

  test("what the cut run does not have is not claimed to be gone, nor added the other way round", async () => {
    const there = (await compare("before", "moved")).body;
    expect(there.uncertain).toEqual({ added: false, gone: true });
    expect(kinds(there)).toEqual(["changed", "gone?", "gone?"]);
    const back = (await compare("moved", "before")).body;
    expect(back.uncertain).toEqual({ added: true, gone: false });
    expect(kinds(back)).toEqual(["changed", "added?", "added?"]);
    expect(back.cautions[0]).toContain("a record that seems added may only lie beyond the limit");
    const whole = (await compare("before", "after")).body;
    expect(whole.uncertain).toEqual({ added: false, gone: false });
    expect(kinds(whole).join()).not.toContain("?");
  });

  test("a run that was cut is known by its limit where nobody counted", async () => {
    const { body } = await compare("before", "uncounted");
    expect(body).toMatchObject({ uncertain: { added: false, gone: true }, counts: { gone: 2 } });
  });

  test("the files say so in each row, and the workbook of the counts, too", async () => {
    const route = `/v1/landing-kpi/compare/${ids.before}/${ids.moved}/export`;
    const csv = await (await fetch(`${server.url}${route}.csv?change=gone`)).text();
    expect(csv.trimEnd().split("\r\n").slice(1)).toEqual([
      "gone or beyond the limit,,C,3,,,",
      "gone or beyond the limit,,D,4,,done,",
    ]);
    const xlsx = await (await fetch(`${server.url}${route}.xlsx`)).arrayBuffer();
    const [, about] = (await readXlsx(new Uint8Array(xlsx))).sheets;
    const facts = new Map(about?.rows.map(([what, value]) => [what, value]));
    expect(facts.get("gone or beyond the limit")).toBe(2);
    expect(facts.get("added")).toBe(0);
    expect(facts.has("gone")).toBe(false);
    expect(facts.get("Caution")).toBeTruthy();
  });
});

describe("refused is", () => {
  test.each([
    ["a run with itself", "before", "before", "", 422, /compared with itself/],
    ["a run of another KPI", "before", "alien", "", 422, /of another KPI/],
    ["a run that failed", "before", "failed", "", 409, /has no rows: it failed/],
    ["a run without a common column", "before", "nothingInCommon", "", 409, /no column in common/],
    [
      "a key that not both have",
      "before",
      "moved",
      "?key=STATUS",
      422,
      /Not both runs have a column "STATUS"/,
    ],
    ["a kind that there is not", "before", "after", "?change=lost", 422, /Must be one of changed/],
  ])("%s", async (_what, left, right, query, status, message) => {
    const answer = await compare(left, right, query);
    expect(answer.status).toBe(status);
    const { errors = [] } = answer.body;
    expect(
      [answer.body.message, ...errors.map((error: { message: string }) => error.message)].join(" "),
    ).toMatch(message);
  });
});

test("the run before is the last one of the KPI that succeeded", async () => {
  const before = async (name: string) =>
    (await get(server, `/v1/landing-kpi/executions/${ids[name]}/before`)).body.run_before;
  expect(await before("after")).toBe(ids.before);
  expect(await before("before")).toBeNull();
  expect(await before("alien")).toBeNull();
});
