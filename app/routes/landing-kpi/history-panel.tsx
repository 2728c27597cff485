import { Link } from "@remix-run/react";
import { useMemo } from "react";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";
import { boundsInWords } from "../../../server/contracts/threshold-words.ts";
import type { TrendResponse } from "../../../server/contracts/trends.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { RunChanges } from "../../components/run-changes.tsx";
import { StatusBadge, statusLabel } from "../../components/status-badge.tsx";
import { ThresholdBadge } from "../../components/threshold-badge.tsx";
import { compareWithBeforePath } from "../../lib/compare-query.ts";
import {
  formatCount,
  formatDuration,
  formatQuantity,
  formatStoredValue,
  formatTimestamp,
} from "../../lib/format.ts";
import { type ListQuery, RUNS_PER_PAGE } from "../../lib/list-query.ts";
import { runParameters } from "../../lib/run-parameters.ts";
import { withParams } from "../../lib/urls.ts";
import { KpiActions } from "./kpi-actions.tsx";
import { TrendPanel } from "./trend-panel.tsx";

const STATUSES = ["success", "failed", "cancelled", "running", "pending"];

interface HistoryPanelProps {
  readonly kpi: KpiDefinition;
  readonly kept: Kept;
  readonly trend: TrendResponse;
  readonly runs: ExecutionResult[];
  readonly total: number;
  readonly query: ListQuery;
  readonly search: string;
}

interface Kept {
  readonly keep_days: number | null;
  readonly keep_runs: number | null;
}

