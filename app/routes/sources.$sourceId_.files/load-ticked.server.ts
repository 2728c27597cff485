import type { AppCaller } from "../../../server/router.ts";
import { answer, attempt } from "../../lib/problems.server.ts";

/** A file that was not taken; one that was sent alone needs no name. */
export interface Refused {
  readonly name: string | null;
  readonly reason: string;
}

/** Begins to load the ticked files as they were found: how many, and which are not and why. */
export async function loadTicked(
  api: AppCaller,
  source_id: number,
  form: FormData,
): Promise<{ readonly begun: number; readonly refused: readonly Refused[] }> {
  const ticked = form.getAll("upload_id").map(Number);
  if (ticked.length === 0)
    return { begun: 0, refused: [{ name: null, reason: "Tick the files that are to become tables." }] };
  const { uploads } = await answer(api.fileUploads.list({ source_id, open: true }));
  const refused: Refused[] = [];
  for (const upload_id of ticked) {
    const begun = await attempt(api.fileUploads.load({ upload_id }));
    if (begun.ok) continue;
    const name = uploads.find(({ id }) => id === upload_id)?.file_name ?? `File ${upload_id}`;
    refused.push({ name, reason: begun.failure.fields.table_name ?? begun.failure.message });
  }
  return { begun: ticked.length - refused.length, refused };
}
