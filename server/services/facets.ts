import type { Db } from "../../db/schema/store.ts";
import { MAX_TYPED_FILTER } from "../contracts/drilldown.ts";
import { type FacetQuery, type FacetResponse, MAX_FACET_VALUES } from "../contracts/facets.ts";
import type { FacetValue } from "./facet-counts.ts";
import { type FilteredColumn, readFilter } from "./row-filter.ts";
import type { RowSearch } from "./row-search.ts";
import { filterableColumn, selectRows } from "./row-selection.ts";

export interface FacetService {
  /**
   * The different values of a column of a run, each with the number of its rows, under the search and the filters of
   * the other columns. `signal` ends the counting when nobody waits for it any more.
   */
  values(query: FacetQuery, signal?: AbortSignal): Promise<Omit<FacetResponse, "success">>;
}

export function createFacetService(db: Db, search: RowSearch): FacetService {
  return {
    async values({ column: name, ...query }, signal) {
      const others = Object.entries(query.filters ?? {}).filter(([filtered]) => filtered !== name);
      const filters = Object.fromEntries(others);
      const selected = await selectRows(db, { ...query, filters, sort_order: "asc" });
      const column = filterableColumn(selected.columns, name, "column");
      const { id: execution_id, number_of_records: stored } = selected.execution;
      const counted = await search.count(
        { selection: selected.selection, column: column.index, as: column.values, most: MAX_FACET_VALUES },
        stored,
        signal,
      );
      return {
        execution_id,
        column: name,
        values: counted?.map((facet) => ({ ...facet, typed: typedFor(column, facet) })) ?? null,
        filters_read: selected.filters_read,
      };
    },
  };
}

/** What to type above the column to see the rows with this value; null where no text would mean just that. */
function typedFor(column: FilteredColumn, { value }: FacetValue): string | null {
  if (value === null) return "(blank)";
  // The store has 1 and 0 for true and false.
  const typed = `=${typeof value === "boolean" ? Number(value) : String(value).trim()}`;
  return typed.length <= MAX_TYPED_FILTER && readFilter(column, { typed }).ok ? typed : null;
}
