import Database from "better-sqlite3";
import { quoteIdentifier } from "../connectors/sqlite/quote.ts";
import { LOCK_WAIT_MS } from "./swap.ts";

/**
 * Drops a table of a landing store and gives its space back to the disk; nothing happens when it is gone already. Keeps
 * the thread that calls it busy: the server asks `dropTable`.
 */
export function dropFrom(target: string, table: string): void {
  const db = new Database(target, { timeout: LOCK_WAIT_MS, fileMustExist: true });
  try {
    db.pragma("synchronous = FULL");
    db.exec(`DROP TABLE IF EXISTS main.${quoteIdentifier(table)}`);
    giveBack(db);
  } finally {
    db.close();
  }
}

/** Rewrites the store without its free pages, which takes as much room again for a while. */
function giveBack(db: Database.Database): void {
  try {
    db.exec("VACUUM");
    // Where somebody reads just now, the file shrinks with the next load.
    db.pragma("busy_timeout = 0");
    db.pragma("wal_checkpoint(TRUNCATE)");
  } catch (error) {
    // The table is gone, and the next one takes its place in the file: no reason to say that dropping it failed.
    if (!(error instanceof Database.SqliteError)) throw error;
    console.error(`The space of a dropped table stays in its landing store. ${error.code}: ${error.message}`);
  }
}
