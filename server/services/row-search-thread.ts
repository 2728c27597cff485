import { workerData } from "node:worker_threads";
import { openReader } from "../../db/database.ts";
import { findRows, narrows, type RowRange, sortRows } from "../../db/queries/drilldown.ts";
import { countCells } from "../../db/queries/facets.ts";
import { FacetCounts } from "./facet-counts.ts";
import type { SearchWork } from "./row-search.ts";
import { rowNumbers } from "./stored-rows.ts";
import { answerCalls } from "./thread-calls.ts";
import { takeTurn } from "./turns.ts";

/** The thread behind row-search.ts. Searches go on in turns, so that a small one does not wait for all large ones. */

/** Rows that are searched between two looks at what was asked or stopped meanwhile: tens of milliseconds of work. */
const STEP_ROWS = 500;

const db = openReader(workerData as string);

answerCalls<SearchWork>((work, isWanted) =>
  work.kind === "select" ? selectNumbers(work, isWanted) : countValues(work, isWanted),
);

type Work<Kind extends SearchWork["kind"]> = Extract<SearchWork, { kind: Kind }>;

/** What was found so far when the search is stopped: nobody sees it. */
async function selectNumbers(
  { selection, stored }: Work<"select">,
  isWanted: () => boolean,
): Promise<number[]> {
  const found = narrows(selection) ? [] : rowNumbers(stored);
  if (narrows(selection))
    for await (const step of steps(stored, isWanted)) found.push(...(await findRows(db, selection, step)));
  await takeTurn();
  if (!selection.sort || !isWanted()) return found;
  return sortRows(db, selection.executionId, selection.sort, found);
}

async function countValues({ selection, stored, column, as, most }: Work<"count">, isWanted: () => boolean) {
  const counts = new FacetCounts(as, most);
  for await (const step of steps(stored, isWanted))
    if (!counts.add(await countCells(db, selection, column, step))) break;
  return counts.values();
}

/** The rows of a run some at a time, each when it is this search's turn; ends early when nobody waits any more. */
async function* steps(stored: number, isWanted: () => boolean): AsyncGenerator<RowRange> {
  for (let from = 1; from <= stored; from += STEP_ROWS) {
    await takeTurn();
    if (!isWanted()) return;
    yield { from, to: from + STEP_ROWS - 1 };
  }
}
