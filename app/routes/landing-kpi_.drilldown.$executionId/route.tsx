import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { RouteProblem } from "../../components/route-problem.tsx";
import { rememberedWidths } from "../../lib/column-widths.server.ts";
import { redirectWithFlash, takeFlash } from "../../lib/flash.server.ts";
import { readGridQuery, unknownName } from "../../lib/grid-query.ts";
import { requireRememberedSize, requireShortAddress } from "../../lib/page-size.server.ts";
import { answer, badRequest, idInPath, unknownInAddress } from "../../lib/problems.server.ts";
import { sqlToShow } from "../../lib/sql-layout.ts";
import { type RunPulse, useRunEvents } from "../../lib/use-run-events.ts";
import { loadRecords, requireFittingPage } from "./load-records.server.ts";
import { RunDetails } from "./run-details.tsx";
import { RunFailure } from "./run-failure.tsx";
import { RunHeader } from "./run-header.tsx";
import { RunNotice } from "./run-notice.tsx";
import { RunProgress } from "./run-progress.tsx";
import { RunReading } from "./run-reading.tsx";
import { RunRecords } from "./run-records.tsx";

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const execution_id = idInPath(params.executionId, "execution");
  const url = new URL(request.url);
  await requireShortAddress(url);
  const unknown = unknownName(url.searchParams);
  if (unknown !== undefined) throw unknownInAddress(unknown);
  const query = readGridQuery(url.searchParams);
  await requireRememberedSize(request);
  const [summary, { flash, headers }, widths] = await Promise.all([
    answer(api.executions.summary({ execution_id })),
    takeFlash(request),
    rememberedWidths(request),
  ]);
  const { execution_status: status } = summary.execution;
  const waiting = status === "pending" || status === "running";
  requireFittingPage(url, query, summary.execution.result_columns ?? []);
  const shown = status === "success" ? await loadRecords(api, execution_id, query) : null;
  const records = shown?.records ?? null;
  const { run_before } = shown
    ? await answer(api.comparisons.runBefore({ execution_id }))
    : { run_before: null };
  const sql = sqlToShow(summary.execution.generated_sql);
  const detailsOpen = !records || url.searchParams.get("details") === "open";
  const { unread, facet } = shown ?? { unread: {}, facet: null };
  return json(
    { ...summary, run_before, sql, query, records, unread, facet, widths, detailsOpen, waiting, flash },
    { headers, status: shown?.status ?? 200 },
  );
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const execution_id = idInPath(params.executionId, "execution");
  const intent = (await request.formData()).get("intent");
  const { pathname, search } = new URL(request.url);
  if (intent === "pin" || intent === "unpin") {
    const pinned = intent === "pin";
    await answer(api.executions.pin({ execution_id, pinned }));
    return redirectWithFlash(pathname + search, pinned ? "pinned" : "unpinned");
  }
  if (intent !== "cancel") throw badRequest("An execution takes no such form.");
  await answer(api.executions.cancel({ execution_id }));
  return redirectWithFlash(pathname, "cancelled");
}

export default function DrilldownPage() {
  const {
    execution: loaded,
    kpi,
    run_before,
    sql,
    query,
    records,
    unread,
    facet,
    widths,
    detailsOpen,
    waiting,
    flash,
    ...loadedProgress
  } = useLoaderData<typeof loader>();
  const pulse = useRunEvents(loaded.id, waiting);
  const execution = pulse ? { ...loaded, ...statusOf(pulse) } : loaded;
  const progress = { ...loadedProgress, ...pulse };
  const ended = execution.execution_status === "failed" || execution.execution_status === "cancelled";
  return (
    <div className="page">
      <RunHeader
        execution={execution}
        kpi={kpi}
        runBefore={run_before}
        records={records}
        elapsedMs={progress.elapsed_ms}
      />
      <RunNotice key={execution.id} flash={flash} waiting={waiting} />
      {waiting && (
        <RunProgress
          place={execution.queue_position}
          atOnce={progress.at_once}
          elapsedMs={progress.elapsed_ms}
          rowsSoFar={progress.rows_so_far}
        />
      )}
      {ended && <RunFailure execution={execution} kpi={kpi} />}
      {records && (
        <RunRecords records={records} query={query} unread={unread} facet={facet} widths={widths} />
      )}
      <div id="details" className="run-about">
        <RunReading execution={execution} sql={sql} open={detailsOpen} />
        <RunDetails execution={execution} open={detailsOpen} />
      </div>
    </div>
  );
}

function statusOf({ execution_status, queue_position }: RunPulse) {
  return { execution_status, queue_position };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${data.kpi.name}: execution ${data.execution.id} – Landing KPI`
      : "Execution – Landing KPI",
  },
];

export { RouteProblem as ErrorBoundary };
