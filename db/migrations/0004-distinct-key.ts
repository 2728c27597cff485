import { type Kysely, sql } from "kysely";

/** By which columns a run tells things apart, and how many different ones are among its rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN distinct_key TEXT`.execute(db);
}
