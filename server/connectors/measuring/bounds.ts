/** Tables up to this many rows are measured whole; larger ones by a sample of about half as many. */
export const FULL_SCAN_ROWS = 200_000;
const SAMPLE_BLOCKS = 20;
export const SAMPLE_BLOCK_ROWS = 5_000;
export const SAMPLE_ROWS = SAMPLE_BLOCKS * SAMPLE_BLOCK_ROWS;

/** Bounds of a value index: distinct values, characters in one value, characters in all of them. */
export const MAX_INDEXED_VALUES = 1_000;
export const MAX_VALUE_LENGTH = 200;
const MAX_INDEX_LENGTH = 65_536;

/** Characters in all value indexes of a schema: whatever reads a graph has all of them in memory. */
const INDEX_BUDGET = 4 * 1024 * 1024;
/** A table may take so many times its even share; what tables leave is there for those that come later. */
const FAIR_SHARES = 3;

/** Characters left for the value indexes of one schema, shared by its tables in their order. */
export class IndexBudget {
  #characters = INDEX_BUDGET;
  #tables: number;
  #table = 0;

  /** `tables`: how many share it. */
  constructor(tables: number) {
    this.#tables = tables;
  }

  /** To be called before each table. */
  nextTable(): void {
    this.#table = (FAIR_SHARES * this.#characters) / Math.max(FAIR_SHARES, this.#tables);
    this.#tables -= 1;
  }

  /** Whether an index of the table may have so many characters; they are taken then. */
  take(characters: number): boolean {
    if (characters > Math.min(MAX_INDEX_LENGTH, this.#table)) return false;
    this.#table -= characters;
    this.#characters -= characters;
    return true;
  }
}

/**
 * Where the blocks of a sample start, spread evenly over row numbers or keys: the first block starts at the first
 * one, the last block ends at the last one.
 */
export function blockStarts(first: bigint, last: bigint): bigint[] {
  const span = last - first - BigInt(SAMPLE_BLOCK_ROWS) + 1n;
  return Array.from(
    { length: SAMPLE_BLOCKS },
    (_, index) => first + (span * BigInt(index)) / BigInt(SAMPLE_BLOCKS - 1),
  );
}
