import { Link } from "@remix-run/react";
import type { TrendPoint, TrendResponse } from "../../../server/contracts/trends.ts";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { type ChartMark, LineChart } from "../../components/line-chart.tsx";
import { ThresholdBadge } from "../../components/threshold-badge.tsx";
import {
  formatDuration,
  formatNumber,
  formatNumberOf,
  formatTimestamp,
  inPercent,
} from "../../lib/format.ts";

/** The value of a KPI and how long its executions took, over time: as lines, and as a table that says the same. */
export function TrendPanel({ trend }: { trend: TrendResponse }) {
  const { points, value_kind } = trend;
  if (points.length < 2) return null;
  const ends = [points[0], points.at(-1)].map((point) => formatTimestamp(point?.execution_timestamp ?? ""));
  const between = ends as [string, string];
  const written = (value: number) => formatNumberOf({ value, value_kind });
  return (
    <section className="trend" aria-labelledby="trend-title">
      <h3 id="trend-title">Over time</h3>
      <div className="charts">
        <LineChart
          title="Value"
          values={points.map(({ value }) => value)}
          format={written}
          between={between}
          marks={boundMarks(trend)}
        />
        <LineChart
          title="Execution time"
          values={points.map(({ execution_time_ms: ms }) => ms)}
          format={formatDuration}
          between={between}
        />
      </div>
      <details>
        <summary>The same as a table</summary>
        <DataTable
          label="Values over time"
          columns={columnsFor(value_kind)}
          rows={points.toReversed()}
          rowId={(point) => String(point.execution_id)}
          stacks
        />
      </details>
    </section>
  );
}

/** The bounds that hold now, as lines beside the values. */
function boundMarks({ better, warning_bound, critical_bound }: TrendResponse): ChartMark[] {
  if (better === null) return [];
  const beyond = better === "lower" ? "above" : "below";
  return [
    ...(warning_bound === null ? [] : [{ at: warning_bound, kind: "warning", beyond } as const]),
    ...(critical_bound === null ? [] : [{ at: critical_bound, kind: "critical", beyond } as const]),
  ];
}

function columnsFor(value_kind: TrendResponse["value_kind"]): DataColumn<TrendPoint>[] {
  return [
    {
      id: "timestamp",
      header: "Timestamp (UTC)",
      meta: { rowHeader: true },
      cell: ({ row: { original: point } }) => (
        <Link to={`/landing-kpi/drilldown/${point.execution_id}`}>
          {formatTimestamp(point.execution_timestamp)}
        </Link>
      ),
    },
    {
      id: "value",
      header: "Value",
      meta: { numeric: true },
      cell: ({ row }) => formatNumberOf({ value: row.original.value, value_kind }),
    },
    {
      id: "change",
      header: "Change",
      meta: { numeric: true },
      cell: ({ row }) => formatChange(row.original.change),
    },
    {
      id: "state",
      header: "State",
      cell: ({ row }) => <ThresholdBadge state={row.original.threshold_state} />,
    },
    {
      id: "time",
      header: "Execution Time",
      meta: { numeric: true },
      cell: ({ row }) => formatDuration(row.original.execution_time_ms),
    },
  ];
}

function formatChange(change: number | null): string {
  if (change === null) return "–";
  return `${change > 0 ? "+" : ""}${inPercent(formatNumber(change * 100))}`;
}
