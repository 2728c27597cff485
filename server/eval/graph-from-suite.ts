import { existsSync, readFileSync } from "node:fs";
import Database from "better-sqlite3";
import { introspect } from "../connectors/sqlite/introspect.ts";
import type { Graph, Relationship, Table } from "../engine/index.ts";

/** `graphs/NAME.json`: what the people who own a database add to what it declares. */
interface SuiteGraph {
  readonly relationships?: readonly {
    source_table: string;
    source_column: string;
    target_table: string;
    target_column: string;
  }[];
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  readonly column_aliases?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The graph of a suite's database: introspection, declared foreign keys, and the people's additions. */
export function graphFromSuite(databaseFile: string, graphFile: string, name: string): Graph {
  const db = new Database(databaseFile, { readonly: true, fileMustExist: true });
  try {
    const catalog = introspect(db, "main");
    const extra: SuiteGraph = existsSync(graphFile) ? JSON.parse(readFileSync(graphFile, "utf8")) : {};
    const declared = catalog.foreignKeys.map(
      (key, i): Relationship => ({
        id: `fk${i}`,
        source: { schema: "main", table: key.table, columns: key.columns },
        target: { schema: "main", table: key.targetTable, columns: key.targetColumns },
        type: "FOREIGN_KEY",
        confidence: 1,
        priority: 0,
        excluded: false,
        origin: "declared",
      }),
    );
    const given = (extra.relationships ?? []).map(
      (pair, i): Relationship => ({
        id: `m${i}`,
        source: { schema: "main", table: pair.source_table, columns: [pair.source_column] },
        target: { schema: "main", table: pair.target_table, columns: [pair.target_column] },
        type: "MATCHES",
        confidence: 1,
        priority: 0,
        excluded: false,
        origin: "person",
      }),
    );
    return {
      name,
      version: 1,
      tables: catalog.tables.map((table) => withAliases(table, extra)),
      relationships: [...declared, ...unlike(given, declared)],
    };
  } finally {
    db.close();
  }
}

/** A pair that the database declares already is not given twice. */
function unlike(given: readonly Relationship[], declared: readonly Relationship[]): Relationship[] {
  const key = ({ source, target }: Relationship) =>
    [source, target]
      .map((end) => `${end.table}.${end.columns.join()}`.toLowerCase())
      .sort()
      .join("=");
  const known = new Set(declared.map(key));
  return given.filter((relationship) => !known.has(key(relationship)));
}

function entry<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  const key = Object.keys(record ?? {}).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : record?.[key];
}

function withAliases(table: Table, extra: SuiteGraph): Table {
  const columns = entry(extra.column_aliases, table.name);
  return {
    ...table,
    aliases: [...table.aliases, ...(entry(extra.aliases, table.name) ?? [])],
    columns: table.columns.map((column) => ({
      ...column,
      aliases: [...column.aliases, ...(entry(columns, column.name) ?? [])],
    })),
  };
}
