import Database from "better-sqlite3";
import { quoteIdentifier } from "../connectors/sqlite/quote.ts";
import { FileError, shown } from "./file-error.ts";
import type { LoadedColumn } from "./file-plan.ts";
import { createTable } from "./staging.ts";

/** How long a load, or the dropping of a table, waits for another one, or for another program, to let go of the landing store. */
export const LOCK_WAIT_MS = 60_000;

/**
 * Puts the staged rows into the landing store as `table`, in the place of what had that name, in one transaction
 * that is committed when `ready` resolves: until then, and for ever when it rejects, readers see the old table. The
 * store is made when there is none, and keeps a write-ahead log, so that readers and a load do not wait for each
 * other.
 */
export async function swapIn(
  target: string,
  table: string,
  columns: readonly LoadedColumn[],
  staged: string,
  ready: () => Promise<void>,
): Promise<void> {
  const db = new Database(target, { timeout: LOCK_WAIT_MS });
  try {
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = OFF");
    db.prepare("ATTACH ? AS staging").run(staged);
    db.exec("BEGIN IMMEDIATE");
    refuseOther(db, table);
    const name = `main.${quoteIdentifier(table)}`;
    db.exec(`DROP TABLE IF EXISTS ${name}`);
    db.exec(createTable(name, columns));
    db.exec(`INSERT INTO ${name} SELECT * FROM staging.rows`);
    await ready();
    db.exec("COMMIT");
    db.exec("DETACH staging");
    // The log would stay as large as the table. Where somebody reads just now, it shrinks after the next load.
    db.pragma("busy_timeout = 0");
    db.pragma("wal_checkpoint(TRUNCATE)");
  } finally {
    db.close();
  }
}

function refuseOther(db: Database.Database, table: string): void {
  const type = db
    .prepare<[string], string>(
      "SELECT type FROM main.sqlite_schema WHERE lower(name) = lower(?) AND type <> 'table'",
    )
    .pluck()
    .get(table);
  if (type === undefined) return;
  throw new FileError(
    "choice",
    `The landing store has a ${type} named ${shown(table)}. Choose another name.`,
  );
}

/** What SQLite says when a landing store cannot be written, as a sentence; null when it was something else. */
export function storeTrouble(error: unknown): FileError | null {
  if (!(error instanceof Database.SqliteError)) return null;
  const detail = `${error.code}: ${error.message}`;
  const [, sentence] = TROUBLE.find(([prefix]) => error.code.startsWith(prefix)) ?? [
    "",
    `The landing store could not be written: ${error.message}.`,
  ];
  return new FileError("store", `${sentence} The table is as it was.`, { detail });
}

const TROUBLE: readonly (readonly [prefix: string, sentence: string])[] = [
  ["SQLITE_FULL", "The disk of the landing store is full. Make room and load the file again."],
  ["SQLITE_IOERR", "The disk of the landing store reports an error, or is full."],
  ["SQLITE_BUSY", "The landing store is locked by another program. Try again when that has finished."],
  ["SQLITE_NOTADB", "The landing store is not a SQLite database. Choose another file."],
  ["SQLITE_CORRUPT", "The landing store is damaged. Restore it from a copy."],
  ["SQLITE_CANTOPEN", "The landing store cannot be opened. Check that the server may write its folder."],
  [
    "SQLITE_READONLY",
    "The landing store cannot be written. Check that the server may write the file and its folder.",
  ],
];