/** The selected KPI: what it means, and all its executions, newest first. */
export function HistoryPanel({ kpi, kept, trend, runs, total, query, search }: HistoryPanelProps) {
  const closed = withParams(search, { kpi: null, run_status: null, run_page: null });
  const bounds = boundsInWords(kpi);
  return (
    <section id="history" className="history panel" aria-labelledby="history-title">
      <header>
        <h2 id="history-title">
          Execution History: <Breakable text={kpi.name} />
        </h2>
        <div className="actions">
          <Link to={`/landing-kpi/${kpi.id}`}>Page of this KPI</Link>
          <Link to={`/landing-kpi${closed}`} preventScrollReset>
            Close
          </Link>
        </div>
      </header>
      <dl className="facts">
        <div>
          <dt>Definition now</dt>
          <dd className="definition">
            <Breakable text={kpi.nl_definition} />
          </dd>
        </div>
        {kpi.description && (
          <div>
            <dt>Description</dt>
            <dd>{kpi.description}</dd>
          </div>
        )}
        {bounds && (
          <div>
            <dt>Thresholds</dt>
            <dd>{bounds}.</dd>
          </div>
        )}
        {kpi.created_by && (
          <div>
            <dt>Made by</dt>
            <dd>
              <Breakable text={kpi.created_by} />
            </dd>
          </div>
        )}
        <div>
          <dt>Last changed (UTC)</dt>
          <dd>
            {formatTimestamp(kpi.updated_at)}
            {kpi.updated_by && (
              <>
                {" by "}
                <Breakable text={kpi.updated_by} />
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Kept executions</dt>
          <dd>
            {keptSentence(kept)}{" "}
            <Allowed right="define">
              <Link
                id={`retention-${kpi.id}`}
                to={`/landing-kpi/${kpi.id}/retention${search}`}
                preventScrollReset
              >
                Change<span className="visually-hidden"> what is kept</span>
              </Link>
            </Allowed>
          </dd>
        </div>
      </dl>
      <KpiActions kpi={kpi} search={search} />
      <TrendPanel trend={trend} />
      <StatusFilter query={query} search={search} />
      <RunTable kpi={kpi} runs={runs} total={total} query={query} search={search} />
      <footer className="table-footer">
        <p>{formatQuantity(total, "execution")}</p>
        <Pagination
          label="Pages of executions"
          page={query.run_page}
          pages={Math.ceil(total / RUNS_PER_PAGE)}
          href={(run_page) => `/landing-kpi${withParams(search, { run_page })}#history`}
        />
      </footer>
    </section>
  );
}

function keptSentence({ keep_days, keep_runs }: Kept): string {
  const limits = [
    ...(keep_runs === null ? [] : [`the newest ${formatCount(keep_runs)}`]),
    ...(keep_days === null ? [] : [`none older than ${formatQuantity(keep_days, "day")}`]),
  ].join(", ");
  return limits === "" ? "All." : `${limits[0]?.toUpperCase()}${limits.slice(1)}, and those that are pinned.`;
}

function StatusFilter({ query, search }: Pick<HistoryPanelProps, "query" | "search">) {
  const link = (status: string | null, label: string) => (
    <Link
      key={label}
      to={`/landing-kpi${withParams(search, { run_status: status, run_page: null })}#history`}
      aria-current={(query.run_status ?? null) === status ? "true" : undefined}
      preventScrollReset
    >
      {label}
    </Link>
  );
  return (
    <nav className="choices" aria-label="Executions by status">
      {link(null, "All")}
      {STATUSES.map((status) => link(status, statusLabel(status)))}
    </nav>
  );
}

function RunTable({ kpi, runs, total, query, search }: Omit<HistoryPanelProps, "kept" | "trend">) {
  const columns = useMemo(() => runColumns(), []);
  if (runs.length > 0) {
    return (
      <DataTable label="Executions" columns={columns} rows={runs} rowId={(run) => String(run.id)} stacks />
    );
  }
  if (total > 0 || query.run_status) {
    return <p className="empty">No execution here. Choose another status or page.</p>;
  }
  return (
    <div className="empty">
      <p>This KPI was never executed.</p>
      {kpi.is_active && (
        <Allowed right="execute">
          <Link to={`/landing-kpi/${kpi.id}/execute${search}`}>Execute it</Link>
        </Allowed>
      )}
    </div>
  );
}

function runColumns(): DataColumn<ExecutionResult>[] {
  return [
    {
      id: "timestamp",
      header: "Timestamp (UTC)",
      meta: { rowHeader: true },
      cell: ({ row: { original: run } }) => (
        <>
          <time dateTime={run.execution_timestamp}>{formatTimestamp(run.execution_timestamp)}</time>
          {run.executed_by && (
            <span className="muted">
              {" by "}
              <Breakable text={run.executed_by} />
            </span>
          )}
          {run.pinned && <span className="tag">Pinned</span>}
        </>
      ),
    },
    {
      id: "status",
      header: "Status",
      cell: ({ row: { original: run } }) => (
        <>
          <StatusBadge status={run.execution_status} /> <ThresholdBadge state={run.threshold_state} />
        </>
      ),
    },
    {
      id: "value",
      header: "Value",
      meta: { numeric: true },
      cell: ({ row }) => formatStoredValue(row.original),
    },
    {
      id: "time",
      header: "Execution Time",
      meta: { numeric: true },
      cell: ({ row }) => formatDuration(row.original.execution_time_ms),
    },
    {
      id: "definition",
      header: "Definition and parameters",
      cell: ({ row: { original: run } }) => (
        <div className="run-basis">
          <p className="definition">
            <Breakable text={run.nl_definition} />
          </p>
          <p className="run-parameters">
            <Breakable text={runParameters(run).join(" · ")} />
          </p>
          <RunChanges changes={run.changes} />
        </div>
      ),
    },
    { id: "actions", header: "Actions", cell: ({ row }) => <RunActions run={row.original} /> },
  ];
}

function RunActions({ run }: { run: ExecutionResult }) {
  const which = <span className="visually-hidden"> of {formatTimestamp(run.execution_timestamp)}</span>;
  // The page of a run without records is all details, and begins with why there are none.
  const succeeded = run.execution_status === "success";
  return (
    <div className="actions">
      <Link
        className="button"
        to={`/landing-kpi/drilldown/${run.id}${succeeded ? "?details=open#details" : ""}`}
      >
        View Details{which}
      </Link>
      {succeeded && (
        <Link className="button" to={`/landing-kpi/drilldown/${run.id}#records`}>
          Drill Down{which}
        </Link>
      )}
      {succeeded && (
        <Link className="button" to={compareWithBeforePath(run.id)}>
          Compare{which}
        </Link>
      )}
    </div>
  );
}
