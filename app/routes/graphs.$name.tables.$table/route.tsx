import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Breakable } from "../../components/breakable.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { Pagination } from "../../components/pagination.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { UrlInput } from "../../components/url-field.tsx";
import { isAdministrator } from "../../lib/administrator.server.ts";
import { formatQuantity } from "../../lib/format.ts";
import { graphPath, tablePath } from "../../lib/graph-paths.ts";
import { answer, attempt } from "../../lib/problems.server.ts";
import { withoutBlanks } from "../../lib/urls.ts";
import { useAutoSubmit } from "../../lib/use-auto-submit.ts";
import { ADD_NAME, AddName } from "./add-name.tsx";
import { DELETE_ALIAS, DeleteForm, OtherNames } from "./other-names.tsx";
import { columnsOf } from "./table-columns.tsx";

export async function loader(args: LoaderFunctionArgs) {
  const { api } = args.context;
  const { searchParams, pathname } = new URL(args.request.url);
  const short = withoutBlanks(searchParams);
  if (short !== null) throw redirect(pathname + short);
  const kg_name = args.params.name ?? "";
  const calledAs = args.params.table ?? "";
  const search = searchParams.get("search") ?? undefined;
  const page = searchParams.get("page") ?? "1";
  const found = await answer(api.graphs.table({ kg_name, table: calledAs, search, page }));
  const { schema, name: table } = found.table;
  const { aliases } = await answer(api.aliases.list({ kg_name, schema, table }));
  return {
    ...found,
    aliases,
    calledAs,
    search,
    column: searchParams.get("column") ?? "",
    mayChange: isAdministrator(args),
  };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const kg_name = params.name ?? "";
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? "");
  const back = new URL(request.url);
  back.searchParams.delete("column");
  const here = back.pathname + back.search;
  if (form.has(DELETE_ALIAS)) {
    await answer(api.aliases.delete({ kg_name, alias_id: Number(text(DELETE_ALIAS)) }));
    return redirect(here, 303);
  }
  const [schema, table, column, alias] = ["schema", "table", "column", "alias"].map(text);
  const added = await attempt(api.aliases.add({ kg_name, schema, table, column, alias } as NewAlias));
  if (added.ok) return redirect(here, 303);
  const { status, message, fields } = added.failure;
  return json({ column, alias, message, fields }, { status });
}

type NewAlias = Parameters<ActionFunctionArgs["context"]["api"]["aliases"]["add"]>[0];

export default function TablePage() {
  const { kg_name, calledAs, table, columns, aliases, mayChange, ...place } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const commented = columns.some(({ comment }) => comment !== null);
  const facts = [
    table.row_count === null ? "" : formatQuantity(table.row_count, "row"),
    formatQuantity(table.column_names.length, "column"),
    table.is_view ? "a view" : "",
    table.primary_key.length > 0 ? `key ${table.primary_key.join(", ")}` : "",
  ];
  return (
    <div className="page">
      <header className="page-header">
        <h1>
          <Breakable text={table.name} />
        </h1>
        <p className="actions">
          <Link className="button" to={graphPath(kg_name, { search: table.name })}>
            Its joins
          </Link>
        </p>
      </header>
      <p>
        <Link to={graphPath(kg_name, {}, "/tables")}>{kg_name}</Link>, schema {table.schema}:{" "}
        {facts.filter(Boolean).join(", ")}. {table.comment}
      </p>
      <section className="names-cell" aria-label="Other names of the table">
        <span className="muted">Other names:</span>
        <OtherNames
          aliases={aliases.filter(({ column }) => column === null)}
          none="none yet"
          mayDelete={mayChange}
        />
      </section>
      <h2>Columns</h2>
      <ColumnSearch calledAs={calledAs} graph={kg_name} search={place.search} />
      <p role="status">{formatQuantity(place.total, "column")} found.</p>
      {columns.length > 0 && (
        <DataTable
          label={`Columns of ${table.name}`}
          columns={columnsOf(aliases, { mayChange, commented }, addHref)}
          rows={columns}
          rowId={({ name }) => name}
          stacks
        />
      )}
      <Pagination
        label="Pages of columns"
        page={place.page}
        pages={place.total_pages}
        href={(page) => tablePath(kg_name, calledAs, { search: place.search, page })}
      />
      {mayChange && (
        <>
          <DeleteForm />
          <AddName table={table} entered={answered ?? { column: place.column, alias: "" }} />
        </>
      )}
    </div>
  );

  function addHref(column: string): string {
    const { search, page } = place;
    return `${tablePath(kg_name, calledAs, { search, page: page > 1 ? page : null, column })}#${ADD_NAME}`;
  }
}

function ColumnSearch({ graph, calledAs, search }: { graph: string; calledAs: string; search?: string }) {
  const onChange = useAutoSubmit();
  return (
    <Form
      action={tablePath(graph, calledAs)}
      className="toolbar"
      role="search"
      aria-label="Columns"
      onChange={onChange}
    >
      <label htmlFor="columns-search">
        Search
        <UrlInput
          id="columns-search"
          type="search"
          name="search"
          value={search}
          placeholder="Part of a name or comment"
        />
      </label>
      <button type="submit">Search</button>
      {search && <Link to={tablePath(graph, calledAs)}>Clear</Link>}
    </Form>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `${data.table.name} in ${data.kg_name}` : "Table"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
