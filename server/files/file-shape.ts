import type { Encoding } from "./encoding.ts";

export type Delimiter = "," | ";" | "\t" | "|";

/** Where in the file the table begins: `skip` rows come before it, then the header row if there is one. */
export interface TableStart {
  readonly skip: number;
  readonly hasHeader: boolean;
}

/** How a file is to be read: what `sniffFile` found, or what a person chose instead. */
export type FileShape = DelimitedShape | JsonLinesShape | SheetShape;

/** What a person may choose; what does not concern the file's format is passed over. */
export type ShapeChoice = Partial<Omit<DelimitedShape, "format"> & Omit<SheetShape, "format">>;

export interface DelimitedShape extends TableStart {
  readonly format: "delimited";
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

/** One JSON object a line; its keys are the columns. */
export interface JsonLinesShape {
  readonly format: "jsonl";
  readonly encoding: Encoding;
}

/** A sheet of an Excel workbook; `skip` is the number of the row above the table. */
export interface SheetShape extends TableStart {
  readonly format: "xlsx";
  readonly sheet: string;
}

/** Where the table begins; without a header of its own in the file, the keys of JSON lines being in every line. */
export function tableStart(shape: FileShape): TableStart {
  return shape.format === "jsonl" ? { skip: 0, hasHeader: false } : shape;
}

/** What a place in such a file is called. */
export function lineWord({ format }: FileShape): "line" | "row" {
  return format === "xlsx" ? "row" : "line";
}

/**
 * A cell as the file holds it: text is as written, null is an empty cell. In delimited text everything is text, and
 * its type is the column's business; formats that know types themselves say so.
 */
export type RawCell = string | TypedCell | null;

/**
 * A value that the file itself says is no text; `text` is a number as SQL writes it, `true` or `false`, or
 * an ISO date.
 */
export interface TypedCell {
  readonly is: "number" | "boolean" | "date" | "datetime";
  readonly text: string;
}

/** What is written in a cell; null where nothing is. */
export function cellText(cell: RawCell | undefined): string | null {
  if (cell === null || cell === undefined || cell === "") return null;
  return typeof cell === "string" ? cell : cell.text;
}

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
