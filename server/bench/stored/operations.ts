/** What is done with stored rows, the same thing in each design, and what it is to answer. */
export const OPERATIONS = {
  store: "store all rows",
  first: "first page",
  sorted: "page sorted by a number",
  last: "last page",
  filtered: "page of a filter",
  searched: "page of a search",
  csv: "all rows as CSV",
} as const;
export type Operation = keyof typeof OPERATIONS;

export const PAGE_SIZE = 50;

/** One way to keep the rows of a run. Each answers with the first cell of its page's rows, or a number of bytes. */
export interface Design {
  /** Keeps `count` rows of `rows.ts`; called once, before all others. */
  store(count: number): Promise<void>;
  first(): Promise<unknown[]>;
  sorted(): Promise<unknown[]>;
  last(): Promise<unknown[]>;
  filtered(): Promise<unknown[]>;
  searched(): Promise<unknown[]>;
  csv(): Promise<number>;
  close(): Promise<void>;
}
