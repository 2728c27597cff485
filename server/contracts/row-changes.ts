/** What became of a row between two runs. A file of its own: pages need the list, and no page is to carry schemas. */
export const ROW_CHANGES = ["changed", "added", "gone", "same"] as const;
export type RowChange = (typeof ROW_CHANGES)[number];
