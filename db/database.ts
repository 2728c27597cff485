import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { compareDecimals } from "./decimal.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import type { Db, StoreTables } from "./schema/store.ts";
import { StoreDialect } from "./store-dialect.ts";
import { describeHolder, type StoreLock, takeStore } from "./store-lock.ts";
import { schemaNames, storeVersion } from "./store-version.ts";

/** Why the store could not be opened, as one sentence for the person who started the server. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

export interface Store {
  readonly db: Db;
  close(): Promise<void>;
}

/** How long opening, and a reader in a thread of its own, waits for another process's lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5000;

/**
 * Takes the product's database for this process, opens (and on first use creates) it and brings it to the newest
 * version. Only one process at a time has it: runs that an earlier one left unfinished are then known to be dead.
 * WAL with synchronous FULL: a run that was reported as stored survives a power cut.
 * Rejects with a StoreError.
 */
export async function openStore(file: string): Promise<Store> {
  makeFolder(path.dirname(file));
  const lock = take(file);
  let db: Db | undefined;
  const close = async () => {
    await db?.destroy();
    lock.release();
  };
  try {
    const sqlite = openFile(file);
    db = new Kysely<StoreTables>({ dialect: new StoreDialect(sqlite) });
    await migrate(db, sqlite, file);
    return { db, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch (error) {
    throw new StoreError(
      `The data folder ${folder} is not writable (${reason(error)}). Give this user write access to it, or set LANDING_KPI_DB to a file in another folder.`,
    );
  }
}

function take(file: string): StoreLock {
  let lock: StoreLock | null;
  try {
    lock = takeStore(file);
  } catch (error) {
    throw new StoreError(
      `The database ${file} cannot be locked (${reason(error)}). Check that this user may write ${file}.lock, or set LANDING_KPI_DB to a file on a local disk.`,
    );
  }
  if (lock) return lock;
  throw new StoreError(
    `The database ${file} is in use by ${describeHolder(file)}. Stop that server first, or set LANDING_KPI_DB to another file; nothing was changed.`,
  );
}

/**
 * A second connection, which only reads, to a store that this process has open; for another thread. Throws SQLite's
 * own error.
 */
export function openReader(file: string): Db {
  const sqlite = new SQLite(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  defineFunctions(sqlite);
  return new Kysely<StoreTables>({ dialect: new StoreDialect(sqlite) });
}

function openFile(file: string): SQLite.Database {
  try {
    const sqlite = new SQLite(file, { timeout: BUSY_TIMEOUT_MS });
    sqlite.pragma("journal_mode = WAL");
    sqlite.pragma("synchronous = FULL");
    sqlite.pragma("foreign_keys = ON");
    sqlite.pragma("busy_timeout = 0"); // from here on the dialect waits, which holds up nobody
    defineFunctions(sqlite);
    return sqlite;
  } catch (error) {
    if (isFull(error)) {
      throw new StoreError(
        `The disk of the database ${file} is full. Make room on that disk, then start again; nothing was changed.`,
      );
    }
    throw new StoreError(
      `The database ${file} cannot be opened for writing (${reason(error)}). Check that it is a Landing KPI database and that this user may write it, or set LANDING_KPI_DB to another file.`,
    );
  }
}

/** SQLite says both: the second for the shared memory that it makes room for beforehand. */
function isFull(error: unknown): boolean {
  return error instanceof SQLite.SqliteError && /^SQLITE_(FULL|IOERR_SHMSIZE)/.test(error.code);
}

/** The SQL functions that statements of the store use, beside SQLite's own. */
export function defineFunctions(sqlite: SQLite.Database): void {
  sqlite.function("fold", { deterministic: true }, fold);
  sqlite.function("compare_decimals", { deterministic: true }, (cell, number) =>
    compareDecimals(cell, String(number)),
  );
}

/** SQL `fold(x)`: text for searching in any case; SQLite's own lower() knows only ASCII. */
function fold(value: unknown): string | null {
  return value === null ? null : foldText(String(value));
}

/** What `fold` does to a text, for the values that are compared with it. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The names of everything in the schema of a store of this version. */
export async function expectedSchema(): Promise<readonly string[]> {
  const sqlite = new SQLite(":memory:");
  defineFunctions(sqlite);
  const db = new Kysely<StoreTables>({ dialect: new StoreDialect(sqlite) });
  try {
    await migrate(db, sqlite, ":memory:");
    return schemaNames(sqlite);
  } finally {
    await db.destroy();
  }
}

async function migrate(db: Db, sqlite: SQLite.Database, file: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const newer = storeVersion(sqlite)?.newer ?? [];
  if (newer.length > 0) {
    throw new StoreError(
      `The database ${file} was written by a newer version of Landing KPI (it knows ${newer.join(", ")}). Update Landing KPI, or set LANDING_KPI_DB to another file.`,
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error) {
    throw new StoreError(
      `The database ${file} could not be brought up to date (${reason(error)}). Nothing was changed; restore a backup or set LANDING_KPI_DB to another file.`,
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
