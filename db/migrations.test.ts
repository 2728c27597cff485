import SQLite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { afterEach, expect, test } from "vitest";
import { MIGRATIONS } from "./migrations/index.ts";
import { insertExecution } from "./queries/executions.ts";
import { insertKpi } from "./queries/kpis.ts";
import type { NewExecutionRow } from "./schema/kpi-execution-results.ts";
import type { StoreTables } from "./schema/store.ts";
import { SAMPLE_KPI, sampleRun } from "./testing/sample-rows.ts";

/** What becomes of the rows of an older store. */

const db = new Kysely<StoreTables>({ dialect: new SqliteDialect({ database: new SQLite(":memory:") }) });
const provider = {
  async getMigrations(): Promise<Record<string, Migration>> {
    return { ...MIGRATIONS };
  },
};
const migrator = new Migrator({ db, provider });

afterEach(() => db.destroy());

test("runs from before there were values get theirs as far as it can be told", async () => {
  await migrator.migrateTo("0002-growing-history");
  const kpi = await insertKpi(db, SAMPLE_KPI);
  const given = async (operation: string, columns: string[], row: unknown[] | null, total: number | null) => {
    const run: NewExecutionRow = {
      ...sampleRun(kpi.id),
      execution_status: row ? "success" : "failed",
      operation,
      result_columns: JSON.stringify(columns.map((name) => ({ name, numeric: false }))),
      number_of_records: row ? 1 : 0,
      total_records: total,
    };
    const { id } = await insertExecution(db, run);
    const data = JSON.stringify(row);
    if (row)
      await db.insertInto("kpi_execution_rows").values({ execution_id: id, row_number: 1, data }).execute();
  };
  await given("NOT_IN", ["Material"], ["M-1"], 437);
  await given("LIST", ["Material"], ["M-1"], null);
  await given("GROUP", ["STATUS", "row_count"], ["Active", 9], 12);
  await given("DUPLICATES", ["SKU", "row_count"], ["S-1", 2], 31);
  await given("DUPLICATES", ["duplicate_count"], [31], 1);
  await given("AGGREGATE", ["row_count"], [152], 1);
  await given("AGGREGATE", ["percentage"], [37.123_456], 1);
  await given("AGGREGATE", ["max_CHANGED"], ["2026-11-25"], 1);
  await given("AGGREGATE", ["min_PRICE", "max_PRICE"], [1, 9], 1);
  await given("AGGREGATE", ["row_count"], null, null);

  expect((await migrator.migrateToLatest()).error).toBeUndefined();
  const runs = await db.selectFrom("kpi_execution_results").selectAll().orderBy("id").execute();
  expect(runs.map((run) => [run.value, run.value_kind])).toEqual([
    [437, "rows"],
    [1, "rows"],
    [12, "groups"],
    [31, "groups"],
    [31, "figure"],
    [152, "figure"],
    [37.123_456, "percentage"],
    [null, "figure"],
    [null, "figures"],
    [null, null],
  ]);
});
