import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import type { TableToSay } from "../../server/contracts/graph-names.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Pagination } from "../components/pagination.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { UrlInput } from "../components/url-field.tsx";
import { formatCount, formatQuantity } from "../lib/format.ts";
import { graphPath, tablePath } from "../lib/graph-paths.ts";
import { answer } from "../lib/problems.server.ts";
import { withoutBlanks } from "../lib/urls.ts";
import { useAutoSubmit } from "../lib/use-auto-submit.ts";

const TABLES_A_PAGE = 50;

export async function loader({ request, params, context: { api } }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const short = withoutBlanks(url.searchParams);
  if (short !== null) throw redirect(url.pathname + short);
  const q = url.searchParams.get("q") ?? undefined;
  const page = url.searchParams.get("page") ?? "1";
  const kg_name = params.name ?? "";
  const { tables } = await answer(
    api.graphs.names({ kg_name, q, page, kind: "tables", page_size: TABLES_A_PAGE }),
  );
  return {
    graph: kg_name,
    q,
    page: Number(page),
    total: tables.total,
    tables: tables.hits.map((table) => ({ ...table, graph: kg_name })),
  };
}

export default function TablesPage() {
  const { graph, q, page, total, tables } = useLoaderData<typeof loader>();
  const onChange = useAutoSubmit();
  return (
    <div className="page">
      <h1>Tables of {graph}</h1>
      <Form
        action={graphPath(graph, {}, "/tables")}
        className="toolbar"
        role="search"
        aria-label="Tables"
        onChange={onChange}
      >
        <label htmlFor="tables-search">
          Search
          <UrlInput
            id="tables-search"
            type="search"
            name="q"
            value={q}
            placeholder="Part of a name or of another name"
          />
        </label>
        <button type="submit">Search</button>
        {q && <Link to={graphPath(graph, {}, "/tables")}>Clear</Link>}
      </Form>
      <p role="status">{formatQuantity(total, "table")} found.</p>
      {tables.length > 0 && (
        <DataTable label="Tables" columns={COLUMNS} rows={tables} rowId={(table) => table.name} stacks />
      )}
      <Pagination
        label="Pages of tables"
        page={page}
        pages={Math.ceil(total / TABLES_A_PAGE)}
        href={(to) => graphPath(graph, { q, page: to }, "/tables")}
      />
      <p>
        <Link to={graphPath(graph)}>Back to {graph}</Link>
      </p>
    </div>
  );
}

type Row = TableToSay & { readonly graph: string };

const COLUMNS: DataColumn<Row>[] = [
  {
    id: "name",
    header: "Table",
    accessorKey: "name",
    meta: { rowHeader: true },
    cell: ({ row: { original: table } }) => (
      <Link to={tablePath(table.graph, table.name)}>
        <Breakable text={table.name} />
      </Link>
    ),
  },
  { id: "schema", header: "Schema", accessorKey: "schema" },
  { id: "aliases", header: "Other names", accessorFn: (table) => table.aliases.join(", ") },
  { id: "columns", header: "Columns", accessorKey: "columns_count", meta: { numeric: true } },
  {
    id: "rows",
    header: "Rows",
    accessorFn: ({ row_count }) => (row_count === null ? "–" : formatCount(row_count)),
    meta: { numeric: true },
  },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Tables of ${data?.graph ?? "a graph"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
