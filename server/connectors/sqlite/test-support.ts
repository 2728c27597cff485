import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import type { Connector } from "../connector.ts";
import { openSqliteSource } from "./source.ts";

/** Counts to a billion: many times longer than any test waits. */
export const ENDLESS = {
  sql: "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT count(*) FROM n",
  parameters: [],
};

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A database file made by running a script. */
export function databaseFile(script: string, folder = temporaryFolder()): string {
  const path = join(folder, "source.db");
  const db = new Database(path);
  db.exec(script);
  db.close();
  return path;
}

/** A source that is closed when the test is over. */
export function source(path: string): Connector {
  const connector = openSqliteSource({ path, schema: "lab" });
  onTestFinished(() => connector.close());
  return connector;
}

/** Process ids of this process's children (or another's), from /proc. */
export function childrenOf(parent = process.pid): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent);
}

export function isRunning(pid: number): boolean {
  return parentOf(pid) !== null;
}

/** Null when there is no such process, or only its remains. */
function parentOf(pid: number): number | null {
  try {
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return state === "Z" || parent === undefined ? null : Number(parent);
  } catch {
    return null;
  }
}
