import type Database from "better-sqlite3";
import type { Column, Table } from "../../engine/graph.ts";
import type { Catalog, ForeignKey } from "../connector.ts";
import { FULL_SCAN_ROWS, IndexBudget } from "../measuring/bounds.ts";
import type { Measured } from "../measuring/tally.ts";
import { uniqueKeysOf } from "../measuring/unique-keys.ts";
import { measureColumns, type TableShape } from "./measure.ts";
import { quoteIdentifier } from "./quote.ts";

interface ListedTable {
  readonly name: string;
  readonly type: "table" | "view" | "virtual";
  readonly withoutRowid: 0 | 1;
}

interface ListedColumn {
  readonly name: string;
  readonly type: string;
  readonly required: 0 | 1;
  /** Position in the primary key, from 1; 0 = no part of it. */
  readonly keyPosition: number;
}

/** One step of an introspection; `table` is null where SQLite could not read what the schema lists. */
export interface ReadTable {
  readonly table: Table | null;
  readonly done: number;
  readonly total: number;
}

/**
 * Everything the graph needs to know about a SQLite database, found in the database itself: declared tables,
 * views, keys and types, and what was measured in the data (see measure.ts for the bounds). Tables come in the
 * order of their names, one at a time, and in the end the foreign keys. Views and virtual tables that SQLite cannot
 * read (their table or module is missing) are left out.
 */
export function* readTables(db: Database.Database, schema: string): Generator<ReadTable, ForeignKey[]> {
  const listed = listTables(db);
  const budget = new IndexBudget(listed.length);
  const outlines: Outline[] = [];
  for (const [at, entry] of listed.entries()) {
    budget.nextTable();
    const read = () => describeTable(db, schema, entry, budget);
    const table = entry.type === "table" ? read() : whenReadable(read);
    if (table !== null) outlines.push(outlineOf(table));
    yield { table, done: at + 1, total: listed.length };
  }
  return outlines.flatMap((outline) => foreignKeysOf(db, outline, outlines));
}

/** The same, all at once. */
export function introspect(db: Database.Database, schema: string): Catalog {
  const tables: Table[] = [];
  const steps = readTables(db, schema);
  for (;;) {
    const { value, done } = steps.next();
    if (done) return { schema, tables, foreignKeys: value };
    if (value.table !== null) tables.push(value.table);
  }
}

/** The same of one table, whatever the case of its name; null when there is none. */
export function readTable(db: Database.Database, schema: string, name: string): Table | null {
  const listed = listTables(db);
  const entry = listed.find((each) => each.name === name) ?? sameName(listed, name);
  if (entry === undefined) return null;
  const budget = new IndexBudget(listed.length);
  budget.nextTable();
  return describeTable(db, schema, entry, budget);
}

function listTables(db: Database.Database): ListedTable[] {
  return db
    .prepare<[], ListedTable>(
      `SELECT name, type, wr AS withoutRowid FROM pragma_table_list
       WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       ORDER BY name`,
    )
    .all();
}

/** What foreign keys are about: all that is kept of a table that was handed on. */
interface Outline extends Pick<Table, "schema" | "name" | "primaryKey"> {
  readonly columns: readonly { readonly name: string }[];
}

function outlineOf({ schema, name, primaryKey, columns }: Table): Outline {
  return { schema, name, primaryKey, columns: columns.map((column) => ({ name: column.name })) };
}

function whenReadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "SQLITE_ERROR") return null;
    throw error;
  }
}

function describeTable(
  db: Database.Database,
  schema: string,
  entry: ListedTable,
  budget: IndexBudget,
): Table {
  const columns = db
    .prepare<[string], ListedColumn>(
      `SELECT name, type, "notnull" AS required, pk AS keyPosition FROM pragma_table_xinfo(?) WHERE hidden <> 1`,
    )
    .all(entry.name);
  const shape: TableShape = {
    name: entry.name,
    columns: columns.map(({ name, type }) => ({ name, declaredType: type })),
    rowid: entry.type === "table" && entry.withoutRowid === 0 ? rowidName(columns) : null,
    rowCount: countRows(db, entry),
  };
  const measured = measureColumns(db, shape, budget);
  const primaryKey = columns
    .filter((column) => column.keyPosition > 0)
    .sort((a, b) => a.keyPosition - b.keyPosition)
    .map((column) => column.name);
  const countIsWhole = entry.type !== "view" || shape.rowCount <= FULL_SCAN_ROWS;
  return {
    schema,
    name: entry.name,
    ...(entry.type === "view" && { isView: true }),
    aliases: [],
    columns: columns.map((column, index) => ({
      ...describeColumn(column, measured[index] as Measured),
      nullable: column.required === 0 && !rejectsNull(column, primaryKey, entry),
    })),
    primaryKey,
    uniqueKeys: uniqueKeysOf(primaryKey, declaredUniqueKeys(db, entry.name), columns, measured),
    rowCount: countIsWhole ? shape.rowCount : undefined,
  };
}

