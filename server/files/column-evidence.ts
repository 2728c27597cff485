import { isLogical } from "./cell-value.ts";
import type { DateOrder, Notation } from "./column-type.ts";
import { readDate } from "./dates.ts";
import { cellText, type RawCell } from "./file-shape.ts";
import { isDecimal, isInteger, isTwofold } from "./numbers.ts";

const MAX_EXAMPLES = 3;
const EXAMPLE_CHARACTERS = 200;

/** A value of the file and the line where its row begins. */
export interface Place {
  readonly line: number;
  readonly value: string;
}

/** How many values of a column read as one type, and the first that does not. */
export class Fit {
  count = 0;
  misfit: Place | null = null;

  add(fits: boolean, line: number, value: string): void {
    if (fits) this.count += 1;
    else this.misfit ??= { line, value: value.slice(0, EXAMPLE_CHARACTERS) };
  }
}

/** What was seen of one column, row by row, in bounded memory. */
export class ColumnEvidence {
  values = 0;
  /** Digits only, perhaps with a plus: numbers or names. */
  digits = 0;
  /** Of `digits`: written with leading zeros, a plus, or more digits than a quantity has. */
  names = 0;
  /** Numbers such as 1.234 that are decimals in one notation and thousands in the other; by their sign. */
  readonly twofold: Record<Notation, number> = { point: 0, comma: 0 };
  readonly integer: Record<Notation, Fit> = { point: new Fit(), comma: new Fit() };
  readonly decimal: Record<Notation, Fit> = { point: new Fit(), comma: new Fit() };
  readonly boolean = new Fit();
  readonly date: Record<DateOrder, Fit> = { ymd: new Fit(), dmy: new Fit(), mdy: new Fit() };
  /** Dates with or without a time. */
  readonly datetime: Record<DateOrder, Fit> = { ymd: new Fit(), dmy: new Fit(), mdy: new Fit() };
  readonly examples: string[] = [];

  /** `typed`: the file knows numbers and booleans itself, so its texts are neither, whatever they look like. */
  add(cell: RawCell, line: number, typed: boolean): void {
    const written = cellText(cell) ?? "";
    const text = written.trim();
    if (text === "") return;
    this.values += 1;
    this.#keepExample(written);
    const is = typeof cell === "object" ? (cell?.is ?? null) : null;
    if (!typed || is === "number") this.#addNumber(text, line);
    else this.#addNoNumber(text, line);
    this.boolean.add((!typed || is === "boolean") && isLogical(text), line, text);
    if (typed && (is === "number" || is === "boolean")) {
      this.#addNoDate(text, line);
      return;
    }
    for (const order of ["ymd", "dmy", "mdy"] as const) {
      const date = readDate(text, order);
      this.date[order].add(date !== null && date.time === null, line, text);
      this.datetime[order].add(date !== null, line, text);
    }
  }

  #addNoNumber(text: string, line: number): void {
    for (const notation of ["point", "comma"] as const) {
      this.integer[notation].add(false, line, text);
      this.decimal[notation].add(false, line, text);
    }
  }

  #addNoDate(text: string, line: number): void {
    for (const order of ["ymd", "dmy", "mdy"] as const) {
      this.date[order].add(false, line, text);
      this.datetime[order].add(false, line, text);
    }
  }

  #addNumber(text: string, line: number): void {
    for (const notation of ["point", "comma"] as const) {
      this.integer[notation].add(isInteger(text, notation), line, text);
      this.decimal[notation].add(isDecimal(text, notation), line, text);
    }
    if (isTwofold(text)) this.twofold[text.includes(".") ? "point" : "comma"] += 1;
    if (/^\+?\d+$/.test(text)) {
      this.digits += 1;
      if (!isInteger(text, "point")) this.names += 1;
    }
  }

  #keepExample(cell: string): void {
    if (this.examples.length === MAX_EXAMPLES) return;
    const example = cell.slice(0, EXAMPLE_CHARACTERS);
    if (!this.examples.includes(example)) this.examples.push(example);
  }
}
