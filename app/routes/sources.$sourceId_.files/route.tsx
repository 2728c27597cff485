import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import type { FileTable } from "../../../server/contracts/file-uploads.ts";
import { Breakable } from "../../components/breakable.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { Field } from "../../components/field.tsx";
import { FlashNotice } from "../../components/flash-notice.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { requireAdministrator } from "../../lib/administrator.server.ts";
import { redirectWithFlash, takeFlash } from "../../lib/flash.server.ts";
import { formatCount, formatQuantity, formatTimestamp } from "../../lib/format.ts";
import { answer, attempt, type FormFailure, failureOf, idInPath } from "../../lib/problems.server.ts";
import { usePolling } from "../../lib/use-polling.ts";
import { loadTicked, type Refused } from "./load-ticked.server.ts";
import { WaitingFiles } from "./waiting-files.tsx";

const POLL_MS = 1000;

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
  // Not `waiting`: a page that loads itself again would lose the files that are being chosen and ticked.
  const loading = uploads.some(({ status }) => status === "loading");
  return json({ source: { id: source.id, name: source.name }, uploads, tables, flash, loading }, { headers });
}

export async function action({ request, params, context: { api, takeFiles } }: ActionFunctionArgs) {
  const source_id = idInPath(params.sourceId, "source");
  // Files come in a form of several parts; the form that loads the ticked ones has none.
  if (!request.headers.get("Content-Type")?.startsWith("multipart/")) {
    const { begun, refused } = await loadTicked(api, source_id, await request.formData());
    return refused.length > 0
      ? refusal(422, refused, begun, "loaded")
      : redirect(`/sources/${source_id}/files`, 303);
  }
  const received = await attempt(
    takeFiles(request, (file_name, chunks) => api.fileUploads.receive({ source_id, file_name, chunks })),
  );
  if (!received.ok) return refusal(received.failure.status, [refusedFile(null, received.failure)], 0, "sent");
  const files = received.value;
  const taken = files.flatMap((file) => (file.ok ? [file.value.upload] : []));
  const failures = files.flatMap((file) =>
    file.ok ? [] : [{ name: files.length > 1 ? file.fileName : null, failure: failureOf(file.error) }],
  );
  const [failed] = failures;
  if (failed) {
    const refused = failures.map(({ name, failure }) => refusedFile(name, failure));
    return refusal(failed.failure.status, refused, taken.length, "sent");
  }
  const [upload, ...others] = taken;
  return upload && others.length === 0
    ? redirect(`/uploads/${upload.id}`, 303)
    : redirectWithFlash(`/sources/${source_id}/files`, "files_uploaded");
}

/** `act`: whether files were sent, or those that wait were to be loaded. */
function refusal(status: number, refused: readonly Refused[], taken: number, act: "sent" | "loaded") {
  return json({ refused, taken, act }, { status });
}

function refusedFile(name: string | null, { fields, message }: FormFailure): Refused {
  return { name, reason: fields.file ?? message };
}

export default function FilesPage() {
  const { source, uploads, tables, flash, loading } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  usePolling(loading, POLL_MS);
  return (
    <div className="page">
      <h1>
        Files of <Breakable text={source.name} />
      </h1>
      {flash && <FlashNotice flash={flash} />}
      {answered && <RefusedFiles {...answered} />}
      {loading && (
        <noscript>
          <Notice kind="info">
            Files are being loaded. <a href={`/sources/${source.id}/files`}>See how far that is</a>
          </Notice>
        </noscript>
      )}
      <UploadForm refused={answered?.act === "sent" ? answered.refused : undefined} />
      {uploads.length > 0 && <WaitingFiles uploads={uploads} tables={tables} />}
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
            Tables are found by definitions once a knowledge graph has them: make one of them, or make it
            again.
          </Notice>
          <p className="actions">
            <Link className="button" data-kind="primary" to={`/graphs/new?source=${source.id}`}>
              Make a knowledge graph
            </Link>
          </p>
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

interface RefusedFilesProps {
  readonly refused: readonly Refused[];
  readonly taken: number;
  readonly act: "sent" | "loaded";
}

/** Of several files: which were not taken, and that the others were. */
function RefusedFiles({ refused, taken, act }: RefusedFilesProps) {
  const [first] = refused;
  if (first?.name === null) return act === "loaded" ? <Notice kind="error">{first.reason}</Notice> : null;
  const done = act === "sent" ? "uploaded" : "being loaded";
  return (
    <Notice kind="error">
      <p>
        {formatQuantity(refused.length, "file")} cannot become a table.{" "}
        {taken > 0
          ? `${formatQuantity(taken, "other file")} ${taken === 1 ? "is" : "are"} ${done} and in the list below.`
          : `Nothing ${act === "sent" ? "was uploaded" : "is being loaded"}.`}
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
