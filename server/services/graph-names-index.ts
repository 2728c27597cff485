import { foldText } from "../../db/database.ts";
import { tablesByName } from "../engine/from-names.ts";
import type { Column, Graph, Table } from "../engine/graph.ts";
import { identifierParts, Sayings, valuesToSay } from "../engine/saying.ts";
import { takeTurn } from "./turns.ts";

/** What one thing can be searched by; `letters` is `spoken` without its spaces. */
export interface SearchKey {
  readonly spoken: string;
  readonly letters: string;
}

export interface NamedTable {
  readonly table: Table;
  /** Its name, with the schema where the name alone is not enough. */
  readonly calledAs: string;
  readonly keys: readonly SearchKey[];
}

export interface NamedColumn {
  readonly of: NamedTable;
  readonly column: Column;
  readonly keys: readonly SearchKey[];
}

export interface NamedValue {
  readonly of: NamedColumn;
  /** As it is stored most often, without spaces around it. */
  readonly value: string;
  readonly keys: readonly SearchKey[];
}

/** Everything that a definition may name in a graph, in the graph's order. */
export interface NameIndex {
  readonly tables: readonly NamedTable[];
  readonly columns: readonly NamedColumn[];
  readonly values: readonly NamedValue[];
  readonly sayings: Sayings;
}

/** How many names are looked at in one turn: a few milliseconds' work. */
const NAMES_A_TURN = 2_000;

const indexes = new WeakMap<Graph, Promise<NameIndex>>();

/** The index of a graph: made once for each graph object, in steps between which others are served. */
export function nameIndex(graph: Graph): Promise<NameIndex> {
  const known = indexes.get(graph);
  if (known) return known;
  const made = makeIndex(graph);
  indexes.set(graph, made);
  return made;
}

async function makeIndex(graph: Graph): Promise<NameIndex> {
  const sayings = new Sayings();
  const tables: NamedTable[] = [];
  const columns: NamedColumn[] = [];
  const values: NamedValue[] = [];
  let looked = 0;
  for (const [calledAs, table] of tablesByName(graph)) {
    sayings.addTable(table);
    const named = { table, calledAs, keys: nameKeys(table) };
    tables.push(named);
    for (const column of table.columns) {
      const toSay = valuesToSay(column);
      sayings.addColumn(column, toSay);
      const of = { of: named, column, keys: nameKeys(column) };
      columns.push(of);
      for (const value of toSay) values.push({ of, value, keys: [valueKey(value)] });
      looked += 1 + toSay.length;
      if (looked < NAMES_A_TURN) continue;
      looked = 0;
      await takeTurn();
    }
  }
  return { tables, columns, values, sayings };
}

/** Text as it is searched: any case, and whatever stands between words is a space. */
export function spoken(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** By the aliases and the name, `billingCountry` and `billing_country` as "billing country". */
function nameKeys({ name, aliases }: { name: string; aliases: readonly string[] }): SearchKey[] {
  return [...aliases, name].map((each) => {
    const said = spoken(identifierParts(each).join(" "));
    return { spoken: said, letters: said.replaceAll(" ", "") };
  });
}

/** Values are data: spaces tell them apart. */
function valueKey(value: string): SearchKey {
  const said = spoken(value);
  return { spoken: said, letters: said };
}
