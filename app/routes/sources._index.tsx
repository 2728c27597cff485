import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import type { Source } from "../../server/contracts/sources.ts";
import { Allowed } from "../components/allowed.tsx";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { isAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash, takeFlash } from "../lib/flash.server.ts";
import { answer, attempt, badRequest } from "../lib/problems.server.ts";
import { placeOf } from "../lib/source-form.ts";
import { TYPE_NAMES } from "../lib/source-type-names.ts";

export async function loader(args: LoaderFunctionArgs) {
  const { api } = args.context;
  const [{ sources }, { sample }, { flash, headers }] = await Promise.all([
    answer(api.sources.list()),
    answer(api.sample.get()),
    takeFlash(args.request),
  ]);
  const mayAddSample = sample.source_id === null && isAdministrator(args);
  return json({ sources, flash, mayAddSample }, { headers });
}

export async function action({ request, context: { api } }: ActionFunctionArgs) {
  const form = await request.formData();
  if (form.get("intent") !== ADD_SAMPLE) throw badRequest("The page of sources takes no such form.");
  const added = await attempt(api.sample.add());
  if (added.ok) return redirectWithFlash("/sources", "sample_added");
  const { status, message } = added.failure;
  return json({ message }, { status });
}

const ADD_SAMPLE = "add_sample";

export default function SourcesPage() {
  const { sources, flash, mayAddSample } = useLoaderData<typeof loader>();
  const message = useActionData<typeof action>()?.message;
  return (
    <div className="page">
      <header className="page-header">
        <h1>Sources</h1>
        <Allowed right="manage">
          <Link className="button" data-kind="primary" to="/sources/new">
            + Connect a source
          </Link>
        </Allowed>
      </header>
      {flash && <FlashNotice flash={flash} />}
      {message && <Notice kind="error">{message}</Notice>}
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
          <Allowed right="manage">
            <Link className="button" data-kind="primary" to="/sources/new">
              Connect the first source
            </Link>
          </Allowed>
        </div>
      )}
      {mayAddSample && (
        <Form method="post" className="actions">
          <button type="submit" name="intent" value={ADD_SAMPLE}>
            Add the sample again
          </button>
          <span className="muted">A landing database with a knowledge graph and KPIs to try things on.</span>
        </Form>
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
