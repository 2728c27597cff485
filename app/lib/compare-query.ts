import type { ComparisonQuery, ComparisonResponse } from "../../server/contracts/comparisons.ts";
import type { ExportFormat } from "../../server/contracts/drilldown.ts";
import { ROW_CHANGES, type RowChange } from "../../server/contracts/row-changes.ts";

/** What the page of a comparison shows, as its query string holds it. */
export interface CompareQuery {
  /** The columns by which rows are compared; empty: whole rows; undefined: what is known of them. */
  readonly key?: readonly string[] | undefined;
  /** null: all that is not the same. */
  readonly change: RowChange | null;
  readonly page: number;
}

export function readCompareQuery(params: URLSearchParams): CompareQuery {
  const key = params.getAll("key");
  const page = Number(params.get("page") ?? 1);
  return {
    key: params.get("by") === "row" ? [] : key.length > 0 ? key : undefined,
    change: ROW_CHANGES.find((change) => change === params.get("change")) ?? null,
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The query string of a view; "" for the first one. */
export function compareParams({ key, change, page }: CompareQuery): string {
  const params = new URLSearchParams();
  if (key?.length === 0) params.set("by", "row");
  for (const column of key ?? []) params.append("key", column);
  if (change) params.set("change", change);
  if (page > 1) params.set("page", String(page));
  const text = params.toString();
  return text && `?${text}`;
}

export function comparePath(left: number, right: number): string {
  return `/landing-kpi/compare/${left}/${right}`;
}

/** The page that compares an execution with the successful one before it. */
export function compareWithBeforePath(execution: number): string {
  return `/landing-kpi/compare/before/${execution}`;
}

/** The address of a file with all rows of a view. */
export function differencesPath(
  { left, right }: Pick<ComparisonQuery, "left" | "right">,
  { key, change }: CompareQuery,
  format: ExportFormat,
): string {
  const params = new URLSearchParams();
  if (key) params.set("key", JSON.stringify(key));
  if (change) params.set("change", change);
  const text = params.toString();
  return `/v1/landing-kpi/compare/${left}/${right}/export.${format}${text && `?${text}`}`;
}

const ORIGINS: Readonly<Record<ComparisonResponse["key"]["origin"], string>> = {
  asked: "as you chose",
  primary_key: "the primary key of their table",
  unique_key: "a unique key of their table",
  things: "by which the definition tells things apart",
  join: "by which the definition joins them",
  groups: "their group",
  figure: "",
  row: "",
};

/** By what rows of both runs are taken for the same thing, as a sentence. */
export function keySentence({ columns, origin }: ComparisonResponse["key"]): string {
  if (origin === "figure") return "Each run has one row, so the two are compared with each other.";
  if (columns.length === 0)
    return "Whole rows are compared: a row with another value is one that is gone and one that was added.";
  return `Rows are the same thing when they have the same ${columns.join(", ")} (${ORIGINS[origin]}).`;
}