/** A view may stand for a costly query: its rows are counted no further than they would be read. */
function countRows(db: Database.Database, entry: ListedTable): number {
  const rows = quoteIdentifier(entry.name);
  const from = entry.type === "view" ? `(SELECT 1 FROM ${rows} LIMIT ${FULL_SCAN_ROWS + 1})` : rows;
  return db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number;
}

function describeColumn(column: ListedColumn, measured: Measured): Omit<Column, "nullable"> {
  const { kind, values, distinctCount, blankShare, hasOffsets, hasCompactDates, hasNoNumbers } = measured;
  return {
    name: column.name,
    declaredType: column.type,
    kind,
    aliases: [],
    values,
    distinctCount,
    blankShare,
    ...(hasOffsets && { hasOffsets }),
    ...(hasCompactDates && { hasCompactDates }),
    ...(hasNoNumbers && { hasNoNumbers }),
  };
}

/** SQLite lets NULL into a primary key, except into a row number alias and tables without row numbers. */
function rejectsNull(column: ListedColumn, primaryKey: readonly string[], entry: ListedTable): boolean {
  if (column.keyPosition === 0) return false;
  return entry.withoutRowid === 1 || (primaryKey.length === 1 && column.type.toUpperCase() === "INTEGER");
}

/** The row number has three names; a column of the table may have taken one. */
function rowidName(columns: readonly ListedColumn[]): string | null {
  const taken = new Set(columns.map((column) => column.name.toLowerCase()));
  return ["rowid", "_rowid_", "oid"].find((name) => !taken.has(name)) ?? null;
}

function declaredUniqueKeys(db: Database.Database, table: string): string[][] {
  return db
    .prepare(
      `SELECT name FROM pragma_index_list(?) WHERE "unique" = 1 AND partial = 0 AND origin <> 'pk' ORDER BY name`,
    )
    .pluck()
    .all(table)
    .map((index) => db.prepare("SELECT name FROM pragma_index_info(?) ORDER BY seqno").pluck().all(index))
    .filter((names): names is string[] => names.every((name) => typeof name === "string"));
}

interface ListedForeignKey {
  readonly id: number;
  readonly target: string;
  readonly from: string;
  /** Null when the declaration names no columns: the target's primary key is meant. */
  readonly to: string | null;
}

/** Declared foreign keys with names as their tables spell them; those whose target is gone are left out. */
function foreignKeysOf(db: Database.Database, table: Outline, tables: readonly Outline[]): ForeignKey[] {
  const rows = db
    .prepare<[string], ListedForeignKey>(
      `SELECT id, "table" AS target, "from", "to" FROM pragma_foreign_key_list(?) ORDER BY id, seq`,
    )
    .all(table.name);
  return [...Map.groupBy(rows, (row) => row.id).values()].flatMap((parts) => {
    const target = sameName(tables, parts[0]?.target ?? "");
    if (target === undefined) return [];
    const columns = parts.map((part) => sameName(table.columns, part.from)?.name);
    const targetColumns = parts.map((part, index) =>
      part.to === null ? target.primaryKey[index] : sameName(target.columns, part.to)?.name,
    );
    return allPresent(columns) && allPresent(targetColumns)
      ? [{ table: table.name, columns, targetSchema: target.schema, targetTable: target.name, targetColumns }]
      : [];
  });
}

function sameName<T extends { readonly name: string }>(items: readonly T[], name: string): T | undefined {
  return items.find((item) => item.name.toLowerCase() === name.toLowerCase());
}

function allPresent(names: readonly (string | undefined)[]): names is string[] {
  return names.every((name) => name !== undefined);
}
