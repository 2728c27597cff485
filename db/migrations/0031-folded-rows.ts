import { type Kysely, sql } from "kysely";

/** Rows are searched in any case by what SQLite does by itself: a text that it cannot fold is kept folded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_rows ADD COLUMN folded TEXT`.execute(db);
  await sql`UPDATE kpi_execution_rows SET folded = fold(data) WHERE octet_length(data) <> length(data)`.execute(
    db,
  );
}
