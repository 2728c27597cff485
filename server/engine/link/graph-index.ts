import type { Column, Graph, Table } from "../graph.ts";
import { stem } from "../text/words.ts";
import { type Shortened, shortenedBy } from "./abbreviations.ts";
import { affirmatives, flagNames, negatives, opposites } from "./flags.ts";
import { canonical, columnNames, identifierParts, type Name, sharedPrefix, tableNames } from "./names.ts";
import { sexesSaid } from "./sexes.ts";

export interface Named<T> {
  readonly item: T;
  readonly name: Name;
}

export interface ColumnOf {
  readonly table: Table;
  readonly column: Column;
}

/** A value of the value index with every way it is stored ("CLOSED", "closed "), most frequent first. */
export interface IndexedValue extends ColumnOf {
  readonly stored: readonly string[];
  /** Said by the name of a column of yes and no ("discontinued"): `stored` are its ways to say yes. */
  readonly flag?: true;
}

/** What linking derives from a graph, once per graph object. */
export interface GraphIndex {
  readonly graph: Graph;
  /** Names by each of their canonical words, and by their letters. */
  readonly tables: ReadonlyMap<string, readonly Named<Table>[]>;
  readonly columns: ReadonlyMap<string, readonly Named<ColumnOf>[]>;
  /** Values by their folded text. */
  readonly values: ReadonlyMap<string, readonly IndexedValue[]>;
  readonly shortened: Shortened;
  /** Every word that some name or value is made of. */
  readonly words: ReadonlySet<string>;
  /** Tables and columns as they stand, lower case. */
  readonly identifiers: ReadonlySet<string>;
  /** Whether some column has days such as 20240531. */
  readonly hasCompactDates: boolean;
}

/** Case and spaces do not tell values apart. */
export function foldValue(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

class MultiMap<T> extends Map<string, T[]> {
  add(key: string, item: T): void {
    const list = this.get(key);
    if (list) list.push(item);
    else this.set(key, [item]);
  }
}

function addNames<T>(map: MultiMap<Named<T>>, item: T, names: readonly Name[], words: Set<string>): void {
  for (const name of names) {
    const named = { item, name };
    for (const key of new Set([...name.words, name.letters, ...name.words.map(stem)])) map.add(key, named);
    for (const word of name.words) words.add(word);
  }
}

function addValues(map: MultiMap<IndexedValue>, table: Table, column: Column, words: Set<string>): void {
  const byFold = new Map<string, string[]>();
  for (const value of column.values ?? []) {
    const folded = foldValue(value);
    if (folded === "") continue;
    const stored = byFold.get(folded);
    if (stored) stored.push(value);
    else byFold.set(folded, [value]);
  }
  for (const [folded, stored] of byFold) {
    map.add(folded, { table, column, stored });
    // "In transit" is stored as IN_TRANSIT.
    const spaced = folded.replace(/(?<=\p{L})[_-](?=\p{L})/gu, " ");
    if (!byFold.has(spaced)) map.add(spaced, { table, column, stored });
    for (const word of identifierParts(folded)) words.add(word);
  }
}

/** "discontinued", "is_active": a column of yes and no, whose name says what holds when it is yes. */
function addFlag(map: MultiMap<IndexedValue>, table: Table, column: Column, prefix: string | null): void {
  const stored = affirmatives(column);
  if (!stored) return;
  const denied = negatives(column);
  for (const said of flagNames(column, prefix)) {
    map.add(said, { table, column, stored, flag: true });
    if (denied.length > 0)
      for (const opposite of opposites(said))
        map.add(opposite, { table, column, stored: denied, flag: true });
  }
}

/** "female players" where they are marked F. What is stored as it is said is a value already. */
function addSexes(map: MultiMap<IndexedValue>, table: Table, column: Column): void {
  for (const { said, stored } of sexesSaid(column))
    if (!stored.some((value) => foldValue(value) === said)) map.add(said, { table, column, stored });
}

/** "TABLE.COLUMN" of every column that a relationship joins by. */
function joinedColumns({ relationships }: Graph): ReadonlySet<string> {
  return new Set(
    relationships.flatMap(({ source, target }) =>
      [source, target].flatMap((end) => end.columns.map((column) => `${end.table}.${column}`)),
    ),
  );
}

/**
 * What people call a key where it is aliased, they call it wherever it is joined under the same name: by lower-case
 * name of the column.
 */
function lentAliases(graph: Graph, joined: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const lent = new MultiMap<string>();
  for (const table of graph.tables)
    for (const { name, aliases } of table.columns)
      if (joined.has(`${table.name}.${name}`))
        for (const alias of aliases) lent.add(name.toLowerCase(), alias);
  return lent;
}

const cache = new WeakMap<Graph, GraphIndex>();

export function indexGraph(graph: Graph): GraphIndex {
  const known = cache.get(graph);
  if (known) return known;
  const tables = new MultiMap<Named<Table>>();
  const columns = new MultiMap<Named<ColumnOf>>();
  const values = new MultiMap<IndexedValue>();
  const words = new Set<string>();
  const identifiers = new Set<string>();
  const joined = joinedColumns(graph);
  const lent = lentAliases(graph, joined);
  for (const table of graph.tables) {
    identifiers.add(table.name.toLowerCase());
    addNames(tables, table, tableNames(table.name, table.aliases), words);
    const own = new Set(table.columns.flatMap(({ aliases }) => aliases.map((alias) => alias.toLowerCase())));
    const prefix = sharedPrefix(table.columns.map((column) => column.name));
    for (const column of table.columns) {
      identifiers.add(column.name.toLowerCase());
      const theirs = (lent.get(column.name.toLowerCase()) ?? []).filter(
        (alias) => joined.has(`${table.name}.${column.name}`) && !own.has(alias.toLowerCase()),
      );
      addNames(columns, { table, column }, columnNames(column.name, column.aliases, prefix, theirs), words);
      addFlag(values, table, column, prefix);
      addValues(values, table, column, words);
      addSexes(values, table, column);
      for (const part of identifierParts(column.name)) words.add(part);
    }
    for (const part of identifierParts(table.name)) words.add(part);
    for (const alias of table.aliases) for (const part of canonical(identifierParts(alias))) words.add(part);
  }
  const hasCompactDates = graph.tables.some((table) =>
    table.columns.some((column) => column.hasCompactDates),
  );
  const named = [...tables.values(), ...columns.values()].flat().map(({ name }) => name);
  const shortened = shortenedBy(named.flatMap(({ kind, words }) => (kind === "name" ? words : [])));
  const index = { graph, tables, columns, values, shortened, words, identifiers, hasCompactDates };
  cache.set(graph, index);
  return index;
}
