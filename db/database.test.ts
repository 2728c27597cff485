import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore, type Store } from "./database.ts";
import { insertExecution } from "./queries/executions.ts";
import { deleteKpi, insertKpi } from "./queries/kpis.ts";
import { SAMPLE_KPI, sampleRun } from "./testing/sample-rows.ts";

let folder: string;
let store: Store;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "landing-kpi-store-"));
  store = await openStore(path.join(folder, "data", "landing_kpi.db"));
});

afterEach(async () => {
  await store.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

async function pragma(name: string): Promise<unknown> {
  const { rows } = await sql<Record<string, unknown>>`PRAGMA ${sql.raw(name)}`.execute(store.db);
  return Object.values(rows[0] ?? {})[0];
}

test("the store is durable: WAL, synchronous FULL, foreign keys; SQLite itself waits for no lock", async () => {
  expect(await pragma("journal_mode")).toBe("wal");
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("foreign_keys")).toBe(1);
  expect(await pragma("busy_timeout")).toBe(0);
});

test("the specification's tables have its columns and indexes", async () => {
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'idx\\_%' ESCAPE '\\'`.execute(
    store.db,
  );
  expect(rows.map((row) => row.name)).toEqual(
    expect.arrayContaining([
      "idx_kpi_name",
      "idx_kpi_active",
      "idx_execution_kpi_id",
      "idx_execution_timestamp",
      "idx_execution_status",
    ]),
  );
  const columns = await sql<{ name: string }>`PRAGMA table_info(kpi_execution_results)`.execute(store.db);
  expect(columns.rows.map((row) => row.name)).toEqual(
    expect.arrayContaining(["result_data", "joined_columns", "sql_query_type", "total_records"]),
  );
});

test("opening again keeps what is stored", async () => {
  const kpi = await insertKpi(store.db, { ...SAMPLE_KPI, name: "kept" });
  await store.close();
  store = await openStore(path.join(folder, "data", "landing_kpi.db"));
  const row = await store.db.selectFrom("kpi_definitions").selectAll().executeTakeFirst();
  expect(row).toEqual(kpi);
});

test("deleting a KPI takes its runs and their rows along", async () => {
  const kpi = await insertKpi(store.db, SAMPLE_KPI);
  const run = await insertExecution(store.db, sampleRun(kpi.id));
  await store.db
    .insertInto("kpi_execution_rows")
    .values({ execution_id: run.id, row_number: 1, data: "[1]" })
    .execute();
  await deleteKpi(store.db, kpi.id);
  expect(await store.db.selectFrom("kpi_execution_results").selectAll().execute()).toEqual([]);
  expect(await store.db.selectFrom("kpi_execution_rows").selectAll().execute()).toEqual([]);
});

test("a status that does not exist cannot be stored", async () => {
  const kpi = await insertKpi(store.db, SAMPLE_KPI);
  const run = insertExecution(store.db, { ...sampleRun(kpi.id), execution_status: "lost" });
  await expect(run).rejects.toThrow(/CHECK constraint/);
});

test("a file that is no database is refused with a sentence", async () => {
  const file = path.join(folder, "notes.txt");
  fs.writeFileSync(file, "these are notes, not a database".repeat(50));
  await expect(openStore(file)).rejects.toThrow(
    /notes\.txt cannot be opened.*not a database.*LANDING_KPI_DB/,
  );
});
