import { Link } from "@remix-run/react";
import type { HomeKpi } from "../../server/contracts/home.ts";
import { formatTimestamp } from "../lib/format.ts";
import { StatusBadge } from "./status-badge.tsx";
import { ThresholdBadge } from "./threshold-badge.tsx";

type Run = Pick<NonNullable<HomeKpi["last_run"]>, "id" | "execution_timestamp" | "threshold_state"> & {
  readonly execution_status: string;
};

/** What the bounds say of a run where it succeeded, else how it ended. */
export function RunState({ run }: { run: Omit<Run, "id" | "execution_timestamp"> }) {
  return run.threshold_state ? (
    <ThresholdBadge state={run.threshold_state} />
  ) : (
    <StatusBadge status={run.execution_status} />
  );
}

/** The newest run of a KPI: how it ended, and when; leads to its page. */
export function LatestRun({ run }: { run: Run | null }) {
  if (!run) return <span className="latest-run">Never executed</span>;
  return (
    <Link className="latest-run" to={`/landing-kpi/drilldown/${run.id}`}>
      <RunState run={run} />
      <time dateTime={run.execution_timestamp}>{formatTimestamp(run.execution_timestamp)}</time>
    </Link>
  );
}
