import type { z } from "zod";
import type { ColumnToSay, NameKind, NamesQuery, NamesResponse } from "../contracts/graph-names.ts";
import type { Graph } from "../engine/graph.ts";
import { invalidField } from "../errors.ts";
import {
  type NamedColumn,
  type NamedTable,
  type NamedValue,
  type NameIndex,
  nameIndex,
  type SearchKey,
  spoken,
} from "./graph-names-index.ts";
import { takeTurn } from "./turns.ts";

export type AskedNames = Omit<NamesQuery, "kg_name">;
type Found = Omit<z.infer<typeof NamesResponse>, "success" | "kg_name">;

/** How many names are compared with the search in one turn: a few milliseconds' work. */
const COMPARED_A_TURN = 20_000;

/**
 * A page of what a definition may name in a graph: of each kind the best hits first (exact, prefix, start of a word,
 * contained; equal ones in the graph's order), with how many there are in all. A `table` that the graph does not have
 * is refused by field.
 */
export async function namesOf(graph: Graph, asked: AskedNames): Promise<Found> {
  const index = await nameIndex(graph);
  const within = asked.table === undefined ? null : tableCalled(index, asked.table);
  const { sayings } = index;
  const of = async <T extends Searchable, Hit>(
    kind: NameKind,
    all: readonly T[],
    tableOf: (one: T) => NamedTable,
    hit: (one: T) => Hit,
  ) => {
    if (asked.kind && asked.kind !== kind) return { total: 0, hits: [] };
    const ranked = await search(all, asked.q ?? "", (one) => !within || tableOf(one) === within);
    return { total: ranked.total, hits: ranked.page(asked.page, asked.page_size).map(hit) };
  };
  const columnHit = (one: NamedColumn): ColumnToSay => ({
    say: sayings.column(one.of.table, one.column),
    name: one.column.name,
    table: one.of.calledAs,
    aliases: [...one.column.aliases],
    kind: one.column.kind,
  });
  const tableHit = (one: NamedTable) => ({
    say: sayings.table(one.table),
    name: one.calledAs,
    schema: one.table.schema,
    aliases: [...one.table.aliases],
    row_count: one.table.rowCount ?? null,
    columns_count: one.table.columns.length,
    columns: one.table.columns
      .slice(0, asked.columns_per_table)
      .map((column) => columnHit({ of: one, column, keys: [] })),
  });
  const valueHit = ({ of: { of, column }, value }: NamedValue) => ({
    say: sayings.value(of.table, column, value),
    value,
    column: column.name,
    table: of.calledAs,
  });
  return {
    page: asked.page,
    page_size: asked.page_size,
    tables: await of("tables", index.tables, (one) => one, tableHit),
    columns: await of("columns", index.columns, (one) => one.of, columnHit),
    values: await of("values", index.values, (one) => one.of.of, valueHit),
  };
}

function tableCalled(index: NameIndex, name: string): NamedTable {
  const found = index.tables.find(({ calledAs }) => calledAs === name);
  if (!found)
    throw invalidField(
      "table",
      `The knowledge graph has no table "${name}". Take a name as it stands among the tables of this answer without the field table.`,
    );
  return found;
}

interface Searchable {
  readonly keys: readonly SearchKey[];
}

interface Ranked<T> {
  readonly total: number;
  page(page: number, size: number): T[];
}

async function search<T extends Searchable>(
  all: readonly T[],
  q: string,
  isWithin: (one: T) => boolean,
): Promise<Ranked<T>> {
  const text = spoken(q);
  const typed = { spoken: text, letters: text.replaceAll(" ", "") };
  const byRank: T[][] = [[], [], [], []];
  for (const [i, one] of all.entries()) {
    if (i % COMPARED_A_TURN === COMPARED_A_TURN - 1) await takeTurn();
    if (!isWithin(one)) continue;
    const rank = q === "" ? 0 : Math.min(...one.keys.map((key) => rankOf(key, typed)));
    byRank[rank]?.push(one);
  }
  const total = byRank.reduce((sum, { length }) => sum + length, 0);
  return { total, page: (page, size) => byRank.flat().slice((page - 1) * size, page * size) };
}

/** 0 exact, 1 prefix, 2 start of a word, 3 contained; Infinity for what was not found, as by signs alone. */
function rankOf(key: SearchKey, typed: SearchKey): number {
  if (typed.letters === "") return Number.POSITIVE_INFINITY;
  if (key.spoken === typed.spoken || key.letters === typed.letters) return 0;
  if (key.spoken.startsWith(typed.spoken) || key.letters.startsWith(typed.letters)) return 1;
  if (key.spoken.includes(` ${typed.spoken}`)) return 2;
  return key.spoken.includes(typed.spoken) || key.letters.includes(typed.letters)
    ? 3
    : Number.POSITIVE_INFINITY;
}
