import { Form, Link } from "@remix-run/react";
import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import { boundsInWords } from "../../../server/contracts/threshold-words.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { CellValue } from "../../components/cell-value.tsx";
import { RunChanges } from "../../components/run-changes.tsx";
import { StatusBadge } from "../../components/status-badge.tsx";
import { ThresholdBadge } from "../../components/threshold-badge.tsx";
import { comparePath } from "../../lib/compare-query.ts";
import {
  formatCount,
  formatDistinct,
  formatDuration,
  formatNumberOf,
  formatTimestamp,
  nearPartnersSentence,
} from "../../lib/format.ts";

interface RunHeaderProps {
  readonly execution: ExecutionResult;
  readonly kpi: { readonly id: number; readonly name: string; readonly is_active: boolean };
  /** The successful execution before; null when there is none, or nothing to compare with it yet. */
  readonly runBefore: number | null;
  /** null while there are none to show. */
  readonly records: DrilldownResponse | null;
  readonly elapsedMs: number;
}

export function RunHeader({ execution, kpi, runBefore, records, elapsedMs }: RunHeaderProps) {
  const near = nearPartnersSentence(execution.near_partners);
  return (
    <header className="run-header">
      <p>
        <Link to={`/landing-kpi?kpi=${kpi.id}#history`}>← Back to KPI Management</Link>
      </p>
      <div className="page-header">
        <h1>
          <span className="muted">KPI:</span> <Breakable text={kpi.name} />{" "}
          {!kpi.is_active && <span className="tag">Deleted</span>}
          {execution.pinned && <span className="tag">Pinned</span>}
        </h1>
        <Form method="post" className="actions" preventScrollReset>
          <Allowed right="define">
            <button type="submit" name="intent" value={execution.pinned ? "unpin" : "pin"}>
              {execution.pinned ? "Unpin" : "Pin"}
              <span className="visually-hidden"> this execution</span>
            </button>
          </Allowed>
          {kpi.is_active && (
            <Allowed right="execute">
              <Link className="button" to={`/landing-kpi/${kpi.id}/execute?kpi=${kpi.id}`}>
                Execute again
              </Link>
            </Allowed>
          )}
        </Form>
      </div>
      {records && <RunResult execution={execution} records={records} />}
      <Judged execution={execution} />
      {near && <p className="muted">{near}</p>}
      {runBefore !== null && (
        <p>
          <Link to={comparePath(runBefore, execution.id)}>What changed since the run before</Link>
        </p>
      )}
      <dl className="facts inline">
        <div>
          <dt>Execution (UTC)</dt>
          <dd>
            <time dateTime={execution.execution_timestamp}>
              {formatTimestamp(execution.execution_timestamp)}
            </time>
          </dd>
        </div>
        {execution.executed_by && (
          <div>
            <dt>By</dt>
            <dd>
              <Breakable text={execution.executed_by} />
            </dd>
          </div>
        )}
        <div>
          <dt>Status</dt>
          <dd>
            <span role="status">
              <StatusBadge status={execution.execution_status} />
            </span>
          </dd>
        </div>
        <div>
          <dt>Time</dt>
          <dd>{formatDuration(execution.execution_time_ms ?? elapsedMs)}</dd>
        </div>
      </dl>
      {execution.retry_reason && (
        <p className="muted">
          The query was sent a second time, because no record had come yet when this happened:{" "}
          <Breakable text={execution.retry_reason} />
        </p>
      )}
      <RunChanges changes={execution.changes} />
    </header>
  );
}

/** What the bounds of then say of the value. */
function Judged({ execution }: { execution: ExecutionResult }) {
  if (execution.threshold_state === null) return null;
  return (
    <p>
      <ThresholdBadge state={execution.threshold_state} />{" "}
      <span className="muted">{boundsInWords(execution)}.</span>
    </p>
  );
}

/** What the reader came for: the run's value, and what it is. */
function RunResult({ execution, records }: { execution: ExecutionResult; records: DrilldownResponse }) {
  const { value, value_kind: kind, number_of_records: stored } = execution;
  const [name = ""] = records.columns;
  const distinct = <Breakable text={formatDistinct(execution.distinct_key)} />;
  if (kind === "rows" || kind === "groups") {
    const [count, noun] = formatNumberOf(execution).split(" ");
    return (
      <p className="run-result">
        <strong>{count}</strong> {noun}
        {distinct}
        {value !== stored && ` in all, of which ${formatCount(stored)} are stored`}
      </p>
    );
  }
  // Text and dates are answers too, though no numbers; a search may have hidden the row.
  const cell = kind === "figure" && value === null ? records.data[0]?.[name] : undefined;
  return (
    <p className="run-result">
      <strong>{cell == null ? formatNumberOf(execution) : <CellValue value={cell} />}</strong>{" "}
      {kind === "figure" && <Breakable text={name} />}
      {distinct}
    </p>
  );
}
