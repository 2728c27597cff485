import type { AppLoadContext } from "@remix-run/node";
import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { FacetResponse } from "../../../server/contracts/facets.ts";
import { type GridQuery, gridFilters } from "../../lib/grid-query.ts";
import { answer, attempt } from "../../lib/problems.server.ts";

const FILTERS = "filters.";

/** The values of a column, or why they cannot be counted. */
export type ShownFacet = FacetResponse | { readonly column: string; readonly problem: string };

interface ShownRecords {
  readonly status: number;
  readonly records: DrilldownResponse;
  /** Why a filter cannot be read, by column; then no record is shown, and what was typed stays to be corrected. */
  readonly unread: Readonly<Record<string, string>>;
  /** The values of the column that was asked for; null when none was, or while a filter cannot be read. */
  readonly facet: ShownFacet | null;
}

export async function loadRecords(
  api: AppLoadContext["api"],
  execution_id: number,
  query: GridQuery,
): Promise<ShownRecords> {
  const { search, sort_by, page, page_size } = query;
  const sort_order = query.sort_order as "asc" | undefined;
  const asked = { execution_id, search, sort_by, sort_order, page, page_size };
  const filters = gridFilters(query);
  const call = api.drilldown.page({ ...asked, filters });
  const [attempted, facet] = await Promise.all([
    attempt(call),
    query.facet ? attempt(api.drilldown.facet({ execution_id, search, filters, column: query.facet })) : null,
  ]);
  const shown =
    facet && (facet.ok ? facet.value : { column: query.facet ?? "", problem: facet.failure.message });
  if (attempted.ok) return { status: 200, records: attempted.value, unread: {}, facet: shown };
  const unread = Object.entries(attempted.failure.fields)
    .filter(([field]) => field.startsWith(FILTERS))
    .map(([field, message]) => [field.slice(FILTERS.length), message] as const);
  if (unread.length === 0) return { status: 200, records: await answer(call), unread: {}, facet: shown };
  const unfiltered = await answer(api.drilldown.page({ ...asked, page: 1 }));
  return {
    status: attempted.failure.status,
    records: { ...unfiltered, data: [], total_records: 0, total_pages: 0 },
    unread: Object.fromEntries(unread),
    facet: null,
  };
}
