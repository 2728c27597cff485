import { type Kysely, sql } from "kysely";

/** What a KPI does not keep is counted and found without reading its runs, each of which is some kB. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX idx_execution_retention
    ON kpi_execution_results(kpi_id, pinned, execution_status, execution_timestamp)`.execute(db);
}
