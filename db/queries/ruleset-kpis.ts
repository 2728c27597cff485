import type { Db } from "../schema/store.ts";

/** A KPI with its newest run of any status on one graph by one ruleset; without such a run its columns are null. */
export interface MadeKpiRow {
  readonly id: number;
  readonly name: string;
  readonly group_name: string | null;
  readonly created_by: string | null;
  readonly run_id: number | null;
  readonly run_status: string | null;
  readonly run_at: string | null;
  readonly run_value: number | null;
  readonly run_value_kind: string | null;
  readonly run_ruleset_version: number | null;
}

/** The KPIs that any of `makers` created and nobody deleted, oldest first. */
export async function listKpisMadeBy(
  db: Db,
  makers: readonly string[],
  { kgName, rulesetName }: { readonly kgName: string; readonly rulesetName: string },
): Promise<MadeKpiRow[]> {
  return db
    .selectFrom("kpi_definitions as kpi")
    .leftJoin("kpi_execution_results as run", (join) =>
      join.on("run.id", "=", (eb) =>
        eb
          .selectFrom("kpi_execution_results as newest")
          .select((e) => e.fn.max("newest.id").as("id"))
          .whereRef("newest.kpi_id", "=", "kpi.id")
          .where("newest.kg_name", "=", kgName)
          .where("newest.ruleset_name", "=", rulesetName),
      ),
    )
    .select([
      "kpi.id",
      "kpi.name",
      "kpi.group_name",
      "kpi.created_by",
      "run.id as run_id",
      "run.execution_status as run_status",
      "run.execution_timestamp as run_at",
      "run.value as run_value",
      "run.value_kind as run_value_kind",
      "run.ruleset_version as run_ruleset_version",
    ])
    .where("kpi.created_by", "in", makers)
    .where("kpi.is_active", "=", 1)
    .orderBy("kpi.id")
    .execute();
}
