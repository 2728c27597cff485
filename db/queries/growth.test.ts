import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { defineFunctions, openStore } from "../database.ts";
import type { Db, StoreTables } from "../schema/store.ts";
import { SAMPLE_KPI, sampleRun } from "../testing/sample-rows.ts";
import {
  countExecutions,
  deleteSomeExecutions,
  findBasesBefore,
  insertExecution,
  insertExecutionRows,
  listExecutions,
} from "./executions.ts";
import { countRunsOfAll, listKpisWithLatestRun, listRunsOfAll } from "./home.ts";
import { insertKpi, listKpiOverview, listTrends, type OverviewSort } from "./kpis.ts";
import { countExpired, deleteSomeExpired, saveRetention } from "./retention.ts";

/** What must stay quick when one KPI has 100,000 runs: its queries may neither scan nor sort the runs. */

let folder: string;
let sqlite: SQLite.Database;
let db: Db;
let asked: string[];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "landing-kpi-growth-"));
  const file = path.join(folder, "landing_kpi.db");
  await (await openStore(file)).close();
  sqlite = new SQLite(file, { verbose: (statement) => asked.push(String(statement)) });
  defineFunctions(sqlite);
  db = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: sqlite }) });
  asked = [];
});

afterAll(async () => {
  await db.destroy();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** How SQLite answers the statements that `query` sends, a line a step. */
async function planOf(query: () => Promise<unknown>): Promise<string> {
  asked = [];
  await query();
  const plans = asked.map((statement) => sqlite.prepare(`EXPLAIN QUERY PLAN ${statement}`).all());
  return plans.flatMap((steps) => steps.map((step) => (step as { detail: string }).detail)).join("\n");
}

const page = { limit: 50, offset: 100 };

test.each(["id", "name", "last_run_at", "last_value"] as const)(
  "the list sorted by %s finds each KPI's newest run by an index",
  async (by: OverviewSort) => {
    const plan = await planOf(() => listKpiOverview(db, { hidden: [] }, { by, order: "desc" }, page));
    expect(plan).not.toMatch(/SCAN (run|newest|kpi_execution_results)/);
    expect(plan).toMatch(/SEARCH newest USING COVERING INDEX/);
    expect(plan).toMatch(/SEARCH run USING INTEGER PRIMARY KEY/);
  },
);

test("trends read the newest runs only, in the order of an index", async () => {
  const plan = await planOf(() => listTrends(db, [1, 2, 3], 12));
  expect(plan).toMatch(/SEARCH kpi_execution_results USING INDEX idx_execution_kpi_status/);
  expect(plan).not.toMatch(/SCAN kpi|TEMP B-TREE/);
});

test.each([undefined, "success", "cancelled"])(
  "the history with status %s is in an index",
  async (status) => {
    const filter = { kpiId: 1, status };
    const list = await planOf(() => listExecutions(db, filter, page));
    expect(list).toMatch(/SEARCH kpi_execution_results USING INDEX/);
    const count = await planOf(() => countExecutions(db, filter));
    expect(count).toMatch(/SEARCH kpi_execution_results USING COVERING INDEX/);
    expect(list + count).not.toMatch(/SCAN|TEMP B-TREE/);
  },
);

test("the home page finds each KPI's newest run by an index", async () => {
  const plan = await planOf(() => listKpisWithLatestRun(db, []));
  expect(plan).toMatch(/SEARCH newest USING COVERING INDEX/);
  expect(plan).toMatch(/SEARCH run USING INTEGER PRIMARY KEY/);
  expect(plan).not.toMatch(/SCAN (run|newest)/);
});

test.each([
  [{}, /SCAN run/],
  [{ status: "failed" }, /SEARCH run USING INDEX idx_execution_status/],
  [{ thresholdState: "critical" }, /SEARCH run USING INDEX idx_execution_threshold/],
])("the runs of all KPIs with %j come in their order, without sorting", async (asked, way) => {
  const filter = { ...asked, hidden: [] };
  const list = await planOf(() => listRunsOfAll(db, filter, page));
  expect(list).toMatch(way);
  expect(list).not.toMatch(/TEMP B-TREE/);
  expect(await planOf(() => countRunsOfAll(db, filter))).toMatch(/USING COVERING INDEX/);
});

test.each([
  { keep_days: 30, keep_runs: null },
  { keep_days: null, keep_runs: 5 },
  { keep_days: 30, keep_runs: 5 },
])("what a KPI does not keep under %j is counted and found in an index", async (limits) => {
  const { id } = await insertKpi(db, { ...SAMPLE_KPI, name: JSON.stringify(limits) });
  await saveRetention(db, id, limits);
  for (const ask of [() => countExpired(db, id, limits), () => deleteSomeExpired(db, id)])
    expect(await planOf(ask)).toMatch(/SEARCH run USING COVERING INDEX idx_execution_retention/);
});

test("of a KPI that keeps everything no run is looked at to see what it does not keep", async () => {
  const { id } = await insertKpi(db, { ...SAMPLE_KPI, name: "Keeps all" });
  const nothing = { keep_days: null, keep_runs: null };
  expect(await planOf(() => countExpired(db, id, nothing))).toBe("");
  expect(await planOf(() => deleteSomeExpired(db, id))).not.toMatch(/ run /);
});

test("the runs before those of a page are found by an index", async () => {
  const plan = await planOf(() => findBasesBefore(db, [1, 2, 3]));
  expect(plan).toMatch(/SEARCH earlier USING COVERING INDEX/);
  expect(plan).toMatch(/SEARCH before USING INTEGER PRIMARY KEY/);
  expect(plan).not.toMatch(/SCAN (run|before|earlier|kpi_execution_results)/);
});

test("a history goes in steps, its rows before their runs, and going on after a stop is the same again", async () => {
  const [long, other] = [
    await insertKpi(db, SAMPLE_KPI),
    await insertKpi(db, { ...SAMPLE_KPI, name: "Other" }),
  ];
  for (const kpi of [long, other]) {
    const run = await insertExecution(db, { ...sampleRun(kpi.id), execution_status: "success" });
    const rows = Array.from({ length: 1200 }, (_, n) => [n]);
    await insertExecutionRows(db, run.id, 0, rows);
    await insertExecution(db, { ...sampleRun(kpi.id), execution_status: "failed" });
  }
  const left = async (kpiId: number) => {
    const runs = await listExecutions(db, { kpiId }, { limit: 10, offset: 0 });
    const ids = runs.map((run) => run.id);
    const rows = await db.selectFrom("kpi_execution_rows").select("execution_id").execute();
    return { runs: runs.length, rows: rows.filter((row) => ids.includes(row.execution_id)).length };
  };
  expect(await deleteSomeExecutions(db, long.id)).toBe(true);
  expect(await left(long.id)).toEqual({ runs: 2, rows: 700 });
  for (let steps = 0; await deleteSomeExecutions(db, long.id); steps++) expect(steps).toBeLessThan(10);
  expect(await left(long.id)).toEqual({ runs: 0, rows: 0 });
  expect(await left(other.id)).toEqual({ runs: 2, rows: 1200 });
  expect(await db.selectFrom("kpi_execution_rows").selectAll().execute()).toHaveLength(1200);
});
