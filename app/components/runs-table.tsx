import { Link } from "@remix-run/react";
import type { ListedRun } from "../../server/contracts/home.ts";
import { formatDuration, formatNumberOf, formatTimestamp } from "../lib/format.ts";
import { Breakable } from "./breakable.tsx";
import { type DataColumn, DataTable } from "./data-table.tsx";
import { RunState } from "./latest-run.tsx";

/** Runs of several KPIs, one line each. */
export function RunsTable({ label, runs }: { label: string; runs: ListedRun[] }) {
  return <DataTable label={label} columns={COLUMNS} rows={runs} rowId={(run) => String(run.id)} stacks />;
}

const COLUMNS: DataColumn<ListedRun>[] = [
  {
    id: "kpi",
    header: "KPI",
    meta: { rowHeader: true },
    cell: ({ row: { original: run } }) => (
      <>
        <Link to={`/landing-kpi/drilldown/${run.id}`}>
          <Breakable text={run.kpi_name} />
          <span className="visually-hidden">, run {run.id}</span>
        </Link>
        {run.error_message && (
          <span className="second-line">
            <Breakable text={run.error_message} />
          </span>
        )}
      </>
    ),
  },
  { id: "state", header: "State", cell: ({ row }) => <RunState run={row.original} /> },
  {
    id: "value",
    header: "Value",
    meta: { numeric: true },
    cell: ({ row: { original: run } }) => (run.execution_status === "success" ? formatNumberOf(run) : ""),
  },
  {
    id: "when",
    header: "When (UTC)",
    cell: ({ row: { original: run } }) => (
      <time dateTime={run.execution_timestamp}>{formatTimestamp(run.execution_timestamp)}</time>
    ),
  },
  {
    id: "time",
    header: "Execution Time",
    meta: { numeric: true },
    cell: ({ row: { original: run } }) =>
      run.execution_time_ms === null ? "" : formatDuration(run.execution_time_ms),
  },
  { id: "graph", header: "Graph", cell: ({ row }) => <Breakable text={row.original.kg_name} /> },
  { id: "by", header: "By", cell: ({ row }) => <Breakable text={row.original.executed_by ?? ""} /> },
];
