import type { GraphBuildRow } from "../schema/graph-builds.ts";
import type { Db } from "../schema/store.ts";

export async function insertBuild(
  db: Db,
  build: { kg_name: string; source_id: number },
): Promise<GraphBuildRow> {
  return db
    .insertInto("graph_builds")
    .values({ ...build, message: null, elapsed_ms: null, changes: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findBuild(db: Db, id: number): Promise<GraphBuildRow | undefined> {
  return db.selectFrom("graph_builds").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The name of a graph that is being made of this source right now. */
export async function findRunningBuild(db: Db, sourceId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom("graph_builds")
    .select("kg_name")
    .where("source_id", "=", sourceId)
    .where("status", "=", "running")
    .limit(1)
    .executeTakeFirst();
  return row?.kg_name;
}

/** The builds of graphs of that name, the newest first. */
export async function listBuilds(db: Db, kgName: string, limit: number): Promise<GraphBuildRow[]> {
  return db
    .selectFrom("graph_builds")
    .selectAll()
    .where("kg_name", "=", kgName)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

export interface BuildEnd {
  readonly status: "done" | "failed" | "cancelled";
  readonly message: string;
  readonly elapsed_ms: number | null;
  /** JSON. */
  readonly changes?: string | null;
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

/** A KPI whose last successful run was on a graph, with the SQL of that run. */
export interface LastRun {
  readonly name: string;
  readonly generated_sql: string;
}

/** The last successful runs of the KPIs in use, as far as they were on this graph, in the order of the KPIs' names. */
export async function listLastRunsOn(db: Db, kgName: string): Promise<LastRun[]> {
  return db
    .selectFrom("kpi_definitions as kpi")
    .innerJoin("kpi_execution_results as run", (join) =>
      join.on("run.id", "=", (eb) =>
        eb
          .selectFrom("kpi_execution_results as each")
          .select((e) => e.fn.max("each.id").as("id"))
          .whereRef("each.kpi_id", "=", "kpi.id")
          .where("each.execution_status", "=", "success"),
      ),
    )
    .select(["kpi.name", "run.generated_sql"])
    .where("kpi.is_active", "=", 1)
    .where("run.kg_name", "=", kgName)
    .where("run.generated_sql", "is not", null)
    .orderBy("kpi.name")
    .$narrowType<{ generated_sql: string }>()
    .execute();
}
