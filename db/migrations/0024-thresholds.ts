import { type Kysely, sql } from "kysely";

/** Bounds of a KPI's value; each run keeps those that it was judged by, and what they said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ["kpi_definitions", "kpi_execution_results"])
    for (const column of [
      "better TEXT CHECK (better IN ('lower', 'higher'))",
      "warning_bound REAL",
      "critical_bound REAL",
    ])
      await sql.raw(`ALTER TABLE ${table} ADD COLUMN ${column}`).execute(db);
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN threshold_state TEXT
    CHECK (threshold_state IN ('ok', 'warning', 'critical'))`.execute(db);
}
