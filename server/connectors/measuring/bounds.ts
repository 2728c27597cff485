/** Tables up to this many rows are measured whole; larger ones by a sample of about half as many. */
export const FULL_SCAN_ROWS = 200_000;
const SAMPLE_BLOCKS = 20;
export const SAMPLE_BLOCK_ROWS = 5_000;
export const SAMPLE_ROWS = SAMPLE_BLOCKS * SAMPLE_BLOCK_ROWS;

/** Bounds of a value index: distinct values, characters in one value, characters in all of them. */
export const MAX_INDEXED_VALUES = 1_000;
export const MAX_VALUE_LENGTH = 200;
export const MAX_INDEX_LENGTH = 65_536;

/** Characters left for the value indexes of one schema, shared by its tables in their order. */
export interface IndexBudget {
  characters: number;
}
export const INDEX_BUDGET = 16 * 1024 * 1024;

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
