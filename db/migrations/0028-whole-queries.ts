import { type Kysely, sql } from "kysely";

/** What a run that kept only its first rows asked, without its limit; null for other runs and those of before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN whole_query TEXT`.execute(db);
}
