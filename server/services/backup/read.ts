import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { expectedSchema, openStore, StoreError } from "../../../db/database.ts";
import { schemaNames, storeVersion } from "../../../db/store-version.ts";
import { copyClosed, removeDatabase } from "./disk.ts";
import { besideStore, STORE_IN_BACKUP } from "./places.ts";

/** Why a backup is not restored: `message` is a sentence for the person who asked for it. */
export class RestoreRefusal extends Error {
  override readonly name = "RestoreRefusal";
}

/** Where the parts of a backup are; those that it has not are null. */
export interface FoundBackup {
  readonly store: string;
  readonly keyFile: string | null;
  readonly files: string | null;
}

/**
 * A folder as `makeBackup` writes it, or a copy of a data folder; or the store alone, as earlier versions wrote it.
 * Throws a RestoreRefusal for anything else.
 */
export function findBackup(place: string): FoundBackup {
  const stats = fs.statSync(place, { throwIfNoEntry: false });
  if (!stats) throw new RestoreRefusal(`There is no backup ${place}. Check the name.`);
  if (!stats.isDirectory()) return { store: place, keyFile: null, files: null };
  const store = path.join(place, STORE_IN_BACKUP);
  if (!fs.existsSync(store))
    throw new RestoreRefusal(
      `The folder ${place} is no backup of Landing KPI: there is no ${STORE_IN_BACKUP} in it. Name a folder that landing-kpi backup made.`,
    );
  const { keyFile, files } = besideStore(store);
  const ifThere = (each: string) => (fs.existsSync(each) ? each : null);
  return { store, keyFile: ifThere(keyFile), files: ifThere(files) };
}

/**
 * Copies the store of a backup to `staged`, looks through it and brings it to this version; the names of the
 * migrations that it had not had. The backup stays as it is. Rejects with a RestoreRefusal.
 */
export async function stageStore(store: string, staged: string): Promise<readonly string[]> {
  copyClosed(store, staged);
  const { pending } = looksWhole(staged, store, (sqlite) => versionOf(sqlite, store));
  await bringUpToDate(staged, store);
  const expected = await expectedSchema();
  looksWhole(staged, store, (sqlite) => {
    const names = new Set(schemaNames(sqlite));
    const missing = expected.filter((name) => !names.has(name));
    if (missing.length > 0) throw new RestoreRefusal(`${damaged(store, `it lacks ${missing.join(", ")}`)}`);
  });
  return pending;
}

/** Copies a database that belongs to a backup, and looks through it. Throws a RestoreRefusal. */
export function stageDatabase(file: string, staged: string): void {
  copyClosed(file, staged);
  // Readers never wait for a load, nor a load for readers.
  looksWhole(staged, file, (sqlite) => sqlite.pragma("journal_mode = WAL"));
}

function looksWhole<T>(copy: string, file: string, then: (sqlite: SQLite.Database) => T): T {
  const sqlite = new SQLite(copy);
  try {
    const found = sqlite.pragma("integrity_check", { simple: true });
    if (found !== "ok") throw new RestoreRefusal(damaged(file, String(found)));
    return then(sqlite);
  } catch (error) {
    if (!(error instanceof SQLite.SqliteError)) throw error;
    throw new RestoreRefusal(error.code === "SQLITE_NOTADB" ? notOurs(file) : damaged(file, error.message));
  } finally {
    sqlite.close();
  }
}

function versionOf(sqlite: SQLite.Database, file: string) {
  const version = storeVersion(sqlite);
  if (!version) throw new RestoreRefusal(notOurs(file));
  if (version.newer.length > 0)
    throw new RestoreRefusal(
      `${file} was written by a newer version of Landing KPI (it knows ${version.newer.join(", ")}). Update Landing KPI, then restore it; nothing was changed.`,
    );
  return version;
}

async function bringUpToDate(staged: string, file: string): Promise<void> {
  try {
    await (await openStore(staged)).close();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    throw new RestoreRefusal(damaged(file, error.message));
  } finally {
    removeDatabase(`${staged}.lock`);
  }
}

function notOurs(file: string): string {
  return `${file} is no backup of Landing KPI. Name a folder that landing-kpi backup made, or a file of an earlier version's; nothing was changed.`;
}

function damaged(file: string, how: string): string {
  return `${file} is damaged (${how}), so it is not restored. Take another backup; nothing was changed.`;
}
