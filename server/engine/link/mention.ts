import type { Table } from "../graph.ts";
import type { ColumnOf, IndexedValue } from "./graph-index.ts";
import type { NameMatch } from "./names.ts";

export interface TableHit extends NameMatch {
  readonly table: Table;
}
export interface ColumnHit extends NameMatch, ColumnOf {}
export interface ValueHit extends IndexedValue {
  readonly score: number;
  /** The last name of a person whose first name this is. */
  readonly family?: IndexedValue;
}

/** What a stretch of tokens (`end` exclusive) may name; best first in each list. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly tables: readonly TableHit[];
  readonly columns: readonly ColumnHit[];
  readonly values: readonly ValueHit[];
  /** It stands where nothing but one of these values can. */
  readonly due?: true;
}
