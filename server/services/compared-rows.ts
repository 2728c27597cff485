import type { Db } from "../../db/schema/store.ts";
import type { ComparedRow } from "../contracts/comparisons.ts";
import type { Cell } from "../contracts/executions.ts";
import type { RowChange } from "../contracts/row-changes.ts";
import { type ComparedRuns, uncertainOf } from "./compared-runs.ts";
import type { Compared } from "./comparison-merge.ts";
import { readInTurns, toRecord } from "./stored-rows.ts";

const DIFFERENCES: readonly RowChange[] = ["changed", "added", "gone"];

/** A row of one run or both, by their numbers. */
interface Entry {
  readonly change: RowChange;
  readonly left: number | null;
  readonly right: number | null;
}

export function countsOf({ changed, added, gone, same }: Compared): Record<RowChange, number> {
  return { changed: changed.length / 2, added: added.length, gone: gone.length, same: same.length / 2 };
}

/** How many rows there are of one kind; null: all but those that are the same. */
export function countOf(compared: Compared, change: RowChange | null): number {
  const counts = countsOf(compared);
  return (change ? [change] : DIFFERENCES).reduce((sum, one) => sum + counts[one], 0);
}

/** At most `length` rows of a kind from `offset`, in the order changed, added, gone and of their runs. */
function entriesFrom(compared: Compared, change: RowChange | null, offset: number, length: number): Entry[] {
  const entries: Entry[] = [];
  let skipped = offset;
  for (const one of change ? [change] : DIFFERENCES) {
    const count = countsOf(compared)[one];
    for (let at = skipped; at < count && entries.length < length; at++)
      entries.push(entryAt(compared, one, at));
    skipped = Math.max(0, skipped - count);
  }
  return entries;
}

function entryAt(compared: Compared, change: RowChange, at: number): Entry {
  if (change === "added") return { change, left: null, right: compared.added[at] as number };
  if (change === "gone") return { change, left: compared.gone[at] as number, right: null };
  const pairs = compared[change];
  return { change, left: pairs[2 * at] as number, right: pairs[2 * at + 1] as number };
}

/** Rows that are read in one step. */
const STEP_ROWS = 50;

/** Rows of a kind with their cells, some at a time and only as fast as they are taken. */
export async function* readCompared(
  db: Db,
  runs: ComparedRuns,
  compared: Compared,
  wanted: { readonly change: RowChange | null; readonly offset: number; readonly length: number },
): AsyncGenerator<ComparedRow[]> {
  const uncertain = uncertainOf(runs);
  const end = Math.min(countOf(compared, wanted.change), wanted.offset + wanted.length);
  for (let from = wanted.offset; from < end; from += STEP_ROWS) {
    const entries = entriesFrom(compared, wanted.change, from, Math.min(STEP_ROWS, end - from));
    const left = await readSide(db, runs, "left", entries);
    const right = await readSide(db, runs, "right", entries);
    yield entries.map((entry): ComparedRow => {
      const [before, after] = [left.get(entry.left) ?? null, right.get(entry.right) ?? null];
      return {
        change: entry.change,
        left_row: entry.left,
        right_row: entry.right,
        left: before,
        right: after,
        changed_columns: before && after ? changedColumns(runs, before, after) : [],
        uncertain: (entry.change === "added" || entry.change === "gone") && uncertain[entry.change],
      };
    });
  }
}

type Row = Record<string, Cell>;

async function readSide(
  db: Db,
  runs: ComparedRuns,
  side: "left" | "right",
  entries: readonly Entry[],
): Promise<ReadonlyMap<number | null, Row>> {
  const numbers = entries.flatMap((entry) => entry[side] ?? []);
  const names = runs.columns[side].map((column) => column.name);
  const found = new Map<number | null, Row>();
  let next = 0;
  for await (const rows of readInTurns(db, runs[side].id, numbers))
    for (const cells of rows) found.set(numbers[next++] as number, toRecord(names, cells));
  return found;
}

function changedColumns({ columns }: ComparedRuns, left: Row, right: Row): string[] {
  return columns.shared.map(({ name }) => name).filter((name) => left[name] !== right[name]);
}
