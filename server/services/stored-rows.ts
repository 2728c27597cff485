import { readRows } from "../../db/queries/drilldown.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Cell } from "../contracts/executions.ts";
import { AppError } from "../errors.ts";
import { takeTurn } from "./turns.ts";

/** Rows that are read, and turned into text, in one step: with 50 columns some milliseconds of work. */
const STEP_ROWS = 50;

/** A row of cells as a record by column name. */
export function toRecord(names: readonly string[], cells: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null]));
}

/** Numbers of the first `stored` rows, in the source's order. */
export function rowNumbers(stored: number): number[] {
  return Array.from({ length: stored }, (_, index) => index + 1);
}

/**
 * The rows of a run with these numbers, in this order, some at a time and only as fast as they are taken.
 * Throws an AppError when they are deleted meanwhile: fewer rows must not pass for all of them.
 */
export async function* readInTurns(
  db: Db,
  executionId: number,
  numbers: readonly number[],
): AsyncGenerator<Cell[][]> {
  for (let from = 0; from < numbers.length; from += STEP_ROWS) {
    await takeTurn();
    const wanted = numbers.slice(from, from + STEP_ROWS);
    const texts = await readRows(db, executionId, wanted);
    if (texts.length < wanted.length)
      throw new AppError("not_found", `The rows of execution ${executionId} were deleted meanwhile.`);
    yield texts.map((text) => JSON.parse(text) as Cell[]);
  }
}

/** The first `stored` rows of a run as the JSON texts that, one after the other, are the elements of one array. */
export async function* recordTexts(
  db: Db,
  executionId: number,
  names: readonly string[],
  stored: number,
): AsyncGenerator<string> {
  let separator = "";
  for await (const rows of readInTurns(db, executionId, rowNumbers(stored))) {
    yield separator + rows.map((cells) => JSON.stringify(toRecord(names, cells))).join(",");
    separator = ",";
  }
}
