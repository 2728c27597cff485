import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { FileTable, FileUploadSummary } from "../../server/contracts/file-uploads.ts";
import { Breakable } from "../components/breakable.tsx";
import { type DataColumn, DataTable } from "../components/data-table.tsx";
import { Field } from "../components/field.tsx";
import { FlashNotice } from "../components/flash-notice.tsx";
import { Notice } from "../components/notice.tsx";
import { RouteProblem } from "../components/route-problem.tsx";
import { requireAdministrator } from "../lib/administrator.server.ts";
import { redirectWithFlash, takeFlash } from "../lib/flash.server.ts";
import { formatCount, formatQuantity, formatTimestamp } from "../lib/format.ts";
import { answer, attempt, type FormFailure, failureOf, idInPath } from "../lib/problems.server.ts";
import { formatBytes } from "../lib/upload-form.ts";

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const { api } = args.context;
  const source_id = idInPath(args.params.sourceId, "source");
  const [{ source }, { uploads }, { tables }, { flash, headers }] = await Promise.all([
    answer(api.sources.get({ source_id })),
    answer(api.fileUploads.list({ source_id, open: true })),
    answer(api.fileTables.list({ source_id })),
    takeFlash(args.request),
  ]);
  return json({ source: { id: source.id, name: source.name }, uploads, tables, flash }, { headers });
}

/** A file that was not taken; one that was sent alone needs no name. */
interface Refused {
  readonly name: string | null;
  readonly reason: string;
}

export async function action({ request, params, context: { api, takeFiles } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  const received = await attempt(
    takeFiles(request, (file_name, chunks) => api.fileUploads.receive({ source_id, file_name, chunks })),
  );
  if (!received.ok) return refusal(received.failure.status, [refusedFile(null, received.failure)], 0);
  const files = received.value;
  const taken = files.flatMap((file) => (file.ok ? [file.value.upload] : []));
  const failures = files.flatMap((file) =>
    file.ok ? [] : [{ name: files.length > 1 ? file.fileName : null, failure: failureOf(file.error) }],
  );
  const [failed] = failures;
  if (failed) {
    const refused = failures.map(({ name, failure }) => refusedFile(name, failure));
    return refusal(failed.failure.status, refused, taken.length);
  }
  const [upload, ...others] = taken;
  return upload && others.length === 0
    ? redirect(`/uploads/${upload.id}`, 303)
    : redirectWithFlash(`/sources/${source_id}/files`, "files_uploaded");
}

function refusal(status: number, refused: readonly Refused[], taken: number) {
  return json({ refused, taken }, { status });
}

function refusedFile(name: string | null, { fields, message }: FormFailure): Refused {
  return { name, reason: fields.file ?? message };
}

export default function FilesPage() {
  const { source, uploads, tables, flash } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <div className="page">
      <h1>
        Files of <Breakable text={source.name} />
      </h1>
      {flash && <FlashNotice flash={flash} />}
      {answered && <RefusedFiles {...answered} />}
      <UploadForm refused={answered?.refused} />
      {uploads.length > 0 && (
        <DataTable
          label="Files that wait"
          columns={UPLOADS}
          rows={uploads}
          rowId={({ id }) => String(id)}
          stacks
        />
      )}
      {tables.length > 0 && (
        <>
          <DataTable
            label="Tables"
            columns={tableColumns(source.id)}
            rows={tables}
            rowId={({ name }) => name}
            stacks
          />
          <Notice kind="info">
            Tables are found by definitions once a knowledge graph has them:{" "}
            <Link to={`/graphs/new?source=${source.id}`}>make a knowledge graph</Link>, or make it again.
          </Notice>
        </>
      )}
      {uploads.length + tables.length === 0 && <p>No file is uploaded yet.</p>}
      <p>
        <Link to={`/sources/${source.id}`}>Back to {source.name}</Link>
      </p>
    </div>
  );
}

function UploadForm({ refused }: { refused: readonly Refused[] | undefined }) {
  const sending = useNavigation().state === "submitting";
  const [only] = refused ?? [];
  return (
    <Form method="post" encType="multipart/form-data" className="form panel" noValidate>
      <Field
        name="file"
        label="Files"
        required
        error={only?.name === null ? only.reason : undefined}
        hint="CSV, tab-separated text, JSON lines or Excel (.xlsx); choose several to send them together. You see what is in each before it becomes a table."
      >
        {(control) => <input {...control} type="file" multiple required />}
      </Field>
      <footer className="form-buttons">
        <button data-kind="primary" type="submit" disabled={sending}>
          {sending ? "Uploading…" : "Upload"}
        </button>
      </footer>
    </Form>
  );
}

/** Of several files: which were not taken, and that the others were. */
function RefusedFiles({ refused, taken }: { refused: readonly Refused[]; taken: number }) {
  if (refused[0]?.name === null) return null;
  return (
    <Notice kind="error">
      <p>
        {formatQuantity(refused.length, "file")} cannot become a table.{" "}
        {taken > 0
          ? `${formatQuantity(taken, "other file")} ${taken === 1 ? "is" : "are"} uploaded and in the list below.`
          : "Nothing was uploaded."}
      </p>
      <ul>
        {refused.map(({ name, reason }) => (
          <li key={`${name} ${reason}`}>
            <Breakable text={name ?? ""} />: {reason}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function stateOf({ status, message }: FileUploadSummary): string {
  const state = STATES[status];
  return status === "failed" && message ? `${state}: ${message}` : state;
}

const STATES: Readonly<Record<FileUploadSummary["status"], string>> = {
  ready: "Waits for you to look at it and load it",
  loading: "Is being loaded",
  loaded: "Loaded",
  failed: "Failed",
  cancelled: "Cancelled",
};

const UPLOADS: DataColumn<FileUploadSummary>[] = [
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
  { id: "status", header: "State", accessorFn: stateOf },
  { id: "table", header: "Table", accessorKey: "table_name" },
  { id: "size", header: "Size", accessorFn: ({ size }) => formatBytes(size), meta: { numeric: true } },
  { id: "uploaded", header: "Uploaded", accessorFn: ({ created_at }) => formatTimestamp(created_at) },
];

function tableColumns(sourceId: number): DataColumn<FileTable>[] {
  return [
    {
      id: "table",
      header: "Table",
      accessorKey: "name",
      meta: { rowHeader: true },
      cell: ({ row: { original: table } }) => <Breakable text={table.name} />,
    },
    { id: "file", header: "Loaded from", accessorFn: ({ file_name }) => file_name ?? "–" },
    {
      id: "rows",
      header: "Rows",
      accessorFn: ({ rows }) => (rows === null ? "–" : formatCount(rows)),
      meta: { numeric: true },
    },
    {
      id: "loaded",
      header: "Loaded",
      accessorFn: ({ loaded_at }) => (loaded_at === null ? "–" : formatTimestamp(loaded_at)),
    },
    { id: "graphs", header: "Knowledge graphs", accessorFn: ({ graphs }) => graphs.join(", ") || "none" },
    {
      id: "drop",
      header: "Actions",
      cell: ({ row: { original: table } }) => (
        <Link to={`/sources/${sourceId}/drop-table?table=${encodeURIComponent(table.name)}`}>
          Drop<span className="visually-hidden"> the table {table.name}</span>
        </Link>
      ),
    },
  ];
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Files of ${data?.source.name ?? "a source"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
