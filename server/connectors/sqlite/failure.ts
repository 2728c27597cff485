import { basename } from "node:path";
import Database from "better-sqlite3";
import { SourceError } from "../connector.ts";
import { refusedStatement } from "../refused-statement.ts";

/** What went wrong with the file itself, by the first words of SQLite's error code. */
const FILE_TROUBLE: readonly (readonly [prefix: string, code: SourceError["code"], sentence: string])[] = [
  ["SQLITE_NOTADB", "unreachable", "is not a SQLite database, or is encrypted. Choose another file."],
  ["SQLITE_CORRUPT", "unreachable", "is damaged. Restore it from a copy, or run SQLite's recovery on it."],
  ["SQLITE_BUSY", "source_busy", "is locked by another program. Try again when that program has finished."],
  ["SQLITE_LOCKED", "source_busy", "is locked by another program. Try again when that program has finished."],
  [
    "SQLITE_READONLY",
    "unreachable",
    "was not closed properly and cannot be repaired by reading. Open it once with the program that writes it.",
  ],
  [
    "SQLITE_CANTOPEN",
    "unreachable",
    "cannot be opened. Check that the server may read the file and its folder.",
  ],
  ["SQLITE_PERM", "unreachable", "cannot be opened. Check that the server may read the file and its folder."],
  ["SQLITE_IOERR", "unreachable", "cannot be read: the disk or the network drive it is on reports an error."],
];

/** Turns whatever reading a source threw into a SourceError whose message a person can act on. */
export function sourceErrorOf(error: unknown, path: string): SourceError {
  if (error instanceof SourceError) return error;
  const name = basename(path);
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof Database.SqliteError) {
    const detail = `${error.code}: ${error.message} (${path})`;
    const trouble = FILE_TROUBLE.find(([prefix]) => error.code.startsWith(prefix));
    if (trouble !== undefined)
      return new SourceError(trouble[1], `The database file ${name} ${trouble[2]}`, detail);
    return refusedStatement(name, error.message, /^no such (table|column)\b/.test(error.message), detail);
  }
  return new SourceError(
    "query_failed",
    `The statement could not be run on ${name}: ${text}`,
    `${text} (${path})`,
  );
}
