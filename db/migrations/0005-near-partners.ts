import { type Kysely, sql } from "kysely";

/** How many records of a run lack their partner only because the keys differ in case or surrounding spaces. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN near_partners INTEGER`.execute(db);
}
