/** What became of a row between two runs. A file of its own: pages need the list, and no page is to carry schemas. */
export const ROW_CHANGES = ["changed", "added", "gone", "same"] as const;
export type RowChange = (typeof ROW_CHANGES)[number];

/** What is said of a row: one that a cut run may have had beyond its limit is not claimed to be added or gone. */
export function orBeyondLimit(said: string, uncertain: boolean): string {
  return uncertain ? `${said} or beyond the limit` : said;
}
