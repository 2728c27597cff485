import type { Cell } from "./connector.ts";

/** A batch ends at whichever comes first. */
const BATCH_ROWS = 1_000;
const BATCH_CHARACTERS = 256 * 1024;

/** Rows that travel together: at most 1,000, and no more characters than one row takes beyond 256 K. */
export class Batch {
  readonly rows: (readonly Cell[])[] = [];
  #characters = 0;

  /** Rows that are there already, cut into batches. */
  static *of(rows: Iterable<readonly Cell[]>): Generator<(readonly Cell[])[]> {
    let batch = new Batch();
    for (const row of rows) {
      batch.add(row);
      if (!batch.isFull) continue;
      yield batch.rows;
      batch = new Batch();
    }
    if (batch.rows.length > 0) yield batch.rows;
  }

  add(row: readonly Cell[]): void {
    for (const cell of row) this.#characters += typeof cell === "string" ? cell.length : 8;
    this.rows.push(row);
  }

  get isFull(): boolean {
    return this.rows.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS;
  }
}
