/**
 * The program of a file worker: does one piece of work, tells how it goes, and ends. It dies with the server: at once
 * when it waits, within a second when it is busy.
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { readTable } from "../connectors/sqlite/introspect.ts";
import { dropFrom } from "./drop-from.ts";
import { FileError } from "./file-error.ts";
import { loadRows } from "./load-rows.ts";
import { lookInto } from "./look.ts";
import type { Refusal, Work, WorkerMessage } from "./protocol.ts";
import { LOCK_WAIT_MS, storeTrouble } from "./swap.ts";

process.on("disconnect", () => process.exit());
// Ctrl+C and service managers signal the whole group; the server decides what becomes of running work.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
new Worker(new URL("../connectors/sqlite/watchdog.ts", import.meta.url), { workerData: process.ppid });

const [work] = (await once(process, "message")) as [Work];
const last = await done(work).catch(troubleOf);
process.send?.(last, () => process.exit());

async function done(work: Work): Promise<WorkerMessage> {
  if (work.kind === "inspect") {
    return { kind: "inspected", inspection: await lookInto(work.path, work.originalName, work.chosen) };
  }
  if (work.kind === "drop") {
    dropFrom(work.target, work.table);
    return { kind: "dropped" };
  }
  if (work.kind === "describe") {
    const store = new Database(work.target, { readonly: true, timeout: LOCK_WAIT_MS });
    return { kind: "described", table: readTable(store, work.schema, work.table) };
  }
  const loaded = await loadRows(work.plan, work.target, work.table, {
    onProgress: (progress) => tell({ kind: "progress", ...progress }),
    ready: async () => {
      const answer = once(process, "message");
      tell({ kind: "ready" });
      await answer;
    },
  });
  return { kind: "loaded", loaded };
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}

function troubleOf(thrown: unknown): WorkerMessage {
  const error = thrown instanceof FileError ? thrown : storeTrouble(thrown);
  if (error === null)
    return { kind: "failed", text: String(thrown instanceof Error ? thrown.stack : thrown) };
  const { code, message, line, column, detail } = error;
  return { kind: "refused", error: { code, message, line, column, detail } satisfies Refusal };
}
