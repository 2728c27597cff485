/**
 * Why a file cannot become a table. `message` is a sentence for people: what is wrong, where, what to do. `detail`
 * (which may hold paths) is for the log.
 *
 * - `unreadable`: it is no table at all, is damaged, or cannot be opened
 * - `content`: one place of it is wrong; `line` and `column` say which
 * - `choice`: what the person chose does not go with the file
 * - `too_large`: beyond what one table may hold
 * - `cancelled`: somebody stopped the loading
 * - `store`: the landing store could not be written
 * - `interrupted`: the process that did the work ended before its end
 */
export class FileError extends Error {
  readonly code: "unreadable" | "content" | "choice" | "too_large" | "cancelled" | "store" | "interrupted";
  /** Line of the file, or row of the sheet, from 1. */
  readonly line: number | null;
  /** The column's name as the person sees it. */
  readonly column: string | null;
  readonly detail: string | undefined;

  constructor(
    code: FileError["code"],
    message: string,
    where: { readonly line?: number | null; readonly column?: string | null; readonly detail?: string } = {},
  ) {
    super(message);
    this.name = "FileError";
    this.code = code;
    this.line = where.line ?? null;
    this.column = where.column ?? null;
    this.detail = where.detail;
  }
}

/** A value as a message may show it: one line, not too long. */
export function shown(value: string): string {
  const line = value.replace(/\s+/g, " ");
  return `"${line.length > 60 ? `${line.slice(0, 59)}…` : line}"`;
}
