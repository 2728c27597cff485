import { type Kysely, sql } from "kysely";

/** How much of a KPI's history is kept, and which of its executions stay whatever their age. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of [
    "kpi_definitions ADD COLUMN keep_days INTEGER",
    "kpi_definitions ADD COLUMN keep_runs INTEGER",
    "kpi_execution_results ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT 0",
  ])
    await sql.raw(`ALTER TABLE ${column}`).execute(db);
}
