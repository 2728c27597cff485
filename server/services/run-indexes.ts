import { readFolded } from "../../db/queries/drilldown.ts";
import { release } from "../../db/release.ts";
import type { Db } from "../../db/schema/store.ts";
import { Kept } from "./kept.ts";
import { BLOCK_BYTES, NgramIndex } from "./ngram-index.ts";
import { takeTurn } from "./turns.ts";

/** A run with more rows gets an index with the first text that is looked for in it; fewer are searched as fast without. */
const INDEXED_ROWS = 50_000;
/** Memory for indexes in bytes, and at most for one: a million rows of twelve columns take 18 MB. */
const INDEX_BYTES = 24_000_000;

const FIRST_BLOCK_ROWS = 500;
/** A block takes a millisecond: with a turn for each, an index would hardly come about beside searches. */
const TURN_MS = 20;

/** The indexes of the large runs in which texts were looked for last. */
export class RunIndexes {
  readonly #db: Db;
  readonly #indexes = new Kept<number, NgramIndex>(INDEX_BYTES);
  /** Runs whose index is being made, or would be too large. */
  readonly #without = new Set<number>();

  constructor(db: Db) {
    this.#db = db;
  }

  get(executionId: number): NgramIndex | undefined {
    return this.#indexes.get(executionId);
  }

  /** Makes the index of a large run that has none, in turns with the searches, which go without until it is there. */
  async make(executionId: number, stored: number): Promise<void> {
    // A search that went without may end after the index came about.
    if (stored <= INDEXED_ROWS || this.#without.has(executionId) || this.get(executionId)) return;
    this.#without.add(executionId);
    const index = await this.#indexOf(executionId, stored);
    if (index && index.byteLength > INDEX_BYTES) return;
    if (index) this.#indexes.keep(executionId, index);
    this.#without.delete(executionId);
  }

  /** Null when the rows were deleted or cannot be read: searches say so. */
  async #indexOf(executionId: number, stored: number): Promise<NgramIndex | null> {
    const index = new NgramIndex();
    let length = FIRST_BLOCK_ROWS;
    await takeTurn();
    let began = performance.now();
    for (let from = 1; from <= stored && index.byteLength <= INDEX_BYTES; ) {
      if (performance.now() - began >= TURN_MS) {
        await takeTurn();
        began = performance.now();
      }
      const rows = { from, to: Math.min(stored, from + length - 1) };
      const text = await readFolded(this.#db, executionId, rows).catch(() => null);
      if (!text) return null;
      index.add(rows, text);
      length = Math.max(1, Math.round((BLOCK_BYTES * (rows.to - from + 1)) / text.length));
      release(text);
      from = rows.to + 1;
    }
    return index;
  }
}
