import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { StoreError } from "../../../db/database.ts";
import { renameStoreFiles, storeFiles } from "../../../db/store-files.ts";
import { describeHolder, takeStore } from "../../../db/store-lock.ts";
import { AppError } from "../../errors.ts";
import { createLandingStores } from "../landing-stores.ts";
import { removeDatabase, sync } from "./disk.ts";
import { keepStore, settleEarlier } from "./kept-store.ts";
import { sealAnew } from "./passwords.ts";
import { besideStore } from "./places.ts";
import { type FoundBackup, findBackup, RestoreRefusal, stageDatabase, stageStore } from "./read.ts";

export interface RestoreSettings {
  /** Absolute path of the store to be. */
  readonly databaseFile: string;
  readonly secretKey: string | null;
  /** Whether a store that is there may be replaced. */
  readonly force: boolean;
}

export interface Restored {
  /** The folder with what was there before, a backup itself; null where nothing was. */
  readonly kept: string | null;
  /** The migrations that brought it to this version. */
  readonly migrated: readonly string[];
  /** Files that its rows name and that are neither in the backup nor here, as people know them. */
  readonly missing: readonly string[];
  /** The sources whose password no key opens. */
  readonly unreadable: readonly string[];
}

/**
 * Puts a backup in the place of a store. All of it is ready beside the store before one rename, the only moment at
 * which anything changes: whoever ends it with force has the old store or the new one. Files get names of their own, so
 * that none is written over. Rejects with a RestoreRefusal, a StoreError when the disk does not let it, or an AppError
 * when the key of passwords here cannot be used.
 */
export async function restoreBackup(place: string, settings: RestoreSettings): Promise<Restored> {
  try {
    return await restored(place, settings);
  } catch (error) {
    if (error instanceof RestoreRefusal || error instanceof StoreError || error instanceof AppError)
      throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      `The backup could not be written to ${settings.databaseFile} (${reason}). Check that this user may write that folder and that its disk has room.`,
    );
  }
}

async function restored(place: string, settings: RestoreSettings): Promise<Restored> {
  const backup = findBackup(place);
  const { databaseFile } = settings;
  fs.mkdirSync(path.dirname(databaseFile), { recursive: true });
  const isThere = fs.existsSync(databaseFile);
  const store = isThere ? fs.realpathSync(databaseFile) : databaseFile;
  if (isThere && fs.realpathSync(backup.store) === store)
    throw new RestoreRefusal(`${backup.store} is the database that is in use. Name a backup of it.`);
  const lock = takeStore(databaseFile);
  if (!lock)
    throw new RestoreRefusal(
      `The database ${databaseFile} is in use by ${describeHolder(databaseFile)}. Stop that server first; nothing was changed.`,
    );
  try {
    settleEarlier(store);
    if (isThere && !settings.force)
      throw new RestoreRefusal(
        `There is a database ${databaseFile} already. Add --force to put the backup in its place: what is there is kept beside it. Nothing was changed.`,
      );
    return await exchange(backup, store, settings);
  } finally {
    lock.release();
  }
}

async function exchange(backup: FoundBackup, store: string, settings: RestoreSettings): Promise<Restored> {
  const { databaseFile, secretKey } = settings;
  const { keyFile, files } = besideStore(databaseFile);
  const staged = `${store}.restoring`;
  const made: string[] = [];
  try {
    removeDatabase(staged);
    const migrated = await stageStore(backup.store, staged);
    const { missing, wanted } = stageFiles(backup, staged, files, made);
    const unreadable = sealAnew(staged, { secretKey, keyFile }, backup.keyFile);
    for (const file of made) sync(file);
    if (fs.existsSync(files)) sync(files);
    sync(staged);
    const kept = fs.existsSync(store) ? keepStore(store, databaseFile, wanted) : null;
    try {
      // The log of the old store would be taken for one of the new.
      for (const ending of ["-wal", "-shm"]) fs.rmSync(store + ending, { force: true });
      fs.renameSync(staged, store);
    } catch (error) {
      kept?.drop();
      throw error;
    }
    made.length = 0;
    sync(path.dirname(store));
    return { kept: kept?.settle() ?? null, migrated, missing, unreadable };
  } finally {
    removeDatabase(staged);
    for (const file of made) removeDatabase(file);
  }
}

/** Copies what lies beside the store in the backup, under new names; `made` are the copies. */
function stageFiles(backup: FoundBackup, staged: string, files: string, made: string[]) {
  const sqlite = new SQLite(staged);
  try {
    const { landings, uploads } = storeFiles(sqlite);
    const from = createLandingStores(backup.files ?? path.join(path.dirname(staged), "no files"));
    const to = createLandingStores(files);
    if (landings.length + uploads.length > 0) to.makeFolders();
    const names = new Map<string, string>();
    const missing: string[] = [];
    const stage = (
      { before, after, what }: { before: string; after: string; what: string },
      placeIn: (stores: typeof to, name: string) => string,
      copy: (file: string, target: string) => void,
    ) => {
      if (backup.files !== null && fs.existsSync(placeIn(from, before))) {
        made.push(placeIn(to, after));
        copy(placeIn(from, before), placeIn(to, after));
        names.set(before, after);
      } else if (!fs.existsSync(placeIn(to, before))) missing.push(what);
    };
    for (const { landing: before, what } of landings)
      stage(
        { before, after: `${randomUUID()}.db`, what },
        (stores, landing) => stores.pathOf({ landing }),
        stageDatabase,
      );
    for (const { keptAs: before, what } of uploads)
      stage(
        { before, after: randomUUID(), what },
        (stores, name) => stores.uploadPath(name),
        (file, target) => fs.copyFileSync(file, target),
      );
    renameStoreFiles(sqlite, names);
    const now = storeFiles(sqlite);
    const wanted = new Set([
      ...now.landings.map(({ landing }) => landing),
      ...now.uploads.map(({ keptAs }) => keptAs),
    ]);
    return { missing, wanted };
  } finally {
    sqlite.close();
  }
}
