import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import type { GraphListResponse } from "../../server/contracts/graphs.ts";
import { Allowed } from "../components/allowed.tsx";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { takeFlash } from "../lib/flash.server.ts";
import { formatCount, formatTimestamp } from "../lib/format.ts";
import { graphPath } from "../lib/graph-paths.ts";
import { answer } from "../lib/problems.server.ts";

type GraphEntry = z.infer<typeof GraphListResponse>["data"][number];

export async function loader({ request, context: { api } }: LoaderFunctionArgs) {
  const [{ data }, { flash, headers }] = await Promise.all([answer(api.graphs.list()), takeFlash(request)]);
  return json({ graphs: data, flash }, { headers });
}

export default function GraphsPage() {
  const { graphs, flash } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>Knowledge graphs</h1>
        <Allowed right="manage">
          <Link className="button" data-kind="primary" to="/graphs/new">
            + Make a graph
          </Link>
        </Allowed>
      </header>
      {flash && <FlashNotice flash={flash} />}
      <p>
        What is known of the tables of a source, and how they join. A definition is read with one of them.
      </p>
      {graphs.length > 0 ? (
        <DataTable
          label="Knowledge graphs"
          columns={COLUMNS}
          rows={graphs}
          rowId={(graph) => graph.name}
          stacks
        />
      ) : (
        <div className="empty">
          <p>There is none yet. Connect your data, then make a graph of its tables.</p>
          <Link className="button" data-kind="primary" to="/sources">
            Connect your data
          </Link>
        </div>
      )}
    </div>
  );
}

const COLUMNS: DataColumn<GraphEntry>[] = [
  {
    id: "name",
    header: "Name",
    accessorKey: "name",
    meta: { rowHeader: true },
    cell: ({ row: { original: graph } }) => (
      <Link to={graphPath(graph.name)}>
        <Breakable text={graph.name} />
      </Link>
    ),
  },
  { id: "source_name", header: "Source", accessorKey: "source_name" },
  {
    id: "nodes_count",
    header: "Tables and columns",
    accessorFn: (graph) => formatCount(graph.nodes_count),
    meta: { numeric: true },
  },
  {
    id: "approved",
    header: "Approved joins",
    accessorFn: (graph) => formatCount(graph.relationships_count),
    meta: { numeric: true },
  },
  {
    id: "waiting",
    header: "Joins that wait",
    accessorKey: "proposed_count",
    meta: { numeric: true },
    cell: ({ row: { original: graph } }) =>
      graph.proposed_count === 0 ? (
        "0"
      ) : (
        <Link to={graphPath(graph.name, { status: "proposed" })}>{formatCount(graph.proposed_count)}</Link>
      ),
  },
  { id: "created_at", header: "Made", accessorFn: (graph) => formatTimestamp(graph.created_at) },
];

export const meta: MetaFunction = () => [{ title: "Knowledge graphs – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
