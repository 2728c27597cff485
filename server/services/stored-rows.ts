import { readRows } from "../../db/queries/drilldown.ts";
import { release } from "../../db/release.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Cell } from "../contracts/executions.ts";
import { AppError } from "../errors.ts";
import { takeTurn } from "./turns.ts";

/** Rows that are read, and turned into text, in the first step: with 50 columns some milliseconds of work. */
const FIRST_STEP_ROWS = 50;
/** Later steps are about as long: bytes of JSON that take some milliseconds, and most rows. */
const STEP_BYTES = 100_000;
const MOST_STEP_ROWS = 1_000;

/** Numbers of rows that are asked for at a time: some tens of kB. */
const PART_ROWS = 10_000;

/** A row of cells as a record by column name. */
export function toRecord(names: readonly string[], cells: readonly Cell[]): Record<string, Cell> {
  return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? null]));
}

/** Some of many rows that have an order: at most `length` from `offset`. */
export interface Part {
  readonly offset: number;
  readonly length: number;
}

/** All of `count` rows, part by part. */
export function* partsOf(count: number): Generator<Part> {
  for (let offset = 0; offset < count; offset += PART_ROWS)
    yield { offset, length: Math.min(PART_ROWS, count - offset) };
}

/** Numbers of the rows of a part of a run, in the source's order. */
export function rowNumbers({ offset, length }: Part): number[] {
  return Array.from({ length }, (_, index) => offset + index + 1);
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
  for await (const json of readJsonInTurns(db, executionId, numbers))
    yield JSON.parse(UTF8.decode(json)) as Cell[][];
}

const UTF8 = new TextDecoder();

/** As `readInTurns`, each time the JSON text of an array of rows in UTF-8, which lasts until the next is asked for. */
export async function* readJsonInTurns(
  db: Db,
  executionId: number,
  numbers: readonly number[],
): AsyncGenerator<Uint8Array> {
  let length = FIRST_STEP_ROWS;
  for (let from = 0; from < numbers.length; ) {
    await takeTurn();
    const wanted = numbers.slice(from, from + length);
    const { count, json } = await readRows(db, executionId, wanted);
    if (count < wanted.length)
      throw new AppError("not_found", `The rows of execution ${executionId} were deleted meanwhile.`);
    yield json;
    from += count;
    length = Math.max(1, Math.min(MOST_STEP_ROWS, Math.floor((STEP_BYTES * count) / json.length)));
    release(json);
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
  for (const part of partsOf(stored))
    for await (const rows of readInTurns(db, executionId, rowNumbers(part))) {
      yield separator + rows.map((cells) => JSON.stringify(toRecord(names, cells))).join(",");
      separator = ",";
    }
}
