import type { Column, Table } from "../graph.ts";
import type { Hop, Intent } from "../intent.ts";
import { singular } from "../text/words.ts";
import type { Draft, Use } from "./draft.ts";
import { entityQuality } from "./nouns.ts";

/**
 * Words that were linked to a table or a column of which the intent then does not speak: the answer would pass over
 * something that the definition names. General nouns in the plural ("materials" for the rows that are counted) are no such words.
 */
export function unusedUses(intent: Intent, draft: Draft): readonly Use[] {
  const asked = askedOf(intent);
  const spoken = new Set([...asked, ...listedOf(intent)]);
  return draft.uses.filter((use) => {
    const linked = /^(table|column|value of) (.*?)( \([a-z]+\))?$/.exec(use.meaning)?.[2];
    const word = draft.settings.wordAt(use);
    const general = singular(word) !== word && entityQuality(word) > 0.9;
    return linked !== undefined && !(use.place ? asked : spoken).has(linked) && !general;
  });
}

/** A list of rows shows all columns of its table. */
function listedOf({ shape, source }: Intent): string[] {
  const all = shape.kind === "rows" && shape.columns === null;
  return all ? source.columns.map((column) => `${source.name}.${column.name}`) : [];
}

/** All tables and columns of which an intent asks something, those that join it too. */
export function spokenOf(intent: Intent): { tables: ReadonlySet<Table>; columns: ReadonlySet<Column> } {
  const tables = new Set<Table>();
  const columns = new Set<Column>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if (isTable(node)) tables.add(node);
    else if (isColumn(node)) columns.add(node);
    else {
      if (isHop(node)) for (const column of keysOf(node)) columns.add(column);
      for (const child of Object.values(node)) visit(child);
    }
  };
  visit(intent);
  return { tables, columns };
}

/** Their names, of columns as "TABLE.COLUMN". */
function askedOf(intent: Intent): ReadonlySet<string> {
  const { tables, columns } = spokenOf(intent);
  const names = new Set<string>();
  for (const table of tables) {
    names.add(table.name);
    for (const column of table.columns) if (columns.has(column)) names.add(`${table.name}.${column.name}`);
  }
  return names;
}

function isTable(node: object): node is Table {
  return "primaryKey" in node;
}

function isColumn(node: object): node is Column {
  return "declaredType" in node;
}

function isHop(node: object): node is Hop {
  return "fromColumns" in node;
}

function keysOf(hop: Hop): Column[] {
  return [
    ...hop.from.columns.filter((column) => hop.fromColumns.includes(column.name)),
    ...hop.to.columns.filter((column) => hop.toColumns.includes(column.name)),
  ];
}
