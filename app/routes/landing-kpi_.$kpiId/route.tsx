import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { FlashNotice } from "../../components/flash-notice.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { RunsTable } from "../../components/runs-table.tsx";
import { redirectWithFlash, takeFlash } from "../../lib/flash.server.ts";
import { formatCount } from "../../lib/format.ts";
import { answer, attempt, badRequest, idInPath } from "../../lib/problems.server.ts";
import { sqlToShow } from "../../lib/sql-layout.ts";
import { KpiActions } from "../landing-kpi/kpi-actions.tsx";
import { TrendPanel } from "../landing-kpi/trend-panel.tsx";
import { AcceptedSql } from "./accepted-sql.tsx";
import { KpiFacts } from "./kpi-facts.tsx";
import { LastReading } from "./last-reading.tsx";
import { VersionList } from "./version-list.tsx";

const LAST_RUNS = 5;
const VERSIONS_PER_PAGE = 20;

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const asked = Number(new URL(request.url).searchParams.get("versions") ?? 1);
  const page = Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
  const slice = { limit: VERSIONS_PER_PAGE, offset: (page - 1) * VERSIONS_PER_PAGE };
  const [{ kpi }, trend, runs, versions, { flash, headers }] = await Promise.all([
    answer(api.kpis.get({ kpi_id })),
    answer(api.kpis.trend({ kpi_id })),
    answer(api.executions.list({ kpi_id, limit: LAST_RUNS })),
    answer(api.kpis.versions({ kpi_id, ...slice })),
    takeFlash(request),
  ]);
  const [last = null] = runs.executions;
  const sql = sqlToShow(last?.generated_sql ?? null);
  return json({ kpi, trend, runs, last, sql, versions, page, flash }, { headers });
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kpi_id = idInPath(params.kpiId, "KPI");
  const form = await request.formData();
  if (form.get("intent") !== "restore_version") throw badRequest("The page of a KPI takes no such form.");
  const version = Number(form.get("version"));
  const restored = await attempt(api.kpis.restoreVersion({ kpi_id, version }));
  if (restored.ok) return redirectWithFlash(`/landing-kpi/${kpi_id}`, "version_restored");
  const { status, message } = restored.failure;
  return json({ version, message }, { status });
}

/** Everything about one KPI: what it says and means, how its value went, and what it was before. */
export default function KpiPage() {
  const { kpi, trend, runs, last, sql, versions, page, flash } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const listed = runs.executions.map((run) => ({ ...run, kpi_name: kpi.name, group_name: kpi.group_name }));
  return (
    <div className="page">
      <p>
        <Link to={`/landing-kpi?kpi=${kpi.id}#history`}>← In the list of KPIs</Link>
      </p>
      <header className="page-header">
        <h1>
          <Breakable text={kpi.name} /> {!kpi.is_active && <span className="tag">Deleted</span>}
        </h1>
        <KpiActions kpi={kpi} search={`?kpi=${kpi.id}`} />
      </header>
      {flash && <FlashNotice flash={flash} />}
      <KpiFacts kpi={kpi} trend={trend} last={last} />
      <LastReading kpi={kpi} last={last} sql={sql} />
      <AcceptedSql kpi={kpi} />
      <TrendPanel trend={trend} />
      <section className="page-part" aria-labelledby="kpi-runs">
        <header className="page-header">
          <h2 id="kpi-runs">Last runs</h2>
          {runs.total > 0 && (
            <Link to={`/landing-kpi?kpi=${kpi.id}#history`}>All runs ({formatCount(runs.total)})</Link>
          )}
        </header>
        {listed.length > 0 ? (
          <RunsTable label="Last runs of this KPI" runs={listed} />
        ) : (
          <p className="muted">This KPI was never executed.</p>
        )}
      </section>
      <VersionList kpi={kpi} versions={versions.versions} refused={refused} />
      <Pagination
        label="Pages of versions"
        page={page}
        pages={Math.ceil(versions.total / VERSIONS_PER_PAGE)}
        href={(to) => `/landing-kpi/${kpi.id}?versions=${to}#versions`}
      />
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.kpi.name} – Landing KPI` : "KPI – Landing KPI" },
];

export { RouteProblem as ErrorBoundary };
