import type { AliasRow } from "../schema/knowledge-graphs.ts";
import type { Db } from "../schema/store.ts";

export type NewAlias = Omit<AliasRow, "id">;

export async function insertAlias(db: Db, alias: NewAlias): Promise<number> {
  const { id } = await db.insertInto("kg_aliases").values(alias).returning("id").executeTakeFirstOrThrow();
  return id;
}

export async function listAliases(db: Db, graphId: number): Promise<AliasRow[]> {
  return db.selectFrom("kg_aliases").selectAll().where("graph_id", "=", graphId).orderBy("id").execute();
}

/** Whether the graph had an alias of that id. */
export async function deleteAlias(db: Db, graphId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("kg_aliases")
    .where("graph_id", "=", graphId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
