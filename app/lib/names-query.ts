import type { NameKind } from "../../server/contracts/graph-names.ts";
import type { AppCaller } from "../../server/router.ts";
import { withParams } from "./urls.ts";

type NamesInput = Parameters<AppCaller["graphs"]["names"]>[0];

/** In the order of the pages. The contract has them too, with what checks it: too much for the browser. */
export const NAME_KINDS = ["tables", "columns", "values"] as const satisfies readonly NameKind[];

/** The state of a page of names as its query string holds it. Texts go to the API as they are: it checks them. */
export interface NamesQuery {
  readonly q?: string;
  /** Only these, page by page; without it each kind's first ones. */
  readonly kind?: NameKind;
  readonly table?: string;
  readonly page: string;
}

const NAMES_A_KIND = 20;
const NAMES_A_PAGE = 50;
const COLUMNS_A_TABLE = 25;

export function readNamesQuery(params: URLSearchParams): NamesQuery {
  const text = (name: string) => params.get(name)?.trim() || undefined;
  return {
    q: text("q"),
    kind: text("kind") as NameKind | undefined,
    table: text("table"),
    page: text("page") ?? "1",
  };
}

/** What the page asks the API for, which refuses a kind, a table and a page that it does not know. */
export function namesInput(kg_name: string, query: NamesQuery): NamesInput {
  const page_size = query.kind ? NAMES_A_PAGE : NAMES_A_KIND;
  return { kg_name, ...query, page_size, columns_per_table: COLUMNS_A_TABLE };
}

/** The address of a graph's names. */
export function namesPath(graph: string, query: Partial<NamesQuery> = {}): string {
  return `/graphs/${encodeURIComponent(graph)}/names${withParams("", { ...query })}`;
}

/** The address of a search for a graph's names, beside a form. */
export function namesSearchPath(graph: string, query: Partial<NamesQuery>): string {
  return `/graphs/${encodeURIComponent(graph)}/names/search${withParams("", { ...query })}`;
}

/** Where nothing is sought, the columns are with their tables. */
export function shownKinds({ q, kind, table }: Partial<NamesQuery>): readonly NameKind[] {
  if (kind) return [kind];
  return q || table ? NAME_KINDS : ["tables", "values"];
}
