import { sql } from "kysely";
import type { SourceRow } from "../schema/sources.ts";
import type { Db } from "../schema/store.ts";

/** What is stored of a source; `settings` is JSON, `secret` is encrypted. */
export interface SourceValues {
  readonly name: string;
  readonly db_type: string;
  readonly settings: string;
  readonly secret: string | null;
}

export async function insertSource(db: Db, source: SourceValues): Promise<SourceRow> {
  return db
    .insertInto("sources")
    .values({ ...source, updated_at: sql`CURRENT_TIMESTAMP` })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function listSources(db: Db): Promise<SourceRow[]> {
  return db.selectFrom("sources").selectAll().orderBy(sql`name COLLATE NOCASE`).execute();
}

export async function findSource(db: Db, id: number): Promise<SourceRow | undefined> {
  return db.selectFrom("sources").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function findSourceByName(db: Db, name: string): Promise<SourceRow | undefined> {
  return db.selectFrom("sources").selectAll().where("name", "=", name).executeTakeFirst();
}

/** Undefined when it is gone. */
export async function updateSource(db: Db, id: number, source: SourceValues): Promise<SourceRow | undefined> {
  return db
    .updateTable("sources")
    .set({ ...source, updated_at: sql`CURRENT_TIMESTAMP` })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

/** Takes along what was introspected; fails while a knowledge graph is about it. */
export async function deleteSource(db: Db, id: number): Promise<void> {
  await db.deleteFrom("sources").where("id", "=", id).execute();
}

/** Names of the graphs about each source. */
export async function listGraphsBySource(db: Db): Promise<ReadonlyMap<number, string[]>> {
  const rows = await db
    .selectFrom("knowledge_graphs")
    .select(["source_id", "name"])
    .orderBy("name")
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.source_id);
  return new Map([...grouped].map(([id, graphs]) => [id, graphs.map((graph) => graph.name)]));
}

/** Keeps what introspection found (`catalog`, JSON) in the place of what was known of the schema; the schema's id. */
export async function saveSchema(
  db: Db,
  schema: { source_id: number; name: string; catalog: string },
): Promise<number> {
  const { id } = await db
    .insertInto("source_schemas")
    .values(schema)
    .onConflict((conflict) =>
      conflict
        .columns(["source_id", "name"])
        .doUpdateSet({ catalog: schema.catalog, introspected_at: sql`CURRENT_TIMESTAMP` }),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** The tables that knowledge graphs hold of a source; they are read inside SQLite, catalogs are not loaded. */
export async function listGraphsOfTables(
  db: Db,
  sourceId: number,
): Promise<{ readonly graph: string; readonly table: string }[]> {
  const { rows } = await sql<{ graph: string; table: string }>`
    SELECT graph.name AS graph, tables.value ->> 'name' AS "table"
    FROM source_schemas AS schema
      JOIN knowledge_graph_schemas AS member ON member.schema_id = schema.id
      JOIN knowledge_graphs AS graph ON graph.id = member.graph_id, json_each(schema.catalog, '$.tables') AS tables
    WHERE schema.source_id = ${sourceId}
    ORDER BY graph.name`.execute(db);
  return rows;
}

/** The schemas of a source with what was found in each, as JSON. */
export async function listCatalogs(
  db: Db,
  sourceId: number,
): Promise<{ readonly id: number; readonly name: string; readonly catalog: string }[]> {
  return db
    .selectFrom("source_schemas")
    .select(["id", "name", "catalog"])
    .where("source_id", "=", sourceId)
    .execute();
}

/** The names of all schemas of all sources, each once. */
export async function listSchemaNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("source_schemas").select("name").distinct().orderBy("name").execute();
  return rows.map((row) => row.name);
}
