import { type Kysely, sql } from "kysely";

/** Why a run sent its query a second time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN retry_reason TEXT`.execute(db);
}
