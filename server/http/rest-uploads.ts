import type { ReceivedFiles, RefusedFile } from "../contracts/file-uploads.ts";
import { explain } from "../contracts/refusals.ts";
import { AppError } from "../errors.ts";
import type { AppCaller } from "../router.ts";
import { refused } from "../trpc.ts";
import { takeFiles } from "./incoming-file.ts";

/**
 * Takes the files of a form into a source. As long as one of them was taken the answer is good, and says of the others
 * why they were not; throws the refusal when none was.
 */
export async function receiveFiles(
  request: Request,
  caller: AppCaller,
  sourceId: string,
): Promise<ReceivedFiles> {
  const source_id = sourceId as never;
  const taken = await takeFiles(request, (file_name, chunks) =>
    caller.fileUploads.receive({ source_id, file_name, chunks }),
  );
  const uploads = taken.flatMap((file) => (file.ok ? [file.value.upload] : []));
  const errors = taken.flatMap((file) => (file.ok ? [] : [file.error]));
  const refusals = taken.flatMap(({ fileName, ...file }): RefusedFile[] =>
    file.ok ? [] : [{ file_name: fileName, message: explain(file.error).message }],
  );
  const [upload] = uploads;
  if (!upload) throw noneTaken(errors, refusals);
  const count = uploads.length === 1 ? "File" : `${uploads.length} files`;
  return { success: true, message: `${count} uploaded successfully`, upload, uploads, refused: refusals };
}

/** What keeps every file away, such as a source that does not exist, is said once; else what is wrong with each. */
function noneTaken(errors: readonly unknown[], refusals: readonly RefusedFile[]): unknown {
  const aboutEach = errors.some((error) => explain(error).status === 422);
  if (errors.length === 1 || !aboutEach) return errors[0];
  const fieldErrors = refusals.map(({ file_name, message }) => ({
    field: "file",
    message: `${file_name}: ${message}`,
  }));
  return refused(new AppError("invalid", "None of the files can become a table.", { fieldErrors }));
}
