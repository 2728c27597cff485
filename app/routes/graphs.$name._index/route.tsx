import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { RELATIONSHIP_STATES } from "../../../server/contracts/relationships.ts";
import { Allowed } from "../../components/allowed.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { isAdministrator } from "../../lib/administrator.server.ts";
import { formatCount, formatTimestamp } from "../../lib/format.ts";
import { graphPath, makeAgainPath, newKpiPath } from "../../lib/graph-paths.ts";
import { answer, attempt } from "../../lib/problems.server.ts";
import { rulesetsPath } from "../../lib/ruleset-paths.ts";
import { withoutBlanks, withParams } from "../../lib/urls.ts";
import { AddJoin } from "./add-join.tsx";
import { addJoin, changeJoins } from "./change-joins.server.ts";
import { JoinList } from "./join-list.tsx";
import { JoinStates } from "./join-states.tsx";

type JoinState = (typeof RELATIONSHIP_STATES)[number];

/** Where the graph's page stands: which joins, and which of their pages. */
function readPlace({ searchParams }: URL) {
  const asked = searchParams.get("status");
  return {
    status: RELATIONSHIP_STATES.find((state) => state === asked),
    search: searchParams.get("search") ?? "",
    page: searchParams.get("page") ?? "1",
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const { api } = args.context;
  const url = new URL(args.request.url);
  const short = withoutBlanks(url.searchParams);
  if (short !== null) throw redirect(url.pathname + short);
  const kg_name = args.params.name ?? "";
  const place = readPlace(url);
  const listed = (status: JoinState | undefined) =>
    answer(api.relationships.list({ ...place, kg_name, status, page: Number(place.page) }));
  const [graph, { builds }, all] = await Promise.all([
    answer(api.graphs.about({ kg_name })),
    answer(api.graphBuilds.list({ kg_name })),
    listed(place.status),
  ]);
  // What waits for a decision comes first, where there is any.
  const status: JoinState = place.status ?? (all.counts.proposed > 0 ? "proposed" : "approved");
  const joins = place.status ? all : await listed(status);
  return {
    graph,
    made: builds.find((build) => build.status === "done") ?? null,
    joins,
    status,
    search: place.search,
    mayChange: isAdministrator(args),
  };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kg_name = params.name ?? "";
  const form = await request.formData();
  const here = graphPath(kg_name) + new URL(request.url).search;
  if (form.get("intent") === "add") {
    const join = String(form.get("join") ?? "");
    const { status, ...answered } = await addJoin(api, kg_name, join);
    // The join's card says how it fits, or that nobody measured.
    if (status === 201) return redirect(graphPath(kg_name, { status: "approved" }), 303);
    return json(answered, { status });
  }
  const done = await attempt(changeJoins(api, kg_name, form));
  if (done.ok) return redirect(here, 303);
  const { status, message, fields } = done.failure;
  const told = Object.values(fields)[0] ?? message;
  return json({ join: "", message: told, error: undefined, understood: null }, { status });
}

export default function GraphPage() {
  const { graph, made, joins, status, search, mayChange } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>
          <Breakable text={graph.name} />
        </h1>
        <p className="actions">
          <Allowed right="define">
            <Link className="button" data-kind="primary" to={newKpiPath(graph.name)}>
              + New KPI
            </Link>
          </Allowed>
          <Link className="button" to={graphPath(graph.name, {}, "/tables")}>
            Tables
          </Link>
          <Link className="button" to={graphPath(graph.name, {}, "/drawing")}>
            Drawing
          </Link>
          <Link className="button" to={graphPath(graph.name, {}, "/names")}>
            Names that can be used
          </Link>
          <Link className="button" to={rulesetsPath(graph.name)}>
            Rulesets
          </Link>
          {mayChange && (
            <>
              <Link className="button" to={makeAgainPath(graph.source.id, graph.name)}>
                Make again
              </Link>
              <Link className="button" to={graphPath(graph.name, {}, "/delete")}>
                Delete<span className="visually-hidden"> {graph.name}</span>
              </Link>
            </>
          )}
        </p>
      </header>
      {answered?.message && !answered.error && <Notice kind="error">{answered.message}</Notice>}
      <dl className="facts inline">
        <Fact name="Source">
          <Link to={`/sources/${graph.source.id}`}>{graph.source.name}</Link>
        </Fact>
        <Fact name="Tables">{formatCount(graph.tables_count)}</Fact>
        <Fact name="Schemas">{graph.schemas.join(", ")}</Fact>
        <Fact name="Version">{formatCount(graph.version)}</Fact>
        {made && (
          <Fact name="Last made">
            <Link to={`/graph-builds/${made.id}`}>{formatTimestamp(made.started_at)}</Link>
          </Fact>
        )}
      </dl>
      <h2>Joins</h2>
      <p>
        How tables belong together. Definitions use those that are approved; the others wait until somebody
        decides.
      </p>
      <JoinStates graph={graph.name} counts={joins.counts} status={status} search={search} />
      <Form method="get" action={graphPath(graph.name)} className="toolbar" role="search">
        <input type="hidden" name="status" value={status} />
        <label>
          <span className="visually-hidden">Search in tables and columns</span>
          <input type="search" name="search" defaultValue={search} placeholder="Search tables and columns" />
        </label>
        <button type="submit">Search</button>
      </Form>
      <JoinList joins={joins} status={status} mayChange={mayChange} href={pageHref} />
      {mayChange && <AddJoin {...answered} />}
    </div>
  );

  function pageHref(page: number): string {
    return graphPath(graph.name) + withParams("", { status, search, page });
  }
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.graph.name ?? "Knowledge graph"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
