import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { RunChanges } from "../../components/run-changes.tsx";
import { readCompareQuery } from "../../lib/compare-query.ts";
import { answer, idInPath } from "../../lib/problems.server.ts";
import { ChangedRows } from "./changed-rows.tsx";
import { KeyChoice } from "./key-choice.tsx";
import { RunChoice } from "./run-choice.tsx";

const OFFERED_RUNS = 100;

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const left = idInPath(params.left, "execution");
  const right = idInPath(params.right, "execution");
  const query = readCompareQuery(new URL(request.url).searchParams);
  const { key, change, page } = query;
  const comparison = await answer(
    api.comparisons.page({ left, right, key: key && [...key], change: change ?? undefined, page }),
  );
  const { executions: runs } = await answer(
    api.executions.list({ kpi_id: comparison.kpi.id, status: "success", limit: OFFERED_RUNS }),
  );
  const offered = runs.map(({ id, execution_timestamp }) => ({ id, execution_timestamp }));
  return json({ comparison, query, offered });
}

export default function ComparePage() {
  const { comparison, query, offered } = useLoaderData<typeof loader>();
  const { kpi, left, right } = comparison;
  return (
    <div className="page">
      <header className="run-header">
        <p>
          <Link to={`/landing-kpi?kpi=${kpi.id}#history`}>← Back to the executions</Link>
        </p>
        <h1>
          <span className="muted">What changed in</span> <Breakable text={kpi.name} />
        </h1>
        <RunChoice left={left} right={right} offered={offered} />
        <RunChanges
          changes={comparison.basis_changes}
          label="What the second execution is based on that the first is not"
        />
      </header>
      {comparison.cautions.map((caution) => (
        <Notice key={caution} kind="info">
          {caution}
        </Notice>
      ))}
      <section className="panel" aria-labelledby="rows-title">
        <h2 id="rows-title">What became of the records</h2>
        <KeyChoice comparison={comparison} query={query} />
        <ChangedRows comparison={comparison} query={query} />
      </section>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  {
    title: data
      ? `${data.comparison.kpi.name}: execution ${data.comparison.left.id} and ${data.comparison.right.id} – Landing KPI`
      : "Comparison – Landing KPI",
  },
];

export { RouteProblem as ErrorBoundary };
