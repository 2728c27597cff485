import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { copyDatabase } from "../../../db/backup.ts";
import { StoreError } from "../../../db/database.ts";
import { storeFiles } from "../../../db/store-files.ts";
import { createLandingStores } from "../landing-stores.ts";
import { syncAll } from "./disk.ts";
import { besideStore, STORE_IN_BACKUP } from "./places.ts";

export interface Backup {
  readonly bytes: number;
  /** Whether the key of the passwords is in it: not where SECRET_KEY is the key, or where there are no passwords yet. */
  readonly hasKey: boolean;
  /** Files that the store names and that are not there, as people know them. */
  readonly missing: readonly string[];
}

/**
 * Copies a store that a server may be working with, and what belongs to it, into the new folder `target`: the store,
 * the key of the passwords, the tables of uploaded files and the uploads that wait to become tables. Rejects with a
 * StoreError; then there is no such folder.
 */
export async function makeBackup(databaseFile: string, target: string): Promise<Backup> {
  if (!fs.existsSync(databaseFile))
    throw new StoreError(`There is no database ${databaseFile}. Say with LANDING_KPI_DB where it is.`);
  if (fs.existsSync(target))
    throw new StoreError(
      `There is something at ${target} already. Choose another name; nothing was written.`,
    );
  const partial = `${target}.partial`;
  try {
    fs.rmSync(partial, { recursive: true, force: true });
    fs.mkdirSync(partial, { mode: 0o700 });
    const store = path.join(partial, STORE_IN_BACKUP);
    await copyDatabase(databaseFile, store);
    const hasKey = copyKey(databaseFile, store);
    const missing = await copyFiles(databaseFile, store);
    const bytes = sizeOf(partial);
    syncAll(partial);
    fs.renameSync(partial, target);
    return { bytes, hasKey, missing };
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      `The backup could not be written to ${path.dirname(target)} (${reason}). Check that the folder is there, that this user may write it, and that its disk has room.`,
    );
  } finally {
    fs.rmSync(partial, { recursive: true, force: true });
  }
}

function copyKey(databaseFile: string, store: string): boolean {
  const { keyFile } = besideStore(databaseFile);
  if (!fs.existsSync(keyFile)) return false;
  const copy = besideStore(store).keyFile;
  fs.copyFileSync(keyFile, copy);
  fs.chmodSync(copy, 0o600);
  return true;
}

/** After the store: what it names is there, unless it was taken away meanwhile. */
async function copyFiles(databaseFile: string, store: string): Promise<string[]> {
  const copy = new SQLite(store, { readonly: true });
  const { landings, uploads } = storeFiles(copy);
  copy.close();
  const from = createLandingStores(besideStore(databaseFile).files);
  const to = createLandingStores(besideStore(store).files);
  if (landings.length + uploads.length > 0) to.makeFolders();
  const missing: string[] = [];
  for (const landing of landings)
    if (fs.existsSync(from.pathOf(landing))) await copyDatabase(from.pathOf(landing), to.pathOf(landing));
    else missing.push(landing.what);
  for (const { keptAs, what } of uploads)
    if (fs.existsSync(from.uploadPath(keptAs)))
      fs.copyFileSync(from.uploadPath(keptAs), to.uploadPath(keptAs));
    else missing.push(what);
  return missing;
}

function sizeOf(folder: string): number {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
