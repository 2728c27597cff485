import type { Catalog } from "../connectors/connector.ts";
import type { Column, ColumnKind, RelationshipEnd, Table } from "../engine/graph.ts";
import { keyName, type NamedColumn, named, type TableWords, tableWords } from "./names.ts";
import type { Evidence } from "./proposal.ts";
import type { Sketch } from "./sketch.ts";

/** A column that may be a key or point at one, with all that is known of it. Only `sketch` and `measured` grow. */
export interface KeyColumn extends NamedColumn {
  readonly of: Table;
  readonly column: Column;
  readonly table: TableWords;
  /** Null while its values were not looked at. */
  sketch: Sketch | null;
  /** Whether the sketch was made from a part of the rows. */
  sampled: boolean;
  /** Whether the catalog declares or measured that no two rows share a value. */
  readonly unique: boolean;
  readonly uniqueKnown: Evidence["uniqueKnown"];
  /** Few rows repeat a value: a key but for some faults. */
  readonly nearlyUnique: boolean;
  /** How much its name and place say that it is its table's key, 0..1. */
  readonly keyLikeness: number;
  /** Rows in which it has a value; null when the catalog does not know. */
  readonly filledRows: number | null;
}

const KEY_KINDS: ReadonlySet<ColumnKind> = new Set(["text", "integer", "decimal", "unknown"]);

/** Last words of columns that measure, count, date or describe: numbers among them are contained in any key. */
const MEASURES: ReadonlySet<string> = new Set(
  "amount price quantity total rate percent salary wage weight height width depth length size year month day date time hour minute second latitude longitude count age score rank rating point duration balance cost fee tax discount value average minimum maximum population capacity budget revenue income profit share level grade credit distance speed temperature position sequence sort description comment note remark text content url image photo password flag status gender sex email telephone fax address".split(
    " ",
  ),
);

const CLASSES: ReadonlySet<string> = new Set(
  "postal type category class kind country region state city currency language unit color group method mode priority role".split(
    " ",
  ),
);

/** The columns of a schema's tables that may be keys or point at one, in the catalog's order. */
export async function keyColumns(
  catalogs: readonly Catalog[],
  breathe: () => Promise<void>,
): Promise<KeyColumn[]> {
  const tables = catalogs.flatMap((catalog) => catalog.tables);
  const things = new Set<string>();
  for (const table of tables) {
    await breathe();
    things.add(tableWords(table.name, []).words.join(" "));
  }
  const found: KeyColumn[] = [];
  for (const table of tables) {
    await breathe();
    const words = wordsOf(table);
    for (const [position, column] of table.columns.entries()) {
      const key = keyColumn(table, column, position, words, things);
      if (key) found.push(key);
    }
  }
  return found;
}

/** A column with its name taken apart, whether or not it may be a key. */
export function namedColumn(table: Table, column: Column): NamedColumn {
  const words = wordsOf(table);
  return named(words, keyName(column.name, words.prefix));
}

/** What a table is called, and what its columns begin with. */
export function wordsOf({ name, columns }: Table): TableWords {
  return tableWords(
    name,
    columns.map((column) => column.name),
  );
}

function keyColumn(
  table: Table,
  column: Column,
  position: number,
  words: TableWords,
  things: ReadonlySet<string>,
): KeyColumn | null {
  if (!KEY_KINDS.has(column.kind)) return null;
  const name = keyName(column.name, words.prefix);
  const primary = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  // A rating is a number, unless there is a table of ratings.
  const measures = name.key === null && isMeasure(name.about) && !things.has(name.about.join(" "));
  if (!primary && (measures || (column.kind === "decimal" && name.key === null))) return null;
  const known = uniqueness(table, column, primary);
  const { owned } = named(words, name);
  const keyLikeness = primary
    ? 1
    : (name.key === null ? 0.15 : 0.4) +
      0.4 * owned * (name.key === null ? 0.5 : 1) +
      (position === 0 ? 0.15 : 0);
  return {
    of: table,
    column,
    table: words,
    name,
    owned,
    sketch: null,
    sampled: false,
    unique: known !== null,
    uniqueKnown: known ?? "measured",
    nearlyUnique: known !== null || isNearlyUnique(table, column),
    keyLikeness,
    filledRows: filledRows(table, column),
  };
}

function isMeasure(about: readonly string[]): boolean {
  return MEASURES.has(about.at(-1) ?? "");
}

/** Whether its values sort things rather than name them (a status, a postal code): many rows share one. */
export function isClassifying({ name }: NamedColumn): boolean {
  return isMeasure(name.about) || CLASSES.has(name.about.at(-1) ?? "");
}

function uniqueness(table: Table, column: Column, primary: boolean): "declared" | "measured" | null {
  if (primary) return "declared";
  const filled = filledRows(table, column);
  if (filled !== null && filled > 1 && column.distinctCount === filled && column.blankShare === 0)
    return "measured";
  return table.uniqueKeys.some((key) => key.length === 1 && key[0] === column.name) ? "declared" : null;
}

function isNearlyUnique(table: Table, column: Column): boolean {
  const filled = filledRows(table, column);
  const distinct = column.distinctCount;
  return filled !== null && distinct !== undefined && filled >= 20 && distinct >= 0.9 * filled;
}

function filledRows(table: Table, column: Column): number | null {
  return table.rowCount === undefined || column.blankShare === undefined
    ? null
    : Math.round(table.rowCount * (1 - column.blankShare));
}

/** Whether values of the two columns can be equal at all. Numbers are often kept as text. */
export function isComparable(a: Column, b: Column): boolean {
  return isNumber(a) === isNumber(b) || mayHoldNumbers(a) || mayHoldNumbers(b);
}

/** Asked for every pair: values are looked at once. */
const holdNumbers = new WeakMap<Column, boolean>();

function mayHoldNumbers(column: Column): boolean {
  if (isNumber(column)) return false;
  const known = holdNumbers.get(column);
  if (known !== undefined) return known;
  const { values = [] } = column;
  const may = values.length === 0 || values.slice(0, 20).some((value) => /^\s*\d+\s*$/.test(value));
  holdNumbers.set(column, may);
  return may;
}

function isNumber(column: Column): boolean {
  return column.kind === "integer" || column.kind === "decimal";
}

export function endOf(...columns: readonly [KeyColumn, ...KeyColumn[]]): RelationshipEnd {
  const [{ of }] = columns;
  return { schema: of.schema, table: of.name, columns: columns.map(({ column }) => column.name) };
}
