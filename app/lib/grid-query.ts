import type { DrilldownQuery, ExportFormat } from "../../server/contracts/drilldown.ts";

/** The state of the record grid as its page's query string holds it. */
export interface GridQuery {
  readonly sort_by?: string;
  readonly sort_order?: string;
  readonly search?: string;
  readonly page?: string;
  readonly page_size?: string;
  /** What was typed above each column, by column. */
  readonly typed: Readonly<Record<string, string>>;
  /** The columns to show; empty = all. */
  readonly show: readonly string[];
  /** The column whose values are shown with their counts. */
  readonly facet?: string;
}

const FILTER_PREFIX = "filter.";

/** The name of the field that filters a column. */
export function filterField(column: string): string {
  return FILTER_PREFIX + column;
}

export function readGridQuery(params: URLSearchParams): GridQuery {
  const typed = [...params]
    .filter(([name]) => name.startsWith(FILTER_PREFIX))
    .map(([name, value]) => [name.slice(FILTER_PREFIX.length), value] as const);
  const text = (name: string) => params.get(name)?.trim() || undefined;
  return {
    sort_by: text("sort_by"),
    sort_order: text("sort_order"),
    search: text("search"),
    page: text("page"),
    page_size: text("page_size"),
    typed: Object.fromEntries(typed),
    show: params.getAll("show"),
    facet: params.get("facet") || undefined,
  };
}

/** How many of the columns are shown. */
export function shownCount({ show }: GridQuery, columns: readonly string[]): number {
  return columns.filter((column) => show.includes(column)).length || columns.length;
}

/** What the addresses of the grid's pages may say, beside the filters; the last two are Remix's own. */
const NAMES = new Set([
  "sort_by",
  "sort_order",
  "search",
  "page",
  "page_size",
  "show",
  "facet",
  "details",
  "index",
  "_data",
]);

/** The first name in an address that its grid does not know: with it left out, other rows would be shown than were asked for. */
export function unknownName(params: URLSearchParams): string | undefined {
  return [...params.keys()].find((name) => !NAMES.has(name) && !name.startsWith(FILTER_PREFIX));
}

/** The filters as the API takes and reads them; undefined when there are none. */
export function gridFilters(query: GridQuery): DrilldownQuery["filters"] {
  const filters = Object.entries(query.typed).map(([column, typed]) => [column, { typed }] as const);
  return filters.length === 0 ? undefined : Object.fromEntries(filters);
}

/**
 * The address of the file with exactly the rows that the grid's search and filters keep, in its order. `marked` CSV
 * begins with a byte order mark, without which Excel reads no letters beyond ASCII, and at which others may stumble.
 */
export function exportPath(
  executionId: number,
  query: GridQuery,
  format: ExportFormat,
  { marked = false } = {},
): string {
  const params = new URLSearchParams();
  for (const name of ["sort_by", "sort_order", "search"] as const) {
    const value = query[name];
    if (value) params.set(name, value);
  }
  const filters = gridFilters(query);
  if (filters) params.set("filters", JSON.stringify(filters));
  if (marked) params.set("bom", "true");
  const text = params.toString();
  return `/v1/landing-kpi/executions/${executionId}/export.${format}${text && `?${text}`}`;
}
