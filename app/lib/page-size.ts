import type { GridQuery } from "./grid-query.ts";

/** What one chooses from; the second is what the API gives unasked. */
const SIZES = [25, 50, 100, 200, 500];
export const LARGEST_PAGE = 500;
const UNASKED = 50;

/** Says beside what was chosen what the form offered: only another number is a choice. Never stays in an address. */
export const SIZE_OFFERED = "page_size_offered";

/**
 * More nobody reads on one page, and while the server sends it everybody else waits: 25,000 cells held its event loop
 * for 107 ms, 5,000 do for 30. Nothing may for more than 50.
 */
const MOST_CELLS = 5_000;

/** How many records a page of so many columns may have; 1 at least. */
export function mostRecords(columns: number): number {
  return Math.max(1, Math.min(LARGEST_PAGE, Math.floor(MOST_CELLS / Math.max(1, columns))));
}

/** The numbers of records to choose from for a page of so many columns, with the one that is chosen now. */
export function pageSizes(columns: number, now: number): number[] {
  const most = mostRecords(columns);
  return [...new Set([now, most, ...SIZES.filter((size) => size < most)])].sort((a, b) => a - b);
}

/** Where the first record of the page that is asked for is when a page has as many as it may; null when it fits. */
export function fittingPage(
  { page, page_size }: Pick<GridQuery, "page" | "page_size">,
  columns: number,
): { readonly page: number; readonly page_size: number } | null {
  const size = page_size === undefined ? UNASKED : Number(page_size);
  const number = page === undefined ? 1 : Number(page);
  const most = mostRecords(columns);
  // What is no number of records or pages at all is for the API to refuse.
  if (!(size > most && size <= LARGEST_PAGE && number >= 1)) return null;
  return { page: Math.floor(((number - 1) * size) / most) + 1, page_size: most };
}
