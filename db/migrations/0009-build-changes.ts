import { type Kysely, sql } from "kysely";

/** What a graph that was made again has that it had not, and the other way round. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE graph_builds ADD COLUMN changes TEXT`.execute(db);
}
