import { parentPort, workerData } from "node:worker_threads";
import SQLite from "better-sqlite3";
import { openReader } from "../../db/database.ts";
import { findRows, narrows, sortRows } from "../../db/queries/drilldown.ts";
import type { SearchAnswer, SearchOrder } from "./row-search.ts";
import { rowNumbers } from "./stored-rows.ts";
import { takeTurn } from "./turns.ts";

/** The thread behind row-search.ts. Searches go on in turns, so that a small one does not wait for all large ones. */

/** Rows that are searched between two looks at what was asked or stopped meanwhile: tens of milliseconds of work. */
const STEP_ROWS = 500;

const db = openReader(workerData as string);
/** Searches that somebody still waits for. */
const wanted = new Set<number>();

parentPort?.on("message", (order: SearchOrder) => {
  if (order.kind === "stop") wanted.delete(order.id);
  else void search(order);
});

async function search(order: SearchOrder & { kind: "select" }): Promise<void> {
  wanted.add(order.id);
  const answer = await selectNumbers(order).then(
    (numbers): SearchAnswer => ({ kind: "found", id: order.id, numbers }),
    (error: Error): SearchAnswer => ({
      kind: "failed",
      id: order.id,
      message: error.message,
      code: error instanceof SQLite.SqliteError ? error.code : null,
    }),
  );
  if (wanted.delete(order.id)) parentPort?.postMessage(answer);
}

/** What was found so far when the search is stopped: nobody sees it. */
async function selectNumbers({ id, selection, stored }: SearchOrder & { kind: "select" }): Promise<number[]> {
  const found: number[] = [];
  if (!narrows(selection)) found.push(...rowNumbers(stored));
  else
    for (let from = 1; from <= stored; from += STEP_ROWS) {
      await takeTurn();
      if (!wanted.has(id)) return [];
      found.push(...(await findRows(db, selection, { from, to: from + STEP_ROWS - 1 })));
    }
  await takeTurn();
  if (!selection.sort || !wanted.has(id)) return found;
  return sortRows(db, selection.executionId, selection.sort, found);
}
