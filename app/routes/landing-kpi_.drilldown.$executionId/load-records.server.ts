import { type AppLoadContext, redirect } from "@remix-run/node";
import type { DrilldownResponse } from "../../../server/contracts/drilldown.ts";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import type { FacetResponse } from "../../../server/contracts/facets.ts";
import type { LiveRowsResponse } from "../../../server/contracts/live-rows.ts";
import { type GridQuery, gridFilters, shownCount } from "../../lib/grid-query.ts";
import { fittingPage } from "../../lib/page-size.ts";
import { answer, attempt } from "../../lib/problems.server.ts";
import { withParams } from "../../lib/urls.ts";

type Api = AppLoadContext["api"];

const FILTERS = "filters.";

/** The values of a column, or why they cannot be counted. */
export type ShownFacet = FacetResponse | { readonly column: string; readonly problem: string };

interface ShownRows<T> {
  readonly status: number;
  readonly records: T;
  /** Why a filter cannot be read, by column; then no record is shown, and what was typed stays to be corrected. */
  readonly unread: Readonly<Record<string, string>>;
}

interface ShownRecords extends ShownRows<DrilldownResponse> {
  /** The values of the column that was asked for; null when none was, or while a filter cannot be read. */
  readonly facet: ShownFacet | null;
}

/** Throws the way to a page with fewer records where so many of so many columns are more than a page shows. */
export function requireFittingPage(url: URL, query: GridQuery, columns: readonly string[]): void {
  const fitting = fittingPage(query, shownCount(query, columns));
  if (fitting) throw redirect(url.pathname + withParams(url.search, { ...fitting }));
}

/** The stored records of a run. */
export async function loadRecords(api: Api, execution_id: number, query: GridQuery): Promise<ShownRecords> {
  const asked = askedRows(execution_id, query);
  const { search, filters } = asked;
  const [shown, facet] = await Promise.all([
    loadRows(api.drilldown.page(asked), () => emptyPage(api, execution_id, query)),
    query.facet ? attempt(api.drilldown.facet({ execution_id, search, filters, column: query.facet })) : null,
  ]);
  const counted =
    facet && (facet.ok ? facet.value : { column: query.facet ?? "", problem: facet.failure.message });
  return { ...shown, facet: Object.keys(shown.unread).length > 0 ? null : counted };
}

/** All records of a run, as its source has them now. */
export function loadLiveRecords(
  api: Api,
  { id: execution_id, kpi_id }: Pick<ExecutionResult, "id" | "kpi_id">,
  query: GridQuery,
): Promise<ShownRows<LiveRowsResponse>> {
  return loadRows(api.drilldown.live(askedRows(execution_id, query)), async () => {
    const { execution_id: _, ...stored } = await emptyPage(api, execution_id, query);
    return {
      ...stored,
      execution_id,
      kpi_id,
      read_at: new Date().toISOString(),
      has_more: false,
      changed_since: [],
    };
  });
}

function askedRows(execution_id: number, query: GridQuery) {
  const { search, sort_by, page, page_size } = query;
  const sort_order = query.sort_order as "asc" | undefined;
  return { execution_id, search, sort_by, sort_order, page, page_size, filters: gridFilters(query) };
}

/** What there is to filter while a filter cannot be read. */
async function emptyPage(api: Api, execution_id: number, query: GridQuery): Promise<DrilldownResponse> {
  const asked = { ...askedRows(execution_id, query), filters: undefined, page: 1 };
  return { ...(await answer(api.drilldown.page(asked))), data: [], total_records: 0, total_pages: 0 };
}

async function loadRows<T>(call: Promise<T>, empty: () => Promise<T>): Promise<ShownRows<T>> {
  const attempted = await attempt(call);
  if (attempted.ok) return { status: 200, records: attempted.value, unread: {} };
  const unread = Object.entries(attempted.failure.fields)
    .filter(([field]) => field.startsWith(FILTERS))
    .map(([field, message]) => [field.slice(FILTERS.length), message] as const);
  if (unread.length === 0) return { status: 200, records: await answer(call), unread: {} };
  return { status: attempted.failure.status, records: await empty(), unread: Object.fromEntries(unread) };
}
