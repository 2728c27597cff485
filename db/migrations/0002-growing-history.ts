import { type Kysely, sql } from "kysely";

/** A KPI's runs of one status, newest first (every index ends with the id), also to count them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX idx_execution_kpi_status ON kpi_execution_results(kpi_id, execution_status)`.execute(
    db,
  );
}
