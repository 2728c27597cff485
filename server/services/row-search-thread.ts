import { parentPort, workerData } from "node:worker_threads";
import SQLite from "better-sqlite3";
import { openReader } from "../../db/database.ts";
import { findRows, narrows, type RowRange, sortRows } from "../../db/queries/drilldown.ts";
import { countCells } from "../../db/queries/facets.ts";
import { FacetCounts } from "./facet-counts.ts";
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

type Order<Kind extends SearchOrder["kind"]> = Extract<SearchOrder, { kind: Kind }>;

async function search(order: Order<"select" | "count">): Promise<void> {
  wanted.add(order.id);
  const finding = order.kind === "select" ? selectNumbers(order) : countValues(order);
  const answer = await finding.then(
    (found): SearchAnswer => ({ kind: "found", id: order.id, found }),
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
async function selectNumbers({ id, selection, stored }: Order<"select">): Promise<number[]> {
  const found = narrows(selection) ? [] : rowNumbers(stored);
  if (narrows(selection))
    for await (const step of steps(id, stored)) found.push(...(await findRows(db, selection, step)));
  await takeTurn();
  if (!selection.sort || !wanted.has(id)) return found;
  return sortRows(db, selection.executionId, selection.sort, found);
}

async function countValues({ id, selection, stored, column, as, most }: Order<"count">) {
  const counts = new FacetCounts(as, most);
  for await (const step of steps(id, stored))
    if (!counts.add(await countCells(db, selection, column, step))) break;
  return counts.values();
}

/** The rows of a run some at a time, each when it is this search's turn; ends early when nobody waits any more. */
async function* steps(id: number, stored: number): AsyncGenerator<RowRange> {
  for (let from = 1; from <= stored; from += STEP_ROWS) {
    await takeTurn();
    if (!wanted.has(id)) return;
    yield { from, to: from + STEP_ROWS - 1 };
  }
}
