import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { RELATIONSHIP_STATES } from "../../../server/contracts/relationships.ts";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { isAdministrator } from "../../lib/administrator.server.ts";
import { formatCount } from "../../lib/format.ts";
import { graphPath } from "../../lib/graph-paths.ts";
import { answer, attempt, badRequest } from "../../lib/problems.server.ts";
import { withoutBlanks, withParams } from "../../lib/urls.ts";
import { AddJoin } from "./add-join.tsx";
import { DELETE_JOIN, JoinList } from "./join-list.tsx";
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
  const [{ graph }, all] = await Promise.all([answer(api.graphs.get({ kg_name })), listed(place.status)]);
  // What waits for a decision comes first, where there is any.
  const status: JoinState = place.status ?? (all.counts.proposed > 0 ? "proposed" : "approved");
  const joins = place.status ? all : await listed(status);
  const { name, version, schemas, db_type, tables } = graph;
  return {
    graph: { name, version, schemas, db_type, tables: tables.length },
    joins,
    status,
    search: place.search,
    mayChange: isAdministrator(args),
  };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kg_name = params.name ?? "";
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const here = graphPath(kg_name) + new URL(request.url).search;
  if (intent === "add") {
    const join = String(form.get("join") ?? "");
    const added = await attempt(api.relationships.add({ kg_name, join }));
    if (added.ok) return redirect(graphPath(kg_name, { status: "approved" }), 303);
    const { status, message, fields } = added.failure;
    return json({ join, message, error: fields.join }, { status });
  }
  if (form.has(DELETE_JOIN)) {
    const relationship_id = Number(form.get(DELETE_JOIN));
    await answer(api.relationships.delete({ kg_name, relationship_id }));
    return redirect(here, 303);
  }
  const status = RELATIONSHIP_STATES.find((state) => state === intent);
  if (!status) throw badRequest("The page of a knowledge graph takes no such form.");
  const relationship_ids = form.getAll("relationship_id").map(Number);
  const decided = await attempt(api.relationships.decide({ kg_name, relationship_ids, status }));
  if (decided.ok) return redirect(here, 303);
  const { fields, message } = decided.failure;
  return json({ join: "", message: fields.relationship_ids ?? message, error: undefined }, 422);
}

export default function GraphPage() {
  const { graph, joins, status, search, mayChange } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>
          <Breakable text={graph.name} />
        </h1>
        <p className="actions">
          <Link className="button" to={graphPath(graph.name, {}, "/tables")}>
            Tables
          </Link>
          <Link className="button" to={graphPath(graph.name, {}, "/names")}>
            Names that can be used
          </Link>
          {mayChange && (
            <Link className="button" to={graphPath(graph.name, {}, "/delete")}>
              Delete<span className="visually-hidden"> {graph.name}</span>
            </Link>
          )}
        </p>
      </header>
      {answered && !answered.error && <Notice kind="error">{answered.message}</Notice>}
      <dl className="facts inline">
        <Fact name="Tables" value={formatCount(graph.tables)} />
        <Fact name="Schemas" value={graph.schemas.join(", ")} />
        <Fact name="Version" value={formatCount(graph.version)} />
      </dl>
      <h2>Joins</h2>
      <p>
        How tables belong together. Definitions use those that are approved; the others wait until somebody
        decides.
      </p>
      <JoinStates graph={graph.name} counts={joins.counts} status={status} search={search} />
      <Form method="get" className="toolbar" role="search">
        <input type="hidden" name="status" value={status} />
        <label>
          <span className="visually-hidden">Search in tables and columns</span>
          <input type="search" name="search" defaultValue={search} placeholder="Search tables and columns" />
        </label>
        <button type="submit">Search</button>
      </Form>
      <JoinList joins={joins} status={status} mayChange={mayChange} href={pageHref} />
      {mayChange && <AddJoin join={answered?.join} error={answered?.error} />}
    </div>
  );

  function pageHref(page: number): string {
    return graphPath(graph.name) + withParams("", { status, search, page });
  }
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.graph.name ?? "Knowledge graph"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
