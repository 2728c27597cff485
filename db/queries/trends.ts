import type { ExecutionRow } from "../schema/kpi-execution-results.ts";
import type { Db } from "../schema/store.ts";

export type TrendRow = Pick<
  ExecutionRow,
  | "id"
  | "execution_timestamp"
  | "value"
  | "value_kind"
  | "threshold_state"
  | "total_records"
  | "execution_time_ms"
>;

/** The KPI's newest successful runs, the newest first, as far as a trend is made of them. */
export async function listTrendRows(db: Db, kpiId: number, length: number): Promise<TrendRow[]> {
  return db
    .selectFrom("kpi_execution_results")
    .select([
      "id",
      "execution_timestamp",
      "value",
      "value_kind",
      "threshold_state",
      "total_records",
      "execution_time_ms",
    ])
    .where("kpi_id", "=", kpiId)
    .where("execution_status", "=", "success")
    .orderBy("id", "desc")
    .limit(length)
    .execute();
}
