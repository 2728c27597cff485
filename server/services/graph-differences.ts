import type { Catalog } from "../connectors/connector.ts";
import type { GraphChanges } from "../contracts/graph-builds.ts";
import type { Evidence, Proposal } from "../discovery/proposal.ts";
import { type Difference, differencesOfEvidence } from "../discovery/rebuild.ts";
import type { Column, Table } from "../engine/graph.ts";
import { tableKey } from "./graph-lookup.ts";

/** What a source has that it had not when it was read before, and what that means for a graph's joins. */

export type ChangedJoin = GraphChanges["joins"][number];
export type ChangedColumn = GraphChanges["columns"][number];
type Figure = ChangedJoin["differences"][number];

/** Tables and columns that are new, gone or of another type; columns only of tables that stay. */
export function changesOfTables(
  before: readonly Table[],
  after: readonly Catalog[],
): Pick<GraphChanges, "tables" | "columns"> {
  const old = new Map(before.map((table) => [tableKey(table.schema, table.name), table]));
  const named = ({ schema, name }: Table) => ({ schema, table: name });
  const added: Table[] = [];
  const columns: ChangedColumn[] = [];
  for (const table of after.flatMap(({ tables }) => tables)) {
    const key = tableKey(table.schema, table.name);
    const known = old.get(key);
    old.delete(key);
    if (known) columns.push(...changesOfColumns(known, table));
    else added.push(table);
  }
  return { tables: { new: added.map(named), gone: [...old.values()].map(named) }, columns };
}

function changesOfColumns(before: Table, after: Table): ChangedColumn[] {
  const old = new Map(before.columns.map((column) => [column.name, column]));
  const change = (column: Column, what: ChangedColumn["change"], was: string | null, is: string | null) => ({
    schema: after.schema,
    table: after.name,
    column: column.name,
    change: what,
    before: was,
    after: is,
  });
  const found = after.columns.flatMap((column) => {
    const known = old.get(column.name);
    old.delete(column.name);
    if (!known) return change(column, "new", null, column.declaredType);
    return known.declaredType === column.declaredType
      ? []
      : change(column, "type", known.declaredType, column.declaredType);
  });
  return [...found, ...[...old.values()].map((column) => change(column, "gone", column.declaredType, null))];
}

/** Figures that say how well a join fits, under the names that the API has for them. Others change with every row. */
const TOLD: Readonly<Partial<Record<Difference["what"], string>>> = {
  direction: "direction",
  type: "type",
  origin: "origin",
  match: "match",
  sameType: "same_type",
  targetUnique: "target_unique",
  containment: "containment",
  exactContainment: "exact_containment",
};

/** A share that moves by less is nothing to look at. */
const NOTABLE_SHARE = 0.05;
/** An approved join that loses so much of its values is named in what came of the build. */
const MUCH_WORSE = 0.1;

/** The differences that a person should see. */
export function toldDifferences(differences: readonly Difference[]): Figure[] {
  return differences.flatMap(({ what, before, after }) => {
    const name = TOLD[what];
    if (name === undefined) return [];
    if (typeof before === "number" && typeof after === "number" && Math.abs(before - after) < NOTABLE_SHARE)
      return [];
    return { what: name, before: figureOf(before), after: figureOf(after) };
  });
}

function figureOf(value: unknown): Figure["before"] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

/** What its figures say of a join that people decided on; null when they say the same as before. */
export function changeOfDecided(
  join: Pick<ChangedJoin, "source" | "target" | "status">,
  before: Evidence | null,
  after: Evidence,
): ChangedJoin | null {
  const differences = toldDifferences(differencesOfEvidence(before, after));
  if (differences.length === 0) return null;
  const lost = (before?.containment ?? 0) - (after.containment ?? 0);
  const worse =
    after.valuesChecked > 0 && (lost >= MUCH_WORSE || (before?.targetUnique === true && !after.targetUnique));
  return { ...join, change: "other", worse: join.status === "approved" && worse, differences };
}

export function joinOf({ source, target }: Pick<Proposal, "source" | "target">) {
  return {
    source: { ...source, columns: [...source.columns] },
    target: { ...target, columns: [...target.columns] },
  };
}

/** Of each kind so many are listed; the others are counted. */
const MOST_LISTED = 200;

/** A graph of thousands of tables may change all over: what is kept of it stays readable. */
export function shortened(changes: Omit<GraphChanges, "left_out">): GraphChanges {
  let left_out = 0;
  const first = <T>(items: T[]): T[] => {
    left_out += Math.max(0, items.length - MOST_LISTED);
    return items.slice(0, MOST_LISTED);
  };
  const { tables, columns, joins, unused } = changes;
  const shown = {
    tables: { new: first(tables.new), gone: first(tables.gone) },
    columns: first(columns),
    // What fits worse is not to be missed among what is new.
    joins: first(joins.toSorted((a, b) => Number(b.worse) - Number(a.worse))),
    unused: first(unused),
  };
  return { ...shown, left_out };
}
