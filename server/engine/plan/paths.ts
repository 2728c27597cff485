import type { Column, Comparison, Table } from "../graph.ts";
import type { Hop, Path } from "../intent.ts";
import { chained, isExact } from "./comparisons.ts";
import { describeHop, type Edge, edgesOf, type JoinSettings } from "./edges.ts";

export type PathResult =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "ambiguous"; readonly choices: readonly string[] }
  | { readonly kind: "none"; readonly excluded: readonly string[] };

const MOST_HOPS = 5;

/** How the definition's words and the names speak for one of several joins between the same two tables. */
export function evidence(settings: JoinSettings, edge: Edge, others: readonly Edge[]): number {
  const own = [...edge.fromColumns, ...edge.toColumns].flatMap(wordsOf);
  const shared = others.flatMap((other) => [...other.fromColumns, ...other.toColumns]).map(wordsOf);
  const telling = own.filter(
    (word) => settings.words.has(word) && !shared.every((words) => words.includes(word)),
  );
  const sameName = edge.fromColumns.every((column, i) => squash(column) === squash(edge.toColumns[i] ?? ""));
  return edge.rank + telling.length * 0.5 + (sameName ? 0.3 : 0);
}

function squash(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function wordsOf(column: string): string[] {
  return column
    .replace(/([\p{Ll}])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

/** The best of the joins between two neighbours, or several that are equally good. */
function pick(settings: JoinSettings, edges: readonly Edge[]): { best: Edge; rivals: readonly Edge[] } {
  if (edges.length === 1) return { best: edges[0] as Edge, rivals: [] };
  const scored = edges
    .map((edge) => ({ edge, score: evidence(settings, edge, edges) }))
    .sort((a, b) => b.score - a.score);
  const first = scored[0] as (typeof scored)[0];
  const rivals = scored.filter(
    ({ edge, score }) => first.score - score < 0.05 && describeHop(edge) !== describeHop(first.edge),
  );
  return { best: first.edge, rivals: rivals.map(({ edge }) => edge) };
}

interface Step {
  readonly to: Table;
  readonly best: Edge;
  readonly rivals: readonly Edge[];
}

const steps = new WeakMap<JoinSettings, Map<Table, readonly Step[]>>();

/** The joins from a table to its neighbours, the best for each. */
function stepsFrom(settings: JoinSettings, table: Table): readonly Step[] {
  const all = steps.get(settings) ?? new Map<Table, readonly Step[]>();
  steps.set(settings, all);
  const known = all.get(table);
  if (known) return known;
  const found = new Map<Table, Edge[]>();
  for (const edge of edgesOf(settings).from.get(table) ?? []) {
    if (edge.to === table) continue;
    const list = found.get(edge.to);
    if (list) list.push(edge);
    else found.set(edge.to, [edge]);
  }
  const result = [...found].map(([to, edges]) => ({ to, ...pick(settings, edges) }));
  all.set(table, result);
  return result;
}

/** How a table is reached from another in the cheapest way. */
interface Reached {
  readonly table: Table;
  readonly hops: readonly Edge[];
  /** Joins just as good as one of the hops. */
  readonly rivals: readonly Edge[];
  readonly cost: number;
}

/** What was found from one table: the ways to all others, and those that were asked for. */
interface Search {
  readonly reached: ReadonlyMap<Table, Reached>;
  readonly results: Map<Table, PathResult>;
}

const searches = new WeakMap<JoinSettings, Map<Table, Search>>();

/** The cheapest way from one table to another, at most five relationships long. */
export function findPath(settings: JoinSettings, from: Table, to: Table): PathResult {
  const all = searches.get(settings) ?? new Map<Table, Search>();
  searches.set(settings, all);
  const { reached, results } = all.get(from) ?? { reached: search(settings, from), results: new Map() };
  all.set(from, { reached, results });
  const result = results.get(to) ?? resultOf(settings, from, to, from === to ? undefined : reached.get(to));
  results.set(to, result);
  return result;
}

function resultOf(settings: JoinSettings, from: Table, to: Table, found: Reached | undefined): PathResult {
  if (!found) return { kind: "none", excluded: excludedBetween(settings, from, to) };
  if (found.rivals.length === 0) return { kind: "path", path: collapse(found.hops) };
  const choices = [found.hops[0] as Edge, ...found.rivals].map((edge) => describeHop(edge));
  return { kind: "ambiguous", choices };
}

/** Every table that can be reached from one, in one search for all of them. */
function search(settings: JoinSettings, from: Table): ReadonlyMap<Table, Reached> {
  const reached = new Map<Table, Reached>();
  /** Cheapest last; of equals, the one that came first. */
  const open: Reached[] = [{ table: from, hops: [], rivals: [], cost: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    if (reached.has(at.table)) continue;
    reached.set(at.table, at);
    if (at.hops.length >= MOST_HOPS) continue;
    for (const { to, best, rivals } of stepsFrom(settings, at.table)) {
      if (reached.has(to)) continue;
      const shared = sharesOwner(at.hops.at(-1), best) ? SHARED_OWNER : 0;
      const cost = at.cost + 1 + shared + (1 - best.confidence) * 0.5 - (best.rule ? 0.4 : 0);
      const next = { table: to, hops: [...at.hops, best], rivals: [...at.rivals, ...rivals], cost };
      open.splice(placeOf(open, cost), 0, next);
    }
  }
  return reached;
}

/** Rooms have their bookings through the stays in them rather than through the hotel that both belong to. */
const SHARED_OWNER = 0.3;

/** Whether a way goes from a row to what it belongs to, and on to all else that belongs to that. */
function sharesOwner(up: Edge | undefined, down: Edge): boolean {
  return up !== undefined && isToOne([up]) && !isToOne([down]);
}

/** Where in a list with the cheapest last one of this cost belongs, before its equals. */
function placeOf(open: readonly Reached[], cost: number): number {
  let [low, high] = [0, open.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((open[middle]?.cost ?? 0) > cost) low = middle + 1;
    else high = middle;
  }
  return low;
}

function excludedBetween(settings: JoinSettings, from: Table, to: Table): string[] {
  const all = edgesOf(settings).excluded;
  const direct = all.filter((edge) => edge.from === from && edge.to === to);
  const touching = direct.length > 0 ? direct : all.filter((edge) => edge.from === from || edge.from === to);
  return [...new Set(touching.map((edge) => describeHop(edge)))];
}

/**
 * a.x = hub.k and hub.k = b.y is a.x = b.y: a table that is only passed through on one and the same key is left
 * out, for a row of A may well have a partner in B without the hub knowing it.
 */
function collapse(hops: readonly Edge[]): Path {
  const out: Hop[] = [];
  for (const hop of hops) {
    const last = out[out.length - 1];
    const sameKey =
      last &&
      last.toColumns.length === hop.fromColumns.length &&
      last.toColumns.every((column, i) => column === hop.fromColumns[i]);
    const comparisons = sameKey ? chained(last, hop) : null;
    if (last && comparisons) {
      out[out.length - 1] = joinHops(last, hop, comparisons);
    } else out.push(hop);
  }
  return out as unknown as Path;
}

function joinHops(first: Hop, second: Hop, comparisons: readonly Comparison[]): Hop {
  return {
    from: first.from,
    to: second.to,
    fromColumns: first.fromColumns,
    toColumns: second.toColumns,
    comparisons,
    reason: `${first.reason}, through ${first.to.name}.${first.toColumns.join(", ")}`,
    confidence: first.confidence * second.confidence,
  };
}

/** Whether the columns hold a declared or measured key of the table. */
export function isUnique(table: Table, columns: readonly string[]): boolean {
  const keys = [table.primaryKey, ...table.uniqueKeys].filter((key) => key.length > 0);
  return keys.some((key) => key.every((column) => columns.includes(column)));
}

/** Whether following the path finds at most one row: keys that differ may compare as equal where case does not count. */
export function isToOne(path: Path): boolean {
  return path.every((hop) => isExact(hop) && isUnique(hop.to, hop.toColumns));
}

/** Direct joins only: whether two tables are neighbours, and how. */
export function directHops(settings: JoinSettings, from: Table, to: Table): readonly Hop[] {
  return neighbourHops(settings, from).filter((hop) => hop.to === to);
}

/** The tables next to a table, with every join. */
export function neighbourHops(settings: JoinSettings, table: Table): readonly Hop[] {
  return edgesOf(settings).from.get(table) ?? [];
}

/** The column of a table by its exact name. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`engine bug: ${table.name} has no column ${name}`);
  return column;
}
