import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import SQLite from "better-sqlite3";

/** The hold of one process on a store; it ends with `release` or with the process, however that ends. */
export interface StoreLock {
  release(): void;
}

/** Who holds a store, for the sentence that the next one gets. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

/** A process that is just ending gets this long to let go, in milliseconds. */
const PATIENCE_MS = 1000;

/**
 * Takes the store for this process; null when another one has it. The lock is SQLite's own on an empty database
 * beside the store: the operating system drops it when the process dies, which a file with a process id in it
 * cannot do, and the store itself stays readable for backups. Throws when the file system has no such locks.
 */
export function takeStore(file: string): StoreLock | null {
  const lock = new SQLite(`${realPath(file)}.lock`, { timeout: PATIENCE_MS });
  try {
    lock.pragma("journal_mode = MEMORY"); // nothing is written, so a full disk does not matter
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof SQLite.SqliteError && error.code === "SQLITE_BUSY") return null;
    throw error;
  }
  introduce(holderFile(file));
  return {
    release() {
      fs.rmSync(holderFile(file), { force: true });
      lock.close();
    },
  };
}

/** As `describeHolder`; null when no process has the store. Takes nothing, and writes nothing. */
export function holderOf(file: string): string | null {
  const lockFile = `${realPath(file)}.lock`;
  if (!fs.existsSync(lockFile)) return null;
  const lock = new SQLite(lockFile, { readonly: true, timeout: 0 });
  try {
    lock.pragma("schema_version");
    return null;
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code === "SQLITE_BUSY") return describeHolder(file);
    throw error;
  } finally {
    lock.close();
  }
}

/** Who has the store, as part of a sentence: "process 4711 on kpi-server, since 2026-05-04T08:00:00.000Z". */
export function describeHolder(file: string): string {
  try {
    const { pid, host, since } = JSON.parse(fs.readFileSync(holderFile(file), "utf8")) as Holder;
    return `process ${pid} on ${host}, since ${since}`;
  } catch {
    return "another process"; // it has not written its name yet, or had no room to
  }
}

function introduce(file: string): void {
  const holder: Holder = { pid: process.pid, host: os.hostname(), since: new Date().toISOString() };
  try {
    fs.rmSync(file, { force: true }); // of a process that was killed
    fs.writeFileSync(file, `${JSON.stringify(holder)}\n`);
  } catch (error) {
    // The lock holds without a name; a full disk must not keep the server from starting.
    console.warn(`${file} could not be written: ${(error as Error).message}`);
  }
}

function holderFile(file: string): string {
  return `${realPath(file)}.holder`;
}

/** One name for one store, whichever link leads to it. */
function realPath(file: string): string {
  return fs.existsSync(file)
    ? fs.realpathSync(file)
    : path.join(fs.realpathSync(path.dirname(file)), path.basename(file));
}
