import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Link, Outlet, useLoaderData, useLocation, useMatches } from "@remix-run/react";
import { Allowed } from "../../components/allowed.tsx";
import { ConnectData } from "../../components/connect-data.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { redirectWithFlash, takeFlash } from "../../lib/flash.server.ts";
import { isNarrowed, overviewQuery, RUNS_PER_PAGE, readListQuery } from "../../lib/list-query.ts";
import { answer, badRequest, idInPath } from "../../lib/problems.server.ts";
import { withoutBlanks } from "../../lib/urls.ts";
import { HistoryPanel } from "./history-panel.tsx";
import { KpiFilters } from "./kpi-filters.tsx";
import { KpiTable } from "./kpi-table.tsx";
import { ListNotice } from "./list-notice.tsx";

export async function loader({ request, context: { api, keep } }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const short = withoutBlanks(url.searchParams);
  if (short !== null) throw redirect(url.pathname + short);
  const query = readListQuery(url.searchParams);
  const [overview, sources, history, { flash, headers }] = await Promise.all([
    answer(api.kpis.overview(overviewQuery(query))),
    answer(api.sources.list()),
    query.kpi ? loadHistory(query.kpi) : null,
    takeFlash(request),
  ]);
  // A dialog over the list, and what is told of runs that go on, follow from more.
  if (url.pathname === "/landing-kpi" && !history) keep();
  return json({ query, overview, history, flash, sources: sources.count }, { headers });

  async function loadHistory(id: string) {
    const kpi_id = idInPath(id, "KPI");
    const status = query.run_status as "success" | undefined;
    const offset = (query.run_page - 1) * RUNS_PER_PAGE;
    const [{ kpi }, kept, trend, runs] = await Promise.all([
      answer(api.kpis.get({ kpi_id })),
      answer(api.kpis.retention({ kpi_id })),
      answer(api.kpis.trend({ kpi_id })),
      answer(api.executions.list({ kpi_id, status, limit: RUNS_PER_PAGE, offset })),
    ]);
    return { kpi, kept, trend, total: runs.total, runs: runs.executions };
  }
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.get("intent") !== "restore") throw badRequest("The list of KPIs takes no such form.");
  const kpi_id = idInPath(String(form.get("kpi_id")), "KPI");
  await answer(api.kpis.restore({ kpi_id }));
  return redirectWithFlash(`/landing-kpi${new URL(request.url).search}`, "restored");
}

export { shouldRevalidate } from "../../lib/reach-server.ts";

export default function KpiListPage() {
  const { query, overview, history, flash, sources } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const dialogIsOpen = useMatches().some(({ id }) => id.startsWith("routes/landing-kpi."));
  const behind = dialogIsOpen ? { inert: "" } : {};
  return (
    <>
      <div className="page" {...behind}>
        <header className="page-header">
          <h1>Landing KPI Management</h1>
          <div className="actions">
            <Allowed right="define">
              <Link
                id="new-kpi"
                className="button"
                data-kind="primary"
                to={`/landing-kpi/new${search}`}
                preventScrollReset
              >
                + New KPI
              </Link>
            </Allowed>
            <ConnectData sources={sources} />
          </div>
        </header>
        {flash && <ListNotice flash={flash} search={search} />}
        <KpiFilters query={query} groups={overview.groups} search={search} />
        <KpiTable query={query} overview={overview} narrowed={isNarrowed(query)} search={search} />
        {history && <HistoryPanel query={query} search={search} {...history} />}
      </div>
      <Outlet />
    </>
  );
}

export const meta: MetaFunction = () => [{ title: "Landing KPI Management" }];

export { RouteProblem as ErrorBoundary };
