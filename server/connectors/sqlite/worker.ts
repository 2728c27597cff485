/**
 * The program of a worker process: opens one source file (its path is the only argument), answers one request
 * after the other, and knows nothing else. It dies with the server: at once when idle, within a second when a
 * statement keeps it busy.
 */
import { flushCompileCache } from "node:module";
import { Worker } from "node:worker_threads";
import { SourceError } from "../connector.ts";
import { sourceErrorOf } from "./failure.ts";
import { readTables } from "./introspect.ts";
import type { IntrospectionStep, Reply, Request } from "./protocol.ts";
import { RowBatches } from "./row-batches.ts";
import { SourceFile } from "./source-file.ts";

const path = process.argv[2] ?? "";
const source = new SourceFile(path);
let batches: RowBatches | null = null;
let tables: ReturnType<typeof readTables> | null = null;

process.on("disconnect", () => process.exit());
// Ctrl+C and service managers signal the whole group; the server decides what becomes of running work.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});
process.on("message", (request: Request) => process.send?.(reply(request)));
new Worker(new URL("./watchdog.ts", import.meta.url), { workerData: process.ppid });
// Node would do so at the exit, and this process is killed.
flushCompileCache();

function reply(request: Request): Reply {
  try {
    return answer(request);
  } catch (thrown) {
    stop();
    const { code, message, detail } = sourceErrorOf(thrown, path);
    return { kind: "failed", error: { code, message, detail } };
  }
}

function answer(request: Request): Reply {
  switch (request.kind) {
    case "describe":
      return { kind: "described", version: source.version() };
    case "introspect":
      tables = readTables(source.database(), request.schema);
      return { kind: "introspected", step: nextTable() };
    case "next-table":
      return { kind: "introspected", step: nextTable() };
    case "query": {
      const statement = source.select(request.sql, request.parameters);
      batches = new RowBatches(statement);
      return { kind: "columns", columns: statement.columns().map(({ name }) => ({ name })) };
    }
    case "next": {
      if (batches === null) throw new SourceError("query_failed", "No statement is under way.");
      const { rows, done } = batches.next();
      if (done) batches = null;
      return { kind: "rows", rows, done };
    }
    case "stop":
      stop();
      return { kind: "stopped" };
  }
}

function nextTable(): IntrospectionStep {
  if (tables === null) throw new SourceError("query_failed", "No introspection is under way.");
  const { value, done } = tables.next();
  if (!done) return { over: false, ...value };
  tables = null;
  return { over: true, foreignKeys: value };
}

function stop(): void {
  tables = null;
  batches?.stop();
  batches = null;
}
