import type { Column, Table } from "../graph.ts";
import type { Condition, Hop, Intent } from "../intent.ts";
import { singular } from "../text/words.ts";
import type { Draft, Use } from "./draft.ts";
import type { Meaning } from "./meanings.ts";
import { entityQuality } from "./nouns.ts";

/**
 * Words that were linked to a table or a column of which the intent then does not speak: the answer would pass over
 * something that the definition names. General nouns in the plural ("materials" for the rows that are counted) are no such words.
 */
export function unusedUses(intent: Intent, draft: Draft): readonly Use[] {
  const { tables, columns } = spokenOf(intent);
  // A list of rows shows all columns of its table.
  const all = intent.shape.kind === "rows" && intent.shape.columns === null;
  const shown = new Set(all ? intent.source.columns : []);
  return draft.uses.filter((use) => {
    const linked = linkOf(use.meaning);
    if (!linked) return false;
    const spoken = linked.column
      ? columns.has(linked.column) || (!use.place && shown.has(linked.column))
      : tables.has(linked.table);
    const word = draft.settings.wordAt(use);
    const general = singular(word) !== word && entityQuality(word) > 0.9;
    return !spoken && !general;
  });
}

/** The table or the column that words were linked to by a name or a value. */
function linkOf(meaning: Meaning): { table: Table; column: Column | null } | null {
  if (meaning.kind === "table") return { table: meaning.table, column: null };
  return meaning.kind === "column" || meaning.kind === "value" ? meaning : null;
}

/** All tables and columns of which an intent asks something, those that join it too. */
export function spokenOf(intent: Intent | Condition): {
  tables: ReadonlySet<Table>;
  columns: ReadonlySet<Column>;
} {
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
