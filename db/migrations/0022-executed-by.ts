import { type Kysely, sql } from "kysely";

/** The name of the person or the key that began a run; null for runs of before, and where nobody has a name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN executed_by TEXT`.execute(db);
}
