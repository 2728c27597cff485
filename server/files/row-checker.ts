import { type StoredValue, storedCell } from "./cell-value.ts";
import { TYPE_NAMES } from "./column-type.ts";
import { FileError, shown } from "./file-error.ts";
import type { FilePlan, LoadedColumn } from "./file-plan.ts";
import { cellText, isBlank, lineWord, type RawRow } from "./file-shape.ts";

/** How many rows after the first value that does not fit are looked through for more of them. */
const ROWS_AFTER_MISFIT = 100_000;

/** Turns rows of a file into rows of its table, by the plan. */
export class RowChecker {
  /** Rows with fewer cells than there are columns. */
  shortRows = 0;
  readonly #columns: readonly LoadedColumn[];
  readonly #width: number;
  /** Line or row, as messages begin. */
  readonly #word: string;

  constructor(plan: FilePlan, columns: readonly LoadedColumn[]) {
    this.#columns = columns;
    this.#width = plan.columns.length;
    this.#word = lineWord(plan.shape) === "row" ? "Row" : "Line";
  }

  /** The values of a row in the order of the loaded columns, or the first that does not fit its column. */
  check({ line, cells }: RawRow): StoredValue[] | Misfit {
    if (cells.length > this.#width)
      refuseWide(`${this.#word} ${line}`, { line, cells: cells.slice(this.#width) }, this.#width);
    else if (cells.length < this.#width) this.shortRows += 1;
    const values = new Array<StoredValue>(this.#columns.length);
    for (const [index, column] of this.#columns.entries()) {
      const cell = cells[column.position];
      const value = storedCell(cell, column.type);
      if (value === undefined) return new Misfit(column, this.#word, line, cellText(cell) ?? "");
      values[index] = value;
    }
    return values;
  }
}

function refuseWide(place: string, { line, cells: beyond }: RawRow, width: number): void {
  if (isBlank(beyond)) return;
  const value = beyond.map(cellText).find((text) => text !== null) ?? "";
  throw new FileError(
    "content",
    `${place} has more cells than the ${width} columns of the table: ${shown(value)} is beyond the last. ` +
      `${place.startsWith("Line") ? "Is there a delimiter in a text without quotes around it? " : ""}Correct the ${place.startsWith("Line") ? "line" : "row"}.`,
    { line },
  );
}

/** A value that does not fit, and how many more there are in the rows after it. */
export class Misfit {
  readonly #column: LoadedColumn;
  readonly #word: string;
  readonly #line: number;
  readonly #value: string;
  #more = 0;
  #rows = 0;
  #lastLine: number;

  constructor(column: LoadedColumn, word: string, line: number, value: string) {
    this.#column = column;
    this.#word = word;
    this.#line = line;
    this.#lastLine = line;
    this.#value = value;
  }

  /** Looks at a row further on; false when it has looked far enough. */
  lookAt({ line, cells }: RawRow): boolean {
    if (storedCell(cells[this.#column.position], this.#column.type) === undefined) this.#more += 1;
    this.#lastLine = line;
    this.#rows += 1;
    return this.#rows < ROWS_AFTER_MISFIT;
  }

  error(): FileError {
    const { name, type } = this.#column;
    const more =
      this.#more === 0
        ? ""
        : ` ${this.#more.toLocaleString("en")} more ${this.#more === 1 ? "value" : "values"} of the column up to ${this.#word.toLowerCase()} ${this.#lastLine} ${this.#more === 1 ? "does" : "do"} not fit either.`;
    return new FileError(
      "content",
      `${this.#word} ${this.#line}, column ${shown(name)}: ${shown(this.#value)} cannot be read as ${TYPE_NAMES[type.kind]}.${more} ` +
        "Load the column as text, or correct the file.",
      { line: this.#line, column: name },
    );
  }
}
