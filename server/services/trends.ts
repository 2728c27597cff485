import { listTrendRows, type TrendRow } from "../../db/queries/trends.ts";
import type { Db } from "../../db/schema/store.ts";
import type { RunValueKind } from "../contracts/run-value.ts";
import type { ThresholdState } from "../contracts/threshold-words.ts";
import type { TrendPoint, TrendQuery, TrendResponse } from "../contracts/trends.ts";
import { requireKpi } from "./kpis.ts";
import { isoTimestamp } from "./text.ts";
import { boundsOf } from "./thresholds.ts";

export interface TrendService {
  /** The values and durations of a KPI's newest successful runs. */
  of(query: TrendQuery): Promise<Omit<TrendResponse, "success">>;
}

export function createTrendService(db: Db): TrendService {
  return {
    async of({ kpi_id, runs }) {
      const kpi = await requireKpi(db, kpi_id);
      const rows = await listTrendRows(db, kpi_id, runs);
      const kind = rows[0]?.value_kind ?? null;
      const other = rows.findIndex((row) => row.value_kind !== kind);
      const alike = (other < 0 ? rows : rows.slice(0, other)).toReversed();
      return {
        kpi_id,
        value_kind: kind as RunValueKind,
        ...boundsOf(kpi),
        points: alike.map((row, index) => toPoint(row, alike[index - 1])),
      };
    },
  };
}

function toPoint(row: TrendRow, before: TrendRow | undefined): TrendPoint {
  return {
    execution_id: row.id,
    execution_timestamp: isoTimestamp(row.execution_timestamp),
    value: row.value,
    threshold_state: row.threshold_state as ThresholdState | null,
    total_records: row.total_records,
    change: row.value !== null && before?.value ? (row.value - before.value) / Math.abs(before.value) : null,
    execution_time_ms: row.execution_time_ms,
  };
}
