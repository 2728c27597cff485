import type { Comparison, Graph, Relationship, RelationshipEnd, Ruleset, Table } from "../graph.ts";
import type { Hop } from "../intent.ts";
import { EXACT, suits, withFold } from "./comparisons.ts";

/** What may change how two tables are joined. */
export interface JoinSettings {
  readonly graph: Graph;
  readonly ruleset: Ruleset | undefined;
  readonly excludedFields: readonly string[];
  /** "ignoring case" in the definition: every key is folded. */
  readonly fold: boolean;
  /** From which token on it is said what must be so: the rows that break it are asked for. */
  readonly ruleAt: number | null;
  /** ISO date. */
  readonly today: string;
  /** Canonical words of the definition: they choose between several joins of the same two tables. */
  readonly words: ReadonlySet<string>;
  /** The last word of a range of tokens, lower case. */
  wordAt(range: { readonly end: number }): string;
}

export interface Edge extends Hop {
  readonly rank: number;
  readonly rule: boolean;
}

/** Whether a column may not take part in joins, by its name or `table.name`. */
export function isExcluded(excludedFields: readonly string[], table: string, column: string): boolean {
  return excludedFields.some((field) => {
    const wanted = field.trim().toLowerCase();
    return wanted === column.toLowerCase() || wanted === `${table}.${column}`.toLowerCase();
  });
}

const tablesByName = new WeakMap<Graph, ReadonlyMap<string, readonly Table[]>>();

function findTable(graph: Graph, end: RelationshipEnd): Table | undefined {
  const byName = tablesByName.get(graph) ?? Map.groupBy(graph.tables, (table) => table.name.toLowerCase());
  tablesByName.set(graph, byName);
  const named = byName.get(end.table.toLowerCase()) ?? [];
  return named.find((table) => table.schema.toLowerCase() === end.schema.toLowerCase()) ?? named[0];
}

function columnNamesOf(table: Table, names: readonly string[]): string[] | null {
  const found: string[] = [];
  for (const name of names) {
    const column = table.columns.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (!column) return null;
    found.push(column.name);
  }
  return found.length > 0 ? found : null;
}

function edgeOf(
  settings: JoinSettings,
  source: RelationshipEnd,
  target: RelationshipEnd,
  about: Pick<Edge, "reason" | "confidence" | "rank" | "rule">,
  comparisons?: readonly Comparison[],
): Edge | null {
  const from = findTable(settings.graph, source);
  const to = findTable(settings.graph, target);
  if (!from || !to) return null;
  const fromColumns = columnNamesOf(from, source.columns);
  const toColumns = columnNamesOf(to, target.columns);
  if (!fromColumns || !toColumns || fromColumns.length !== toColumns.length) return null;
  const edge = {
    ...{ from, to, fromColumns, toColumns },
    comparisons: fromColumns.map((_, i) => comparisons?.[i] ?? EXACT),
    ...about,
  };
  return settings.fold ? withFold(edge) : edge;
}

function allSuit({ from, to, fromColumns, toColumns, comparisons }: Hop): boolean {
  const fit = ({ columns }: Table, name: string | undefined, comparison: Comparison) =>
    columns.some((column) => column.name === name && suits(comparison, column));
  return comparisons.every(
    (comparison, i) => fit(from, fromColumns[i], comparison) && fit(to, toColumns[i], comparison),
  );
}

function blocked(settings: JoinSettings, edge: Hop): boolean {
  return (
    edge.fromColumns.some((column) => isExcluded(settings.excludedFields, edge.from.name, column)) ||
    edge.toColumns.some((column) => isExcluded(settings.excludedFields, edge.to.name, column))
  );
}

/** `notes` go behind the pairs of columns, one each. */
export function describeHop(hop: Hop, notes: readonly string[] = []): string {
  return hop.fromColumns
    .map((column, i) => `${hop.from.name}.${column} = ${hop.to.name}.${hop.toColumns[i]}${notes[i] ?? ""}`)
    .join(" and ");
}

interface Edges {
  readonly from: ReadonlyMap<Table, readonly Edge[]>;
  readonly excluded: readonly Edge[];
}

const cache = new WeakMap<JoinSettings, Edges>();
/** Of settings that change nothing: the same for every definition over a graph. */
const plain = new WeakMap<Graph, Edges>();

function relationshipEdge(settings: JoinSettings, relationship: Relationship): Edge | null {
  const who = {
    declared: "declared in the database",
    person: "given by a person",
    evidence: "found in the data",
  }[relationship.origin];
  return edgeOf(settings, relationship.source, relationship.target, {
    rule: false,
    reason: `relationship ${relationship.type}, ${who}`,
    confidence: relationship.confidence,
    rank: relationship.priority + relationship.confidence,
  });
}

export function edgesOf(settings: JoinSettings): Edges {
  const unchanged = !settings.ruleset && !settings.fold && settings.excludedFields.length === 0;
  const known = unchanged ? plain.get(settings.graph) : cache.get(settings);
  if (known) return known;
  const usable: Edge[] = [];
  const excluded: Edge[] = [];
  for (const rule of settings.ruleset?.rules ?? []) {
    const reason = `rule ${rule.name} of ruleset ${settings.ruleset?.name ?? ""}`;
    const about = { rule: true, reason, confidence: rule.confidence, rank: 1e6 + rule.confidence };
    const edge = edgeOf(settings, rule.source, rule.target, about, rule.comparisons);
    // A column may have become of another type since the rule was made.
    if (edge && allSuit(edge)) (blocked(settings, edge) ? excluded : usable).push(edge);
  }
  for (const relationship of settings.graph.relationships) {
    const edge = relationshipEdge(settings, relationship);
    if (edge) (relationship.excluded || blocked(settings, edge) ? excluded : usable).push(edge);
  }
  const both = (edges: Edge[]) => edges.flatMap((edge) => [edge, reverse(edge)]);
  const result = { from: Map.groupBy(both(usable), (edge) => edge.from), excluded: both(excluded) };
  if (unchanged) plain.set(settings.graph, result);
  else cache.set(settings, result);
  return result;
}

function reverse(edge: Edge): Edge {
  return { ...edge, from: edge.to, to: edge.from, fromColumns: edge.toColumns, toColumns: edge.fromColumns };
}

/** Whether a rule or a relationship joins two tables directly, be it excluded from this reading. */
export function areJoined(settings: JoinSettings, a: Table, b: Table): boolean {
  const { from, excluded } = edgesOf(settings);
  return [...(from.get(a) ?? []), ...excluded].some((edge) => edge.from === a && edge.to === b);
}
