import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { createLandingStores } from "../landing-stores.ts";
import { linkOrCopy, removeDatabase, syncAll } from "./disk.ts";
import { besideStore, STORE_IN_BACKUP } from "./places.ts";

/** What a restore takes the place of, in a folder that is a backup itself. */
export interface KeptStore {
  /** After the exchange: gives the folder its name, which is returned, and drops what only the old store named. */
  settle(): string;
  /** Without an exchange. */
  drop(): void;
}

const MARK = ".before-";
const UNSETTLED = ".partial";
/** Landing stores, their logs, and uploads: nothing else in the folder is ours. */
const OURS = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}(\.db(-wal)?)?$/;

/**
 * Gives what is there second names in a folder beside the store, so that nothing is missing at any moment. `wanted`
 * are names of files that stay in use: those are copied, since the new store goes on writing them.
 */
export function keepStore(store: string, databaseFile: string, wanted: ReadonlySet<string>): KeptStore {
  writeLogInto(store);
  const final = `${store}${MARK}${new Date().toISOString().replace(/[-:.]/g, "")}`;
  const folder = `${final}${UNSETTLED}`;
  const drop = () => fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { mode: 0o700 });
  try {
    const unused = nameAgain(store, databaseFile, path.join(folder, STORE_IN_BACKUP), wanted);
    syncAll(folder);
    return {
      settle() {
        fs.renameSync(folder, final);
        for (const file of unused) removeDatabase(file);
        return final;
      },
      drop,
    };
  } catch (error) {
    drop();
    throw error;
  }
}

/** The files that nobody wants any more once the store is exchanged. */
function nameAgain(
  store: string,
  databaseFile: string,
  kept: string,
  wanted: ReadonlySet<string>,
): readonly string[] {
  for (const ending of ["", "-wal"])
    if (fs.existsSync(store + ending)) linkOrCopy(store + ending, kept + ending);
  const [from, to] = [besideStore(databaseFile), besideStore(kept)];
  if (fs.existsSync(from.keyFile)) fs.copyFileSync(from.keyFile, to.keyFile);
  createLandingStores(to.files).makeFolders();
  const unused: string[] = [];
  for (const name of oursIn(from.files)) {
    const [file, again] = [path.join(from.files, name), path.join(to.files, name)];
    if (wanted.has(path.basename(name).replace(/-wal$/, ""))) fs.copyFileSync(file, again);
    else {
      linkOrCopy(file, again);
      unused.push(file);
    }
  }
  return unused;
}

/** Ends what a restore that was killed has begun: before the exchange its folder only names what is in use. */
export function settleEarlier(store: string): void {
  const folder = path.dirname(store);
  for (const name of fs.readdirSync(folder)) {
    if (!name.startsWith(path.basename(store) + MARK) || !name.endsWith(UNSETTLED)) continue;
    const place = path.join(folder, name);
    const [kept, now] = [path.join(place, STORE_IN_BACKUP), store].map((file) =>
      fs.statSync(file, { throwIfNoEntry: false }),
    );
    if (!kept || kept.ino === now?.ino) fs.rmSync(place, { recursive: true, force: true });
    else fs.renameSync(place, place.slice(0, -UNSETTLED.length));
  }
}

/** So that the store's file alone is all of it. One that is damaged keeps its log beside it. */
function writeLogInto(store: string): void {
  try {
    const sqlite = new SQLite(store);
    try {
      sqlite.pragma("wal_checkpoint(TRUNCATE)");
    } finally {
      sqlite.close();
    }
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
  }
}

/** Paths within the folder. */
function oursIn(files: string): string[] {
  if (!fs.existsSync(files)) return [];
  return fs
    .readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && OURS.test(entry.name))
    .map((entry) => path.relative(files, path.join(entry.parentPath, entry.name)));
}
