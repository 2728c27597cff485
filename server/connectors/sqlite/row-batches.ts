import type Database from "better-sqlite3";
import { type Cell, SourceError } from "../connector.ts";

/** A batch ends at whichever comes first. */
const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 256 * 1024;
/** The most one cell may hold: with a batch bounded otherwise, this bounds what travels at once. */
const MAX_CELL_CHARACTERS = 16 * 1024 * 1024;

/** The rows of a bound statement, cut into batches that are read only when asked for. */
export class RowBatches {
  readonly #rows: IterableIterator<unknown[]>;

  constructor(statement: Database.Statement<unknown[], unknown[]>) {
    this.#rows = statement.iterate();
  }

  next(): { rows: Cell[][]; done: boolean } {
    const rows: Cell[][] = [];
    let characters = 0;
    while (rows.length < BATCH_ROWS && characters < BATCH_CHARACTERS) {
      const { value, done } = this.#rows.next();
      if (done) return { rows, done: true };
      const row = (value as unknown[]).map(cellOf);
      for (const cell of row) characters += typeof cell === "string" ? cell.length : 8;
      rows.push(row);
    }
    return { rows, done: false };
  }

  stop(): void {
    this.#rows.return?.();
  }
}

/** A SQLite value as a cell: JSON without loss. */
export function cellOf(value: unknown): Cell {
  if (value === null) return null;
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  // JSON has no infinities; SQLite has (1e999).
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "string") return checkedSize(value.length, () => value);
  const bytes = value as Buffer;
  return checkedSize(bytes.length * 2, () => `0x${bytes.toString("hex")}`);
}

function checkedSize(characters: number, text: () => string): string {
  if (characters > MAX_CELL_CHARACTERS) {
    const size = Math.round(characters / 1024 / 1024);
    throw new SourceError(
      "query_failed",
      `One value of the result has ${size} million characters; at most 16 million can be shown. Leave its column out, or cut it with substr.`,
    );
  }
  return text();
}
