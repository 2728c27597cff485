import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type ClientActionFunctionArgs, Link, useActionData, useLoaderData } from "@remix-run/react";
import { Fragment } from "react";
import { FileReading, type FileUpload, type LoadRequest } from "../../../server/contracts/file-uploads.ts";
import { readWords } from "../../../server/contracts/words.ts";
import { BackgroundWork } from "../../components/background-work.tsx";
import { Breakable } from "../../components/breakable.tsx";
import { Notice } from "../../components/notice.tsx";
import { RouteProblem } from "../../components/route-problem.tsx";
import { requireAdministrator } from "../../lib/administrator.server.ts";
import { formatQuantity } from "../../lib/format.ts";
import { answer, attempt, badRequest, type FormFailure, idInPath } from "../../lib/problems.server.ts";
import { reachServer } from "../../lib/reach-server.ts";
import {
  type ColumnChoices,
  choicesOf,
  formatBytes,
  readChoices,
  readingWords,
} from "../../lib/upload-form.ts";
import { usePolling } from "../../lib/use-polling.ts";
import { ColumnsForm } from "./columns-form.tsx";
import { ReadingForm } from "./reading-form.tsx";

const POLL_MS = 700;

/** What comes back to the form of the columns: what was chosen, and why it was refused. */
interface Refusal {
  readonly choices?: ColumnChoices;
  readonly message?: string;
  readonly fields?: FormFailure["fields"];
}

export async function loader(args: LoaderFunctionArgs) {
  requireAdministrator(args);
  const upload_id = idInPath(args.params.uploadId, "uploaded file");
  const { upload } = await answer(args.context.api.fileUploads.get({ upload_id }));
  const { source_id } = upload;
  const [{ source }, { uploads }] = await Promise.all([
    answer(args.context.api.sources.get({ source_id })),
    answer(args.context.api.fileUploads.list({ source_id, open: true })),
  ]);
  // Those of one form are gone through in their order.
  const others = uploads.filter(({ id, status }) => status === "ready" && id !== upload_id).toReversed();
  // `waiting`: without JavaScript the page loads itself again.
  return {
    upload,
    source: { name: source.name, graphs: source.graphs },
    next: others.slice(0, 1).map(({ id, file_name }) => ({ id, file_name }))[0] ?? null,
    waitingFiles: others.length,
    waiting: upload.status === "loading",
  };
}

export async function action({ request, params, context: { api } }: ActionFunctionArgs) {
  const upload_id = idInPath(params.uploadId, "uploaded file");
  const form = await request.formData();
  const here = `/uploads/${upload_id}`;
  switch (form.get("intent")) {
    case "load": {
      const choices = readChoices(form);
      const columns = choices.names.map((name, i) => ({ name, type: choices.types[i] ?? "" }));
      const sent = { upload_id, table_name: choices.table_name, columns } as LoadRequest;
      const begun = await attempt(api.fileUploads.load(sent));
      return begun.ok ? redirect(here, 303) : refusal(begun.failure, choices);
    }
    case "read": {
      const { intent: _, ...typed } = Object.fromEntries(form);
      const reading = readWords(FileReading, typed);
      const read = await attempt(api.fileUploads.readAgain({ ...reading, upload_id } as never));
      return read.ok ? redirect(here, 303) : refusal(read.failure);
    }
    case "cancel":
      await answer(api.fileUploads.cancel({ upload_id }));
      return redirect(here, 303);
    case "discard": {
      const { upload } = await answer(api.fileUploads.get({ upload_id }));
      await answer(api.fileUploads.discard({ upload_id }));
      return redirect(`/sources/${upload.source_id}/files`, 303);
    }
    default:
      throw badRequest("The page of an uploaded file takes no such form.");
  }
}

function refusal({ status, message, fields }: FormFailure, choices?: ColumnChoices) {
  const [reason = message] = Object.values(fields);
  return json<Refusal>({ message: reason, fields, ...(choices && { choices }) }, { status });
}

export function clientAction(args: ClientActionFunctionArgs) {
  return reachServer(args, (form) => (form.get("intent") === "load" ? { choices: readChoices(form) } : {}));
}

export { shouldRevalidate } from "../../lib/reach-server.ts";

export default function UploadPage() {
  const { upload, source, waiting, next, waitingFiles } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as Refusal | undefined;
  usePolling(waiting, POLL_MS);
  return (
    <div className="page">
      <h1>
        <Breakable text={upload.file_name} />
      </h1>
      {upload.status === "loading" && <LoadProgress upload={upload} />}
      {upload.status === "loaded" && <Loaded upload={upload} graphs={source.graphs} next={next} />}
      {refused?.message ? (
        <Notice kind="error">{refused.message}</Notice>
      ) : (
        (upload.status === "failed" || upload.status === "cancelled") && (
          <Notice kind="error">{upload.message}</Notice>
        )
      )}
      {upload.status !== "loading" && upload.status !== "loaded" && (
        // Fields keep what they began with: after another reading they are new ones.
        <Fragment key={JSON.stringify(upload.reading)}>
          <ReadingForm upload={upload} />
          <ColumnsForm
            key={JSON.stringify(refused?.choices)}
            upload={upload}
            choices={refused?.choices ?? choicesOf(upload)}
          />
        </Fragment>
      )}
      <p>
        <Link to={`/sources/${upload.source_id}/files`}>All files of {source.name}</Link>
        {waitingFiles > 0 && ` (${formatQuantity(waitingFiles, "other file")} to look at)`}
      </p>
    </div>
  );
}

function LoadProgress({ upload }: { upload: FileUpload }) {
  const { rows = 0, share = 0 } = upload.progress ?? {};
  return (
    <BackgroundWork done={share} total={1}>
      {formatQuantity(rows, "row")} of {upload.file_name} ({formatBytes(upload.size)}) read.
    </BackgroundWork>
  );
}

interface LoadedProps {
  readonly upload: FileUpload;
  readonly graphs: readonly string[];
  /** Another file of the source that waits to be loaded. */
  readonly next: Pick<FileUpload, "id" | "file_name"> | null;
}

function Loaded({ upload, graphs, next }: LoadedProps) {
  const again = graphs.length > 0 ? `&name=${encodeURIComponent(graphs[0] as string)}` : "";
  return (
    <>
      <Notice kind="success">{upload.message}</Notice>
      <p>It was read as: {readingWords(upload.reading)}.</p>
      <p className="actions">
        {next ? (
          <Link className="button" data-kind="primary" to={`/uploads/${next.id}`}>
            <span>
              Next: <Breakable text={next.file_name} />
            </span>
          </Link>
        ) : (
          <Link className="button" data-kind="primary" to={`/sources/${upload.source_id}/files`}>
            Upload another file
          </Link>
        )}
        <Link className="button" to={`/graphs/new?source=${upload.source_id}${again}`}>
          {graphs.length > 0 ? `Make ${graphs[0]} again` : "Make a knowledge graph"}
        </Link>
      </p>
    </>
  );
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.upload.file_name ?? "An uploaded file"} – Landing KPI` },
];

export { RouteProblem as ErrorBoundary };
