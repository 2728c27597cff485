import { type Kysely, sql } from "kysely";

const COUNTS = (catalog: string) => `
  tables_count = (SELECT count(*) FROM json_each(${catalog}, '$.tables')),
  columns_count = (SELECT coalesce(sum(json_array_length(value, '$.columns')), 0) FROM json_each(${catalog}, '$.tables'))`;

/** How large each schema is, kept beside its catalog: counting reads all of it, and lists of graphs are shown often. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE source_schemas ADD COLUMN tables_count INTEGER NOT NULL DEFAULT 0`.execute(db);
  await sql`ALTER TABLE source_schemas ADD COLUMN columns_count INTEGER NOT NULL DEFAULT 0`.execute(db);
  await sql.raw(`UPDATE source_schemas SET ${COUNTS("catalog")}`).execute(db);
  for (const [name, event] of [
    ["added", "INSERT"],
    ["changed", "UPDATE OF catalog"],
  ])
    await sql
      .raw(
        `CREATE TRIGGER source_schemas_${name} AFTER ${event} ON source_schemas BEGIN
          UPDATE source_schemas SET ${COUNTS("NEW.catalog")} WHERE id = NEW.id;
        END`,
      )
      .execute(db);
}
