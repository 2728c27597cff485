import { narrows, type RowSelection } from "../../db/queries/drilldown.ts";
import type { ColumnValues } from "./column-values.ts";
import type { FacetValue } from "./facet-counts.ts";
import { rowNumbers } from "./stored-rows.ts";
import { CalledThread } from "./thread-calls.ts";

/** Searching, sorting and counting stored rows on a thread of its own, so that nobody else waits for it. */
export interface RowSearch {
  /**
   * Numbers of the selected rows among the first `stored`, in the order of the selection. Rejects with an AppError
   * when `signal` says that nobody waits for them any more, and when the thread ends before they are found.
   */
  select(
    selection: RowSelection,
    stored: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly number[]>;
  /** The values of a column of the selected rows; null when there are too many. Rejects like `select`. */
  count(facet: Facet, stored: number, signal: AbortSignal | undefined): Promise<FacetValue[] | null>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** A column, by its position in the row, and how many different values of it are counted. */
export interface Facet {
  readonly selection: RowSelection;
  readonly column: number;
  readonly as: ColumnValues;
  readonly most: number;
}

/** Work for the thread, on the first `stored` rows of a run. */
export type SearchWork =
  | { readonly kind: "select"; readonly selection: RowSelection; readonly stored: number }
  | ({ readonly kind: "count"; readonly stored: number } & Facet);

export function createRowSearch(databaseFile: string): RowSearch {
  const thread = new CalledThread<SearchWork>({
    script: new URL("./row-search-thread.ts", import.meta.url),
    workerData: databaseFile,
    does: "search of the rows",
  });
  return {
    async select(selection, stored, signal) {
      if (!narrows(selection) && !selection.sort) return rowNumbers(stored);
      return (await thread.call({ kind: "select", selection, stored }, signal)) as number[];
    },
    async count(facet, stored, signal) {
      return (await thread.call({ kind: "count", stored, ...facet }, signal)) as FacetValue[] | null;
    },
    close: () => thread.end(),
  };
}
