import { narrows, type RowSelection } from "../../db/queries/drilldown.ts";
import type { ColumnValues } from "./column-values.ts";
import type { FacetValue } from "./facet-counts.ts";
import { type Part, rowNumbers } from "./stored-rows.ts";
import { CalledThread } from "./thread-calls.ts";

/** Searching, sorting and counting stored rows on a thread of its own, so that nobody else waits for it. */
export interface RowSearch {
  /**
   * A part of the selected rows among the first `stored`, in the order of the selection. The whole selection is kept
   * for a while, so that its next part is there at once. Rejects with an AppError when `signal` says that nobody waits
   * for it any more, and when the thread ends before the rows are found.
   */
  select(
    selection: RowSelection,
    stored: number,
    part: Part,
    signal: AbortSignal | undefined,
  ): Promise<SelectedPart>;
  /** The values of a column of the selected rows; null when there are too many. Rejects like `select`. */
  count(facet: Facet, stored: number, signal: AbortSignal | undefined): Promise<FacetValue[] | null>;
  /** Ends the thread. */
  close(): Promise<void>;
}

export interface SelectedPart {
  /** Rows of the whole selection. */
  readonly total: number;
  /** Of the part. */
  readonly numbers: readonly number[];
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
  | {
      readonly kind: "select";
      readonly selection: RowSelection;
      readonly stored: number;
      readonly part: Part;
    }
  | ({ readonly kind: "count"; readonly stored: number } & Facet);

export function createRowSearch(databaseFile: string): RowSearch {
  const thread = new CalledThread<SearchWork>({
    script: new URL("./row-search-thread.ts", import.meta.url),
    workerData: databaseFile,
    does: "search of the rows",
  });
  return {
    async select(selection, stored, part, signal) {
      if (narrows(selection) || selection.sort)
        return (await thread.call({ kind: "select", selection, stored, part }, signal)) as SelectedPart;
      const length = Math.max(0, Math.min(part.length, stored - part.offset));
      return { total: stored, numbers: rowNumbers({ ...part, length }) };
    },
    async count(facet, stored, signal) {
      return (await thread.call({ kind: "count", stored, ...facet }, signal)) as FacetValue[] | null;
    },
    close: () => thread.end(),
  };
}
