import type { AppCaller } from "../../server/router.ts";

type OverviewInput = Parameters<AppCaller["kpis"]["overview"]>[0];

export const KPI_STATES = ["active", "deleted", "all"] as const;
export type KpiState = (typeof KPI_STATES)[number];

export const RUNS_PER_PAGE = 10;

/** The state of the list page as its query string holds it. Texts go to the API as they are: it checks them. */
export interface ListQuery {
  readonly search?: string;
  readonly group_name?: string;
  readonly state: KpiState;
  readonly sort_by: string;
  readonly sort_order: string;
  readonly page: string;
  /** The KPI whose details and history are open. */
  readonly kpi?: string;
  readonly run_status?: string;
  readonly run_page: number;
}

export function readListQuery(params: URLSearchParams): ListQuery {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  const run = Number(text("run_page"));
  return {
    search: text("search"),
    group_name: text("group_name"),
    state: KPI_STATES.find((state) => state === text("state")) ?? "active",
    sort_by: text("sort_by") ?? "id",
    sort_order: text("sort_order") ?? "asc",
    page: text("page") ?? "1",
    kpi: text("kpi"),
    run_status: text("run_status"),
    run_page: Number.isSafeInteger(run) && run > 0 ? run : 1,
  };
}

/** What the list page asks the API for, which refuses a column or an order that it does not know. */
export function overviewQuery(query: ListQuery): OverviewInput {
  const { search, group_name, page } = query;
  const is_active = query.state === "all" ? undefined : query.state === "active";
  const sort = { sort_by: query.sort_by, sort_order: query.sort_order } as Pick<
    OverviewInput,
    "sort_by" | "sort_order"
  >;
  return { search, group_name, is_active, page, ...sort };
}

/** Whether anything narrows the list: an empty list then means "nothing matches", not "nothing is there". */
export function isNarrowed(query: ListQuery): boolean {
  return Boolean(query.search || query.group_name || query.state === "deleted");
}
