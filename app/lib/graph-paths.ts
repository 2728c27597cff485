import { type ParamChanges, withParams } from "./urls.ts";

/** The page of a knowledge graph, whatever its name has in it; `below` is a page of its own under it. */
export function graphPath(name: string, params: ParamChanges = {}, below = ""): string {
  return `/graphs/${encodeURIComponent(name)}${below}${withParams("", params)}`;
}

/** The page of a table of a graph; `table` is what it is called there, with its schema where needed. */
export function tablePath(graph: string, table: string, params: ParamChanges = {}): string {
  return graphPath(graph, params, `/tables/${encodeURIComponent(table)}`);
}

/** Where a graph is made again from its source, with what it covers ticked. */
export function makeAgainPath(sourceId: number, name: string): string {
  return `/graphs/new${withParams("", { source: sourceId, name })}`;
}
