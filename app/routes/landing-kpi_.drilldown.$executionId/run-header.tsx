import { Link } from "@remix-run/react";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { Breakable } from "../../components/breakable.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { formatDuration, formatRecords, formatTimestamp } from "../../lib/format.ts";

interface RunHeaderProps {
  readonly execution: ExecutionResult;
  readonly kpi: { readonly id: number; readonly name: string; readonly is_active: boolean };
  readonly elapsedMs: number;
}

export function RunHeader({ execution, kpi, elapsedMs }: RunHeaderProps) {
  const succeeded = execution.execution_status === "success";
  return (
    <header className="run-header">
      <p>
        <Link to={`/landing-kpi?kpi=${kpi.id}#history`}>← Back to KPI Management</Link>
      </p>
      <div className="page-header">
        <h1>
          <span className="muted">KPI:</span> <Breakable text={kpi.name} />{" "}
          {!kpi.is_active && <span className="tag">Deleted</span>}
        </h1>
        {kpi.is_active && (
          <Link className="button" to={`/landing-kpi/${kpi.id}/execute?kpi=${kpi.id}`}>
            Execute again
          </Link>
        )}
      </div>
      <dl className="facts inline">
        <div>
          <dt>Execution (UTC)</dt>
          <dd>
            <time dateTime={execution.execution_timestamp}>
              {formatTimestamp(execution.execution_timestamp)}
            </time>
          </dd>
        </div>
        <div>
          <dt>Status</dt>
          <dd>
            <span role="status">
              <StatusBadge status={execution.execution_status} />
            </span>
          </dd>
        </div>
        {succeeded && (
          <div>
            <dt>Records</dt>
            <dd>{formatRecords(execution.number_of_records, execution.total_records)}</dd>
          </div>
        )}
        <div>
          <dt>Time</dt>
          <dd>{formatDuration(execution.execution_time_ms ?? elapsedMs)}</dd>
        </div>
      </dl>
    </header>
  );
}
