import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { StoreError } from "./database.ts";

/** Longer than any store is in pages: all of it is copied in one step, so that no writer makes it begin anew. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies a store that a server may be working with: the copy is the store as it was at one moment. It is looked
 * through before it gets its name. Rejects with a StoreError; then there is no file of that name.
 */
export async function backUpStore(file: string, target: string): Promise<{ readonly bytes: number }> {
  if (!fs.existsSync(file))
    throw new StoreError(`There is no database ${file}. Say with LANDING_KPI_DB where it is.`);
  if (fs.existsSync(target))
    throw new StoreError(`There is a file ${target} already. Choose another name; nothing was written.`);
  const partial = `${target}.partial`;
  try {
    const store = new SQLite(file, { readonly: true });
    try {
      await store.backup(partial, { progress: () => ALL_PAGES });
    } finally {
      store.close();
    }
    checkCopy(partial);
    fs.renameSync(partial, target);
    return { bytes: fs.statSync(target).size };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      `The backup could not be written to ${path.dirname(target)} (${reason}). Check that the folder is there, that this user may write it, and that its disk has room.`,
    );
  } finally {
    for (const suffix of ["", "-wal", "-shm", "-journal"]) fs.rmSync(partial + suffix, { force: true });
  }
}

function checkCopy(file: string): void {
  const copy = new SQLite(file);
  try {
    // On its own, without a log beside it: one file is all that has to be kept.
    copy.pragma("journal_mode = DELETE");
    const found = copy.pragma("quick_check", { simple: true });
    if (found !== "ok")
      throw new StoreError(
        `The copy is damaged (${found}), so it was not kept. The store itself may be, too.`,
      );
  } finally {
    copy.close();
  }
}
