import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { Source } from "../../server/contracts/sources.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { takeFlash } from "../lib/flash.server.ts";
import { answer } from "../lib/problems.server.ts";
import { placeOf, TYPE_NAMES } from "../lib/source-form.ts";

export async function loader({ request, context: { api } }: LoaderFunctionArgs) {
  const [{ sources }, { flash, headers }] = await Promise.all([
    answer(api.sources.list()),
    takeFlash(request),
  ]);
  return json({ sources, flash }, { headers });
}

export default function SourcesPage() {
  const { sources, flash } = useLoaderData<typeof loader>();
  return (
    <div className="page">
      <header className="page-header">
        <h1>Sources</h1>
        <Link className="button" data-kind="primary" to="/sources/new">
          + Connect a source
        </Link>
      </header>
      {flash && <FlashNotice flash={flash} />}
      <p>The databases that KPIs run on. They are only read.</p>
      {sources.length > 0 ? (
        <DataTable
          label="Sources"
          columns={COLUMNS}
          rows={sources}
          rowId={(source) => String(source.id)}
          stacks
        />
      ) : (
        <div className="empty">
          <p>No database is connected yet.</p>
          <Link className="button" data-kind="primary" to="/sources/new">
            Connect the first source
          </Link>
        </div>
      )}
    </div>
  );
}

const COLUMNS: DataColumn<Source>[] = [
  {
    id: "name",
    header: "Name",
    accessorKey: "name",
    meta: { rowHeader: true },
    cell: ({ row: { original: source } }) => (
      <Link to={`/sources/${source.id}`}>
        <Breakable text={source.name} />
      </Link>
    ),
  },
  {
    id: "db_type",
    header: "Type",
    accessorFn: (source) => TYPE_NAMES[source.db_type],
  },
  {
    id: "place",
    header: "Where",
    accessorFn: placeOf,
    cell: ({ row }) => <Breakable text={placeOf(row.original)} />,
  },
  {
    id: "graphs",
    header: "Knowledge graphs",
    accessorFn: (source) => source.graphs.join(", "),
  },
];

export const meta: MetaFunction = () => [{ title: "Sources – Landing KPI" }];

export { RouteProblem as ErrorBoundary };
