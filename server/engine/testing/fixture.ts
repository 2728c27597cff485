import Database from "better-sqlite3";
import type { Column, ColumnKind, Graph, Relationship, Table } from "../graph.ts";
import { compile } from "../index.ts";
import { read, type Unread } from "../read.ts";
import type { Compiled, CompileRequest, Refused } from "../result.ts";

/** A graph in the shorthand of the tests: "table.column = table.column", aliases by table and by column. */
export interface GraphSketch {
  readonly matches: readonly string[];
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** By "table.column". */
  readonly columnAliases?: Readonly<Record<string, readonly string[]>>;
  /** Of days such as 20240531, by "table.column". */
  readonly compactDates?: readonly string[];
}

/** A database in memory, the graph over it, and ways to compile and run a definition against both. */
export interface Fixture {
  readonly db: Database.Database;
  readonly graph: Graph;
  compile(definition: string, options?: Partial<CompileRequest>): Compiled | Refused;
  /** The same answer; a refusal comes without what could be written instead, which takes most of the time. */
  read(definition: string): Compiled | Unread;
  /** The rows of a definition that must compile; fails with the diagnostics when it does not. */
  rows(definition: string, options?: Partial<CompileRequest>): Record<string, unknown>[];
  /** One column of those rows, sorted. */
  column(definition: string, name: string, options?: Partial<CompileRequest>): unknown[];
}

export const TODAY = "2024-12-31";

export function openFixture(schema: string, sketch: GraphSketch): Fixture {
  const db = new Database(":memory:");
  db.exec(schema);
  const graph = readGraph(db, sketch);
  const compileHere: Fixture["compile"] = (definition, options) =>
    compile({ definition, graph, dialect: "sqlite", today: TODAY, ...options });
  const rows: Fixture["rows"] = (definition, options) => {
    const result = compileHere(definition, options);
    if (!result.ok)
      throw new Error(
        `${definition}: ${result.diagnostics.map((each) => `${each.code}: ${each.message}`).join(" ")}`,
      );
    const found = db.prepare(result.statement.sql).all(...result.statement.parameters) as Record<
      string,
      unknown
    >[];
    const counted = db.prepare(result.countStatement.sql).get(...result.countStatement.parameters) as {
      row_count: number;
    };
    if (options?.limit === undefined && counted.row_count !== found.length) {
      throw new Error(
        `${definition}: the count statement says ${counted.row_count}, there are ${found.length} rows`,
      );
    }
    return found;
  };
  return {
    db,
    graph,
    compile: compileHere,
    read: (definition) => read({ definition, graph, dialect: "sqlite", today: TODAY }),
    rows,
    column: (definition, name, options) =>
      rows(definition, options)
        .map((row) => row[name])
        .sort(),
  };
}

function readGraph(db: Database.Database, sketch: GraphSketch): Graph {
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")
    .pluck()
    .all() as string[];
  const tables = names.map((name) => readTable(db, name, sketch));
  return {
    name: "KG_TEST",
    version: 1,
    tables,
    relationships: [...declaredKeys(db, names), ...sketch.matches.map(match)],
  };
}

const KINDS: Readonly<Record<string, ColumnKind>> = {
  INTEGER: "integer",
  REAL: "decimal",
  DATE: "date",
  TEXT: "text",
  BOOLEAN: "boolean",
};

function readTable(db: Database.Database, name: string, sketch: GraphSketch): Table {
  const info = db.prepare("SELECT name, type, pk FROM pragma_table_info(?)").all(name) as {
    name: string;
    type: string;
    pk: number;
  }[];
  const columns = info.map((column): Column => {
    const kind = KINDS[column.type] ?? "unknown";
    const quoted = `"${column.name.replaceAll('"', '""')}"`;
    const found = db
      .prepare(`SELECT DISTINCT ${quoted} FROM "${name.replaceAll('"', '""')}" WHERE ${quoted} IS NOT NULL`)
      .pluck()
      .all();
    const values = kind === "text" ? { values: found as string[] } : {};
    const aliases = sketch.columnAliases?.[`${name}.${column.name}`] ?? [];
    return {
      name: column.name,
      declaredType: column.type,
      kind,
      nullable: column.pk === 0,
      aliases,
      distinctCount: found.length,
      ...values,
      ...(sketch.compactDates?.includes(`${name}.${column.name}`) && { hasCompactDates: true }),
    };
  });
  const primaryKey = info
    .filter((column) => column.pk > 0)
    .sort((a, b) => a.pk - b.pk)
    .map((column) => column.name);
  return { schema: "main", name, aliases: sketch.aliases?.[name] ?? [], columns, primaryKey, uniqueKeys: [] };
}

function declaredKeys(db: Database.Database, names: readonly string[]): Relationship[] {
  return names.flatMap((table) => {
    const keys = db.prepare("SELECT * FROM pragma_foreign_key_list(?)").all(table) as {
      table: string;
      from: string;
      to: string;
    }[];
    return keys.map(
      (key, i): Relationship => ({
        id: `${table}-fk${i}`,
        type: "FOREIGN_KEY",
        confidence: 1,
        priority: 0,
        excluded: false,
        origin: "declared",
        source: { schema: "main", table, columns: [key.from] },
        target: { schema: "main", table: key.table, columns: [key.to] },
      }),
    );
  });
}

function match(text: string, i: number): Relationship {
  const end = (side: string) => {
    const [table = "", columns = ""] = side.trim().split(".");
    return { schema: "main", table, columns: columns.split("+") };
  };
  const [left = "", right = ""] = text.split("=");
  return {
    id: `m${i}`,
    source: end(left),
    target: end(right),
    type: "MATCHES",
    confidence: 0.95,
    priority: 0,
    excluded: false,
    origin: "person",
  };
}
