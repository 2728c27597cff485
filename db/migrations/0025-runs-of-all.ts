import { type Kysely, sql } from "kysely";

/** All runs of one threshold state, newest first (every index ends with the id), also to count them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX idx_execution_threshold ON kpi_execution_results(threshold_state)
    WHERE threshold_state IS NOT NULL`.execute(db);
}
