import { type Kysely, sql } from "kysely";

/** The key that the request for a run came with, so that the same request sent again finds that run. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN idempotency_key TEXT`.execute(db);
  await sql`CREATE UNIQUE INDEX idx_kpi_execution_results_key ON kpi_execution_results(idempotency_key)
    WHERE idempotency_key IS NOT NULL`.execute(db);
}
