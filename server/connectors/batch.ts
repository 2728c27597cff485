import type { Cell } from "./connector.ts";

/** A batch ends at whichever comes first. */
const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 256 * 1024;

/** Rows that travel together: at most 1,000, and no more characters than one row takes beyond 256 K. */
export class Batch {
  readonly rows: (readonly Cell[])[] = [];
  #characters = 0;

  add(row: readonly Cell[]): void {
    for (const cell of row) this.#characters += typeof cell === "string" ? cell.length : 8;
    this.rows.push(row);
  }

  get isFull(): boolean {
    return this.rows.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS;
  }
}
