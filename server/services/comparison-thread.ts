import { parentPort, workerData } from "node:worker_threads";
import SQLite from "better-sqlite3";
import { rowReader, rowsByKey } from "../../db/queries/rows-by-key.ts";
import { mergeRows } from "./comparison-merge.ts";
import type { ComparisonAnswer, ComparisonTask } from "./comparison-runner.ts";

/** The thread behind comparison-runner.ts: compares two runs, answers, and ends. */

const { file, left, right, stored, columns } = workerData as ComparisonTask;

function compare(): ComparisonAnswer {
  const reader = rowReader(file, [left, right]);
  try {
    const rows = rowsByKey(file, left, right);
    return { ok: true, compared: mergeRows(rows, stored, columns, reader.cells) };
  } catch (error) {
    const code = error instanceof SQLite.SqliteError ? error.code : null;
    return { ok: false, message: (error as Error).message, code };
  } finally {
    reader.close();
  }
}

parentPort?.postMessage(compare());
