import type { GraphBuildRow } from "../schema/graph-builds.ts";
import type { Db } from "../schema/store.ts";

export async function insertBuild(
  db: Db,
  build: { kg_name: string; source_id: number },
): Promise<GraphBuildRow> {
  return db
    .insertInto("graph_builds")
    .values({ ...build, message: null, elapsed_ms: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findBuild(db: Db, id: number): Promise<GraphBuildRow | undefined> {
  return db.selectFrom("graph_builds").selectAll().where("id", "=", id).executeTakeFirst();
}

export interface BuildEnd {
  readonly status: "done" | "failed" | "cancelled";
  readonly message: string;
  readonly elapsed_ms: number | null;
}

/** A build ends once: nothing happens to one that has. */
export async function endBuild(db: Db, id: number, end: BuildEnd): Promise<void> {
  await db
    .updateTable("graph_builds")
    .set(end)
    .where("id", "=", id)
    .where("status", "=", "running")
    .execute();
}

/** Ends what an earlier process left running. */
export async function endAllBuilds(db: Db, message: string): Promise<void> {
  await db
    .updateTable("graph_builds")
    .set({ status: "failed", message })
    .where("status", "=", "running")
    .execute();
}
