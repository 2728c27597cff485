import { json, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { RunsQuery } from "../../server/contracts/home.ts";
import { Pagination } from "../components/pagination.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { RunsTable } from "../components/runs-table.tsx";
import { formatQuantity } from "../lib/format.ts";
import { answer } from "../lib/problems.server.ts";
import { withoutBlanks, withParams } from "../lib/urls.ts";

const PER_PAGE = 50;

export async function loader({ request, context: { api } }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const short = withoutBlanks(url.searchParams);
  if (short !== null) throw redirect(url.pathname + short);
  const { searchParams: params } = url;
  const asked = Number(params.get("page") ?? 1);
  const page = Number.isSafeInteger(asked) && asked > 0 ? asked : 1;
  // The API says what these may be.
  const status = (params.get("status") ?? undefined) as RunsQuery["status"];
  const threshold_state = (params.get("threshold_state") ?? undefined) as RunsQuery["threshold_state"];
  const { total, executions } = await answer(
    api.executions.recent({ status, threshold_state, limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
  );
  return json({ runs: executions, total, page, search: url.search, status, threshold_state });
}

/** Every run of every KPI, the newest first. */
export default function RunsPage() {
  const { runs, total, page, search } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <h1>Runs</h1>
      <Choices />
      {runs.length > 0 ? (
        <RunsTable label="Runs" runs={runs} />
      ) : (
        <div className="empty">
          <p>{total > 0 || search ? "No run here. Choose another state or page." : "No KPI ever ran."}</p>
          <Link to={total > 0 || search ? "/runs" : "/landing-kpi"}>
            {total > 0 || search ? "Show all runs" : "Execute one"}
          </Link>
        </div>
      )}
      <footer className="table-footer">
        <p>{formatQuantity(total, "run")}</p>
        <Pagination
          label="Pages of runs"
          page={page}
          pages={Math.ceil(total / PER_PAGE)}
          href={(to) => `/runs${withParams(search, { page: to })}`}
        />
      </footer>
    </div>
  );
}

/** By how a run ended, or by what the bounds say of its value. */
const CHOICES = [
  ["All", {}],
  ["Critical", { threshold_state: "critical" }],
  ["Warning", { threshold_state: "warning" }],
  ["OK", { threshold_state: "ok" }],
  ["Success", { status: "success" }],
  ["Failed", { status: "failed" }],
  ["Cancelled", { status: "cancelled" }],
  ["Running", { status: "running" }],
  ["Pending", { status: "pending" }],
] as const satisfies readonly (readonly [string, Partial<RunsQuery>])[];

function Choices() {
  const shown = useLoaderData<typeof loader>();
  return (
    <nav className="choices" aria-label="Runs by state">
      {CHOICES.map(([label, choice]: readonly [string, Partial<RunsQuery>]) => {
        const { status, threshold_state } = choice;
        const isShown = shown.status === status && shown.threshold_state === threshold_state;
        return (
          <Link
            key={label}
            to={`/runs${withParams("", { status, threshold_state })}`}
            aria-current={isShown ? "true" : undefined}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}

export const meta: MetaFunction = () => [{ title: "Runs – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
