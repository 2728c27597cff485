import type { Column, Table } from "./graph.ts";
import { isFunctionWord } from "./link/function-words.ts";
import { foldValue } from "./link/graph-index.ts";
import { columnNames, identifierParts, tableNames } from "./link/names.ts";
import { CUE_WORDS } from "./parse/sketches.ts";
import { tokenize } from "./text/tokens.ts";

export { columnNames, identifierParts, tableNames } from "./link/names.ts";

/** The values of a column that a definition tells apart, each as it is stored most often. */
export function valuesToSay(column: Column): string[] {
  const byFold = new Map<string, string>();
  for (const value of column.values ?? []) {
    const folded = foldValue(value);
    if (folded !== "" && !byFold.has(folded)) byFold.set(folded, value.trim());
  }
  return [...byFold.values()];
}

/**
 * How to write the things of one graph into a definition so that they are understood: by an alias that nothing else
 * has, else by the name as it stands. Add the whole graph before asking; adding goes in steps of a column, because a
 * large graph takes longer than others should wait.
 */
export class Sayings {
  /** Tables by the letters of each of their names. */
  readonly #tables = new Map<string, Set<Table>>();
  readonly #columns = new Set<string>();
  readonly #ofTable = new WeakMap<Table, ReadonlyMap<string, ReadonlySet<Column>>>();
  /** How many columns have a value, by its folded text. */
  readonly #values = new Map<string, number>();

  addTable(table: Table): void {
    for (const { letters } of tableNames(table.name, table.aliases)) addTo(this.#tables, letters, table);
  }

  /** `values`: what `valuesToSay` has of the column. */
  addColumn(column: Column, values: readonly string[]): void {
    for (const { letters } of columnNames(column.name, column.aliases)) this.#columns.add(letters);
    for (const value of values) {
      const folded = foldValue(value);
      this.#values.set(folded, (this.#values.get(folded) ?? 0) + 1);
    }
  }

  table(table: Table): string {
    const fit = (alias: string) =>
      isPlainName(alias) &&
      this.#tables.get(lettersOf(alias))?.size === 1 &&
      !this.#columns.has(lettersOf(alias)) &&
      !this.#values.has(foldValue(alias));
    return table.aliases.find(fit) ?? asOneName(table.name);
  }

  column(table: Table, column: Column): string {
    const fit = (alias: string) =>
      isPlainName(alias) &&
      this.#columnsOf(table).get(lettersOf(alias))?.size === 1 &&
      !this.#tables.has(lettersOf(alias)) &&
      !this.#values.has(foldValue(alias));
    return column.aliases.find(fit) ?? asOneName(column.name);
  }

  /** The columns of a table by the letters of each of their names. */
  #columnsOf(table: Table): ReadonlyMap<string, ReadonlySet<Column>> {
    const known = this.#ofTable.get(table);
    if (known) return known;
    const named = new Map<string, Set<Column>>();
    for (const column of table.columns)
      for (const { letters } of columnNames(column.name, column.aliases)) addTo(named, letters, column);
    this.#ofTable.set(table, named);
    return named;
  }

  /** The value alone where one column has it and it is nothing else, else with its column: `Status is Active`. */
  value(table: Table, column: Column, value: string): string {
    const plain = isPlainValue(value);
    const letters = lettersOf(value);
    const alone =
      plain &&
      this.#values.get(foldValue(value)) === 1 &&
      !this.#tables.has(letters) &&
      !this.#columns.has(letters);
    return alone ? value : `${this.column(table, column)} is ${plain ? value : quoted(value)}`;
  }
}

function addTo<T>(map: Map<string, Set<T>>, key: string, item: T): void {
  const items = map.get(key);
  if (items) items.add(item);
  else map.set(key, new Set([item]));
}

function lettersOf(name: string): string {
  return identifierParts(name).join("");
}

/** Words only, none that carries structure, and (alone) none that the grammar has another use for. */
function isPlainName(text: string): boolean {
  const tokens = tokenize(text);
  return (
    tokens.length > 0 &&
    tokens.every(({ kind, norm }) => kind === "word" && !isFunctionWord(norm)) &&
    (tokens.length > 1 || !CUE_WORDS.has(tokens[0]?.norm ?? ""))
  );
}

function isPlainValue(text: string): boolean {
  return isPlainName(text) && tokenize(text).every(({ norm }) => !CUE_WORDS.has(norm));
}

/** A name as it stands when it is one word or plain words; else its parts as one word, which names the same. */
function asOneName(name: string): string {
  const [first, ...others] = tokenize(name);
  const oneWord = others.length === 0 && first?.kind === "word" && first.text === name;
  if (oneWord || isPlainName(name)) return name;
  return (
    name
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
      .trim()
      .replaceAll(" ", "_") || name
  );
}

const QUOTES = [`""`, "“”", "‘’", "``", "''"] as const;

/** In the first quotation marks that the text itself does not have. */
function quoted(text: string): string {
  const [open = "", close = ""] = QUOTES.find((pair) => ![...pair].some((mark) => text.includes(mark))) ?? [];
  return `${open}${text}${close}`;
}
