import type { RelationshipEntry } from "../../server/contracts/relationships.ts";
import { DEFINITION_GRAPH } from "./kpi-form.ts";
import { type ParamChanges, withParams } from "./urls.ts";

/** The page of a knowledge graph, whatever its name has in it; `below` is a page of its own under it. */
export function graphPath(name: string, params: ParamChanges = {}, below = ""): string {
  return `/graphs/${encodeURIComponent(name)}${below}${withParams("", params)}`;
}

/** The page of a table of a graph; `table` is what it is called there, with its schema where needed. */
export function tablePath(graph: string, table: string, params: ParamChanges = {}): string {
  return graphPath(graph, params, `/tables/${encodeURIComponent(table)}`);
}

/** The name of a join's place on its graph's page. */
export function joinAnchor(id: number): string {
  return `join-${id}`;
}

/** A join that waits for a decision, on its graph's page among those of the same columns. */
export function proposedJoinPath(graph: string, { id, source }: Pick<RelationshipEntry, "id" | "source">) {
  const search = [source.table, ...source.columns].join(" ");
  return `${graphPath(graph, { status: "proposed", search })}#${joinAnchor(id)}`;
}

/** Where a KPI is written on a graph. */
export function newKpiPath(graph: string): string {
  return `/landing-kpi/new${withParams("", { [DEFINITION_GRAPH]: graph })}`;
}

/** Where a graph is made again from its source, with what it covers ticked. */
export function makeAgainPath(sourceId: number, name: string): string {
  return `/graphs/new${withParams("", { source: sourceId, name })}`;
}
