import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Allowed } from "../../components/allowed.tsx";
import { ConnectData } from "../../components/connect-data.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { RunsTable } from "../../components/runs-table.tsx";
import { formatQuantity } from "../../lib/format.ts";
import { answer } from "../../lib/problems.server.ts";
import { tallyInWords } from "../../lib/tally.ts";
import { Attention } from "./attention.tsx";
import { Groups } from "./groups.tsx";

export async function loader({ context: { api } }: LoaderFunctionArgs) {
  const [home, sources] = await Promise.all([answer(api.home.get()), answer(api.sources.list())]);
  return json({ home, sources: sources.count });
}

/** What somebody looks at every morning: what needs them, then how everything is. */
export default function HomePage() {
  const { home, sources } = useLoaderData<typeof loader>();
  const { tally, last_runs } = home;
  const said = tallyInWords(tally);
  if (tally.all === 0) return <NoKpis />;
  return (
    <div className="page home">
      <header className="page-header">
        <h1>How the KPIs are</h1>
        <div className="actions">
          <Allowed right="define">
            <Link className="button" data-kind="primary" to="/landing-kpi/new">
              + New KPI
            </Link>
          </Allowed>
          <ConnectData sources={sources} />
        </div>
      </header>
      <p className="home-summary">
        {formatQuantity(tally.all, "KPI")}
        {said && `: ${said}`}.
      </p>
      <Attention home={home} />
      <Groups groups={home.groups} />
      {last_runs.length > 0 && (
        <section className="page-part" aria-labelledby="last-runs">
          <header className="page-header">
            <h2 id="last-runs">Last runs</h2>
            <Link to="/runs">All runs</Link>
          </header>
          <RunsTable label="Last runs of all KPIs" runs={last_runs} />
        </section>
      )}
    </div>
  );
}

function NoKpis() {
  return (
    <div className="page">
      <h1>How the KPIs are</h1>
      <div className="empty">
        <p>There are no KPIs yet. Describe in English what you want to know, and execute it on your data.</p>
        <Allowed right="define">
          <Link className="button" data-kind="primary" to="/landing-kpi/new">
            Create the first KPI
          </Link>
        </Allowed>
      </div>
    </div>
  );
}

export const meta: MetaFunction = () => [{ title: "Landing KPI" }];

export { RouteProblem as ErrorBoundary };
