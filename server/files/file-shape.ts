import type { Encoding } from "./encoding.ts";

export type Delimiter = "," | ";" | "\t" | "|";

/** Where in the file the table begins: `skip` rows come before it, then the header row if there is one. */
export interface TableStart {
  readonly skip: number;
  readonly hasHeader: boolean;
}

/** How a file is to be read: what `sniffFile` found, or what a person chose instead. */
export type FileShape = DelimitedShape;

export interface DelimitedShape extends TableStart {
  readonly format: "delimited";
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

/**
 * A cell as the file holds it: text is as written (numbers, dates and all: their type is the column's business),
 * null is an empty cell.
 */
export type RawCell = string | null;

/** One row of a file; `line` is where it begins, from 1. Rows may have any number of cells. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly RawCell[];
}

/** No row is read further than this: SQLite's own limit for a table. */
export const MAX_COLUMNS = 2_000;

export const MAX_CELL_CHARACTERS = 1024 * 1024;

/** Whether nothing is written in a row. */
export function isBlank(cells: readonly RawCell[]): boolean {
  return cells.every((cell) => cell === null || cell === "");
}
