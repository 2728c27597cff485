import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { FileUpload } from "../../server/contracts/file-uploads.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Field } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { formatCount, formatTimestamp } from "../lib/format.ts";
import { answer, attempt, idInPath } from "../lib/problems.server.ts";
import { formatBytes } from "../lib/upload-form.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const { api } = args.context;
  const source_id = idInPath(args.params.sourceId, "source");
  const [{ source }, { uploads }] = await Promise.all([
    answer(api.sources.get({ source_id })),
    answer(api.fileUploads.list({ source_id })),
  ]);
  // What was found in each file stays with its own page: it may be much.
  const rows = uploads.map(
    ({ id, file_name, table_name, status, rows_loaded, size, created_at }): ListedFile => ({
      id,
      file_name,
      table_name,
      status,
      rows_loaded,
      size,
      created_at,
    }),
  );
  return { source: { id: source.id, name: source.name }, rows };
}

export async function action({ request, params, context: { api, takeFile } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  const received = await attempt(
    takeFile(request, (file_name, chunks) => api.fileUploads.receive({ source_id, file_name, chunks })),
  );
  if (received.ok) return redirect(`/uploads/${received.value.upload.id}`, 303);
  const { status, message, fields } = received.failure;
  return json({ message: fields.file ?? message }, { status });
}

export default function FilesPage() {
  const { source, rows } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const sending = useNavigation().state === "submitting";
  return (
    <div className="page">
      <h1>
        Files of <Breakable text={source.name} />
      </h1>
      <Form method="post" encType="multipart/form-data" className="form panel" noValidate>
        <Field
          name="file"
          label="File"
          required
          error={refused?.message}
          hint="CSV, tab-separated text, JSON lines or Excel (.xlsx). You see what is in it before it becomes a table."
        >
          {(control) => <input {...control} type="file" required />}
        </Field>
        <footer className="form-buttons">
          <button data-kind="primary" type="submit" disabled={sending}>
            {sending ? "Uploading…" : "Upload"}
          </button>
        </footer>
      </Form>
      {rows.length > 0 ? (
        <>
          <DataTable
            label="Uploaded files"
            columns={COLUMNS}
            rows={rows}
            rowId={({ id }) => String(id)}
            stacks
          />
          <Notice kind="info">
            Tables are found by definitions once a knowledge graph has them:{" "}
            <Link to={`/graphs/new?source=${source.id}`}>make a knowledge graph</Link>, or make it again.
          </Notice>
        </>
      ) : (
        <p>No file is uploaded yet.</p>
      )}
      <p>
        <Link to={`/sources/${source.id}`}>Back to {source.name}</Link>
      </p>
    </div>
  );
}

type ListedFile = Pick<
  FileUpload,
  "id" | "file_name" | "table_name" | "status" | "rows_loaded" | "size" | "created_at"
>;

const STATES: Readonly<Record<FileUpload["status"], string>> = {
  ready: "Waits to be loaded",
  loading: "Is being loaded",
  loaded: "Loaded",
  failed: "Failed",
  cancelled: "Cancelled",
};

const COLUMNS: DataColumn<ListedFile>[] = [
  {
    id: "file",
    header: "File",
    accessorKey: "file_name",
    meta: { rowHeader: true },
    cell: ({ row: { original: upload } }) => (
      <Link to={`/uploads/${upload.id}`}>
        <Breakable text={upload.file_name} />
      </Link>
    ),
  },
  { id: "table", header: "Table", accessorKey: "table_name" },
  { id: "status", header: "State", accessorFn: ({ status }) => STATES[status] },
  {
    id: "rows",
    header: "Rows",
    accessorFn: ({ rows_loaded }) => (rows_loaded === null ? "–" : formatCount(rows_loaded)),
    meta: { numeric: true },
  },
  { id: "size", header: "Size", accessorFn: ({ size }) => formatBytes(size), meta: { numeric: true } },
  { id: "uploaded", header: "Uploaded", accessorFn: ({ created_at }) => formatTimestamp(created_at) },
];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Files of ${data?.source.name ?? "a source"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
