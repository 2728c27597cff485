import { workerData } from "node:worker_threads";
import { openReader } from "../../db/database.ts";
import {
  findRows,
  narrows,
  type RowOrder,
  type RowRange,
  type RowSelection,
  readCells,
  sortRows,
  textsIn,
} from "../../db/queries/drilldown.ts";
import { countCells } from "../../db/queries/facets.ts";
import { CellOrder } from "./cell-order.ts";
import { FacetCounts } from "./facet-counts.ts";
import { KeptSelections } from "./kept-selections.ts";
import type { SearchWork, SelectedPart } from "./row-search.ts";
import { RunIndexes } from "./run-indexes.ts";
import { answerCalls } from "./thread-calls.ts";
import { takeTurn } from "./turns.ts";

/** The thread behind row-search.ts. Searches go on in turns, so that a small one does not wait for all large ones. */

/** Rows that are searched in the first step; later ones take about so many milliseconds. */
const FIRST_STEP_ROWS = 500;
const STEP_MS = 20;

/** Up to so many found rows are sorted by themselves; of more of them the order of all rows is asked for. */
const FEW = 5_000;

const db = openReader(workerData as string);
const kept = new KeptSelections();
const indexes = new RunIndexes(db);

answerCalls<SearchWork>((work, isWanted) =>
  work.kind === "select" ? selectPart(work, isWanted) : countValues(work, isWanted),
);

type Work<Kind extends SearchWork["kind"]> = Extract<SearchWork, { kind: Kind }>;
type IsWanted = () => boolean;

async function selectPart(
  { selection, stored, part: { offset, length } }: Work<"select">,
  isWanted: IsWanted,
): Promise<SelectedPart | null> {
  const numbers = await select(selection, stored, isWanted);
  return numbers && { total: numbers.length, numbers: [...numbers.subarray(offset, offset + length)] };
}

/** Null when it is stopped before its end. */
function select(selection: RowSelection, stored: number, isWanted: IsWanted): Promise<Uint32Array | null> {
  const { sort, ...narrowed } = selection;
  return kept.get(selection, async () => {
    if (!sort) return find(narrowed, stored, isWanted);
    const { executionId } = selection;
    if (!narrows(selection)) return sortAll(executionId, sort, stored, isWanted);
    const found = await select(narrowed, stored, isWanted);
    if (!found || !isWanted()) return null;
    if (found.length <= FEW) return sortRows(db, executionId, sort, found);
    const order = await select({ executionId, conditions: [], sort }, stored, isWanted);
    return order && inOrder(found, order);
  });
}

/** The numbers of all rows of a run in this order. */
async function sortAll(
  executionId: number,
  sort: RowOrder,
  stored: number,
  isWanted: IsWanted,
): Promise<Uint32Array | null> {
  // How SQLite reads texts as numbers, only SQLite knows.
  const order = sort.numberTexts ? null : new CellOrder(stored);
  let fits = order !== null;
  if (order)
    for await (const step of steps([wholeRun(stored)], isWanted)) {
      fits = order.add(await readCells(db, executionId, sort.column, step));
      if (!fits) break;
    }
  if (!isWanted()) return null;
  await takeTurn();
  return (fits && order?.rowNumbers(sort.order)) || sortRows(db, executionId, sort, null);
}

async function find(
  selection: RowSelection,
  stored: number,
  isWanted: IsWanted,
): Promise<Uint32Array | null> {
  const found: Uint32Array[] = [];
  const { executionId } = selection;
  const texts = textsIn(selection);
  const index = texts.length > 0 ? indexes.get(executionId) : undefined;
  const ranges = index?.rowsWith(texts) ?? [wholeRun(stored)];
  for await (const step of steps(ranges, isWanted)) found.push(await findRows(db, selection, step));
  if (texts.length > 0) void indexes.make(executionId, stored);
  return isWanted() ? joined(found) : null;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function wholeRun(stored: number): RowRange {
  return { from: 1, to: stored };
}

/** The found numbers in the order that all have. */
function inOrder(found: Uint32Array, order: Uint32Array): Uint32Array {
  const isFound = new Uint8Array(order.length + 1);
  for (const number of found) isFound[number] = 1;
  return order.filter((number) => isFound[number] === 1);
}

async function countValues({ selection, stored, column, as, most }: Work<"count">, isWanted: IsWanted) {
  const counts = new FacetCounts(as, most);
  for await (const step of steps([wholeRun(stored)], isWanted))
    if (!counts.add(await countCells(db, selection, column, step))) break;
  return counts.values();
}

/** The rows of the ranges some at a time, each when it is this search's turn; ends early when nobody waits any more. */
async function* steps(ranges: readonly RowRange[], isWanted: IsWanted): AsyncGenerator<RowRange> {
  for (const range of ranges) {
    let length = FIRST_STEP_ROWS;
    for (let { from } = range; from <= range.to; ) {
      await takeTurn();
      if (!isWanted()) return;
      const to = Math.min(range.to, from + length - 1);
      const began = performance.now();
      yield { from, to };
      from = to + 1;
      length = performance.now() - began < STEP_MS ? length * 2 : Math.max(FIRST_STEP_ROWS, length >> 1);
    }
  }
}
