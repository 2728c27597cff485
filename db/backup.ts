import fs from "node:fs";
import SQLite from "better-sqlite3";
import { StoreError } from "./database.ts";

/** Longer than any store is in pages: all of it is copied in one step, so that no writer makes it begin anew. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies a database that others may be working with: the copy is the database as it was at one moment, in one file,
 * and is looked through. Rejects with a StoreError when it is damaged, and with what SQLite or the system says.
 */
export async function copyDatabase(file: string, target: string): Promise<void> {
  const database = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    await database.backup(target, { progress: () => ALL_PAGES });
  } finally {
    database.close();
  }
  fs.chmodSync(target, 0o600);
  const copy = new SQLite(target);
  try {
    // On its own, without a log beside it: one file is all that has to be kept.
    copy.pragma("journal_mode = DELETE");
    const found = copy.pragma("quick_check", { simple: true });
    if (found !== "ok")
      throw new StoreError(
        `The copy of ${file} is damaged (${found}), so it was not kept. The file itself may be, too.`,
      );
  } finally {
    copy.close();
  }
}
