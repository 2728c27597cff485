import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { FileError } from "../file-error.ts";

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A file with this content, under a name that says nothing of it. */
export function fileWith(content: string | Uint8Array): string {
  const path = join(temporaryFolder(), "upload");
  writeFileSync(path, content);
  return path;
}

/** The FileError that this work must end with. */
export async function fileTroubleOf(work: Promise<unknown>): Promise<FileError> {
  const error = await work.then(
    () => new Error("nothing went wrong"),
    (thrown: unknown) => thrown,
  );
  if (error instanceof FileError) return error;
  throw error;
}
