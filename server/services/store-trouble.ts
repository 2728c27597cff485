import SQLite from "better-sqlite3";
import { AppError, type AppErrorCode } from "../errors.ts";

const FULL = "is full: nothing was saved. Make room on that disk, or delete KPIs for good; then try again.";
const LOCKED =
  "is locked by another program: nothing was saved. End that program's work on it, then try again.";
const READ_ONLY =
  "cannot be written: nothing was saved. Give the server's user write access to the file and its folder, then try again.";
const BROKEN =
  "reports an error: nothing was saved. Check that disk and the rights on the file; the server's log has the details.";
const DAMAGED = "is damaged. Stop the server and restore a backup.";

/** What the store's own database says, by the first words of SQLite's code; the first that fits counts. */
const TROUBLES: readonly (readonly [prefix: string, code: AppErrorCode, sentence: string])[] = [
  ["SQLITE_FULL", "storage_full", `The disk of the product's database ${FULL}`],
  // The only write that SQLite makes room for beforehand; on a full disk it is often the first to fail.
  ["SQLITE_IOERR_SHMSIZE", "storage_full", `The disk of the product's database ${FULL}`],
  ["SQLITE_BUSY", "unavailable", `The product's database ${LOCKED}`],
  ["SQLITE_LOCKED", "unavailable", `The product's database ${LOCKED}`],
  ["SQLITE_READONLY", "unavailable", `The product's database ${READ_ONLY}`],
  ["SQLITE_PERM", "unavailable", `The product's database ${READ_ONLY}`],
  ["SQLITE_CANTOPEN", "unavailable", `The disk of the product's database ${BROKEN}`],
  ["SQLITE_IOERR", "unavailable", `The disk of the product's database ${BROKEN}`],
  ["SQLITE_CORRUPT", "unavailable", `The product's database ${DAMAGED}`],
  ["SQLITE_NOTADB", "unavailable", `The product's database ${DAMAGED}`],
];

/**
 * The refusal for trouble that a person can mend: a store that is full, locked, read-only, damaged. Null for
 * anything else, which is our bug. Sources have errors of their own (SourceError).
 */
export function storeTrouble(error: unknown): AppError | null {
  if (!(error instanceof SQLite.SqliteError)) return null;
  const trouble = TROUBLES.find(([prefix]) => error.code.startsWith(prefix));
  if (!trouble) return null;
  console.warn(`The product's database: ${error.code}, ${error.message}.`);
  return new AppError(trouble[1], trouble[2]);
}

/** The refusal of a write for which there is too little room left. */
export function storeFull(): AppError {
  return new AppError("storage_full", `The disk of the product's database ${FULL}`);
}
