import { sql } from "kysely";
import type { ExecutionRow } from "../schema/kpi-execution-results.ts";
import type { Db } from "../schema/store.ts";
import { type HiddenGroups, isSeen } from "./group-limits.ts";

const GROUP = sql.ref("kpi.group_name");

/** What is said of a run in one line. */
export type LatestRunRow = Pick<
  ExecutionRow,
  "execution_status" | "execution_timestamp" | "value" | "value_kind" | "threshold_state"
>;

export type KpiWithLatestRun = {
  readonly id: number;
  readonly name: string;
  readonly group_name: string | null;
  readonly better: string | null;
  readonly run_id: number | null;
} & { readonly [Column in keyof LatestRunRow]: LatestRunRow[Column] | null };

/** Every active KPI of a group that is not hidden, with its newest run of any status, by name. */
export async function listKpisWithLatestRun(db: Db, hidden: HiddenGroups): Promise<KpiWithLatestRun[]> {
  return db
    .selectFrom("kpi_definitions as kpi")
    .leftJoin("kpi_execution_results as run", (join) =>
      join.on("run.id", "=", (eb) =>
        eb
          .selectFrom("kpi_execution_results as newest")
          .select((e) => e.fn.max("newest.id").as("id"))
          .whereRef("newest.kpi_id", "=", "kpi.id"),
      ),
    )
    .select(["kpi.id", "kpi.name", "kpi.group_name", "kpi.better", "run.id as run_id"])
    .select([
      "run.execution_status",
      "run.execution_timestamp",
      "run.value",
      "run.value_kind",
      "run.threshold_state",
    ])
    .where("kpi.is_active", "=", 1)
    .where(isSeen(GROUP, hidden))
    .orderBy(sql`kpi.name COLLATE NOCASE`)
    .execute();
}

export interface RunFilter {
  readonly status?: string | undefined;
  readonly thresholdState?: string | undefined;
  readonly hidden: HiddenGroups;
}

const LISTED = [
  "run.id",
  "run.kpi_id",
  "kpi.name as kpi_name",
  "kpi.group_name",
  "run.execution_status",
  "run.execution_timestamp",
  "run.execution_time_ms",
  "run.value",
  "run.value_kind",
  "run.threshold_state",
  "run.kg_name",
  "run.executed_by",
  "run.error_message",
] as const;

/** Runs of all KPIs, newest first. */
export async function listRunsOfAll(
  db: Db,
  filter: RunFilter,
  slice: { readonly limit: number; readonly offset: number },
) {
  return db
    .selectFrom("kpi_execution_results as run")
    .innerJoin("kpi_definitions as kpi", "kpi.id", "run.kpi_id")
    .select(LISTED)
    .where(isSeen(GROUP, filter.hidden))
    .$if(filter.status !== undefined, (query) =>
      query.where("run.execution_status", "=", filter.status as string),
    )
    .$if(filter.thresholdState !== undefined, (query) =>
      query.where("run.threshold_state", "=", filter.thresholdState as string),
    )
    .orderBy("run.id", "desc")
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
}
export type ListedRun = Awaited<ReturnType<typeof listRunsOfAll>>[number];

export async function countRunsOfAll(db: Db, filter: RunFilter): Promise<number> {
  const { n } = await db
    .selectFrom("kpi_execution_results as run")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    // Without a limited group the runs alone are counted, by their index.
    .$if(filter.hidden.length > 0, (query) =>
      query.innerJoin("kpi_definitions as kpi", "kpi.id", "run.kpi_id").where(isSeen(GROUP, filter.hidden)),
    )
    .$if(filter.status !== undefined, (query) =>
      query.where("run.execution_status", "=", filter.status as string),
    )
    .$if(filter.thresholdState !== undefined, (query) =>
      query.where("run.threshold_state", "=", filter.thresholdState as string),
    )
    .executeTakeFirstOrThrow();
  return n;
}

/** Graphs that do not know what their source became: it was changed, or a file was loaded, after its tables were read. */
export async function listStaleGraphs(
  db: Db,
): Promise<{ name: string; source_id: number; source_name: string }[]> {
  const { rows } = await sql<{ name: string; source_id: number; source_name: string }>`
    SELECT graph.name, source.id AS source_id, source.name AS source_name
    FROM knowledge_graphs AS graph
    JOIN sources AS source ON source.id = graph.source_id
    JOIN (
      SELECT member.graph_id, max(schema.introspected_at) AS at
      FROM knowledge_graph_schemas AS member JOIN source_schemas AS schema ON schema.id = member.schema_id
      GROUP BY member.graph_id
    ) AS known ON known.graph_id = graph.id
    WHERE source.updated_at > known.at OR EXISTS (
      SELECT 1 FROM file_uploads AS file
      WHERE file.source_id = source.id AND file.status = 'loaded' AND file.ended_at > known.at
    )
    ORDER BY graph.name`.execute(db);
  return rows;
}
