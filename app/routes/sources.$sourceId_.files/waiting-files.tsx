import { Form, Link } from "@remix-run/react";
import type { FileTable, FileUploadSummary } from "../../../server/contracts/file-uploads.ts";
import { Breakable } from "../../components/breakable.tsx";
import { type DataColumn, DataTable } from "../../components/data-table.tsx";
import { formatTimestamp } from "../../lib/format.ts";
import { formatBytes } from "../../lib/upload-form.ts";

/** The form that loads all that are ticked, wherever their boxes are. */
const LOADING = "load-files";

interface WaitingFilesProps {
  readonly uploads: FileUploadSummary[];
  readonly tables: readonly FileTable[];
}

/** Files that are no table yet: each is a link to what was found in it; those that are ticked can be loaded at once. */
export function WaitingFiles({ uploads, tables }: WaitingFilesProps) {
  const there = new Set(tables.map(({ name }) => name.toLowerCase()));
  return (
    <div className="form">
      <DataTable
        label="Files that wait"
        columns={columnsFor(tickedOf(uploads), there)}
        rows={uploads}
        rowId={({ id }) => String(id)}
        stacks
      />
      {uploads.some(mayLoad) && (
        <Form method="post" id={LOADING} className="actions" preventScrollReset>
          <button type="submit" data-kind="primary">
            Load the ticked files as they were found
          </button>
        </Form>
      )}
    </div>
  );
}

const mayLoad = ({ status }: FileUploadSummary): boolean => status !== "loading" && status !== "loaded";

/**
 * Those that nobody tried to load yet; of several for one table the newest, which comes first. A guess at an encoding
 * wants to be looked at: what was read wrongly looks like data.
 */
function tickedOf(uploads: readonly FileUploadSummary[]): ReadonlySet<number> {
  const newest = new Map<string, FileUploadSummary>();
  for (const upload of uploads) {
    const table = upload.table_name.toLowerCase();
    if (upload.status === "ready" && !newest.has(table)) newest.set(table, upload);
  }
  return new Set([...newest.values()].flatMap(({ id, encoding_guessed }) => (encoding_guessed ? [] : [id])));
}

function columnsFor(
  ticked: ReadonlySet<number>,
  there: ReadonlySet<string>,
): DataColumn<FileUploadSummary>[] {
  return [
    {
      id: "tick",
      header: "Load",
      cell: ({ row: { original: upload } }) =>
        mayLoad(upload) && (
          <input
            type="checkbox"
            form={LOADING}
            name="upload_id"
            value={upload.id}
            defaultChecked={ticked.has(upload.id)}
            aria-label={`Load ${upload.file_name}`}
          />
        ),
    },
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
    {
      id: "table",
      header: "Table",
      accessorFn: ({ table_name }) =>
        there.has(table_name.toLowerCase()) ? `${table_name}, which is replaced` : table_name,
    },
    { id: "size", header: "Size", accessorFn: ({ size }) => formatBytes(size), meta: { numeric: true } },
    { id: "uploaded", header: "Uploaded", accessorFn: ({ created_at }) => formatTimestamp(created_at) },
  ];
}

function stateOf({ status, message, encoding_guessed }: FileUploadSummary): string {
  const state = STATES[status];
  if (status === "ready" && encoding_guessed) return `${state}: its encoding is a guess`;
  return status === "failed" && message ? `${state}: ${message}` : state;
}

const STATES: Readonly<Record<FileUploadSummary["status"], string>> = {
  ready: "Waits for you to look at it and load it",
  loading: "Is being loaded",
  loaded: "Loaded",
  failed: "Failed",
  cancelled: "Cancelled",
};
