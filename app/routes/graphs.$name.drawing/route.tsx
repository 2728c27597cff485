import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { formatQuantity } from "../../lib/format.ts";
import { layOut, type TablePair } from "../../lib/graph-layout.server.ts";
import { graphPath, tablePath } from "../../lib/graph-paths.ts";
import { answer } from "../../lib/problems.server.ts";
import { Drawing } from "./drawing.tsx";
import { listJoins, pairsOf } from "./pairs.server.ts";

/** More boxes than this nobody can read. */
const MOST_TABLES = 100;
/** More lines than this nobody can follow, and laying them out would keep others waiting. */
const MOST_PAIRS = 150;

export async function loader({ params, context: { api } }: LoaderFunctionArgs) {
  const kg_name = params.name ?? "";
  const [{ graph }, joins] = await Promise.all([
    answer(api.graphs.get({ kg_name })),
    listJoins(api, kg_name),
  ]);
  const pairs = pairsOf(joins, graph.tables);
  const approved = pairs.filter((pair) => pair.approved > 0);
  const drawn = [pairs, approved].find(canBeDrawn) ?? null;
  const joined = tablesOf(pairs);
  const alone = graph.tables.map(({ called_as }) => called_as).filter((name) => !joined.has(name));
  return {
    graph: kg_name,
    joined: joined.size,
    layout: drawn && drawn.length > 0 ? layOut(drawn) : null,
    undrawn: pairs.length - (drawn?.length ?? 0),
    pairs,
    alone: { count: alone.length, names: graph.tables.length > MOST_TABLES ? [] : alone },
  };
}

function tablesOf(pairs: readonly TablePair[]): ReadonlySet<string> {
  return new Set(pairs.flatMap(({ from, to }) => [from, to]));
}

function canBeDrawn(pairs: readonly TablePair[]): boolean {
  return pairs.length <= MOST_PAIRS && tablesOf(pairs).size <= MOST_TABLES;
}

export default function DrawingPage() {
  const { graph, joined, layout, undrawn, pairs, alone } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>How the tables of {graph} join</h1>
        <p className="actions">
          <Link className="button" to={graphPath(graph)}>
            The joins as a list
          </Link>
        </p>
      </header>
      {layout && <Drawing graph={graph} layout={layout} />}
      {joined === 0 && <p className="empty">No table of this graph has a join yet.</p>}
      {undrawn > 0 && (
        <p>
          {layout
            ? `Only approved joins are drawn: with the ${formatQuantity(undrawn, "pair")} of tables whose joins wait it could not be read. See `
            : `${formatQuantity(joined, "table")} are joined in ${formatQuantity(pairs.length, "pair")}: too many for a drawing that can be read. See `}
          <Link to={graphPath(graph)}>the joins as a list</Link>, and search it for a table.
        </p>
      )}
      {layout && <Pairs graph={graph} pairs={pairs} />}
      <Alone graph={graph} alone={alone} />
    </div>
  );
}

/** The drawing in words. */
function Pairs({ graph, pairs }: { graph: string; pairs: readonly TablePair[] }) {
  return (
    <details className="folded">
      <summary>The drawing in words</summary>
      <ul>
        {pairs.map(({ from, to, approved, waiting }) => (
          <li key={`${from} ${to}`}>
            <Link to={tablePath(graph, from)}>
              <Breakable text={from} />
            </Link>{" "}
            joins{" "}
            <Link to={tablePath(graph, to)}>
              <Breakable text={to} />
            </Link>
            :{" "}
            {[approved > 0 && `${approved} approved`, waiting > 0 && `${waiting} waiting`]
              .filter(Boolean)
              .join(", ")}
            .
          </li>
        ))}
      </ul>
    </details>
  );
}

function Alone({ graph, alone }: { graph: string; alone: { count: number; names: readonly string[] } }) {
  if (alone.count === 0) return null;
  return (
    <section aria-labelledby="alone">
      <h2 id="alone">Without a join</h2>
      <p>
        {formatQuantity(alone.count, "table")}
        {alone.names.length === 0 && (
          <>
            , not drawn: see <Link to={graphPath(graph, {}, "/tables")}>all tables</Link>
          </>
        )}
        .
      </p>
      <ul className="name-tags">
        {alone.names.map((name) => (
          <li key={name}>
            <Link to={tablePath(graph, name)}>
              <Breakable text={name} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Drawing of ${data?.graph ?? "a graph"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
