import type Database from "better-sqlite3";
import { Batch } from "../batch.ts";
import { binaryCell, integerCell, realCell, textCell } from "../cells.ts";
import type { Cell } from "../connector.ts";

/** The rows of a bound statement, cut into batches that are read only when asked for. */
export class RowBatches {
  readonly #rows: IterableIterator<unknown[]>;

  constructor(statement: Database.Statement<unknown[], unknown[]>) {
    this.#rows = statement.iterate();
  }

  next(): { rows: (readonly Cell[])[]; done: boolean } {
    const batch = new Batch();
    while (!batch.isFull) {
      const { value, done } = this.#rows.next();
      if (done) return { rows: batch.rows, done: true };
      batch.add((value as unknown[]).map(cellOf));
    }
    return { rows: batch.rows, done: false };
  }

  stop(): void {
    this.#rows.return?.();
  }
}

/** A SQLite value as a cell: JSON without loss. */
export function cellOf(value: unknown): Cell {
  if (value === null) return null;
  if (typeof value === "bigint") return integerCell(value);
  if (typeof value === "number") return realCell(value);
  if (typeof value === "string") return textCell(value);
  return binaryCell(value as Buffer);
}
