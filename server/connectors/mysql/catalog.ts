import type { ColumnKind } from "../../engine/graph.ts";
import type { Cell } from "../connector.ts";
import { foreignKeysOf, textOr } from "../servers/catalog-rows.ts";
import type { ListedColumn, ListedSchema, ListedTable, ServerSession } from "../servers/driver.ts";

/** The catalog compares names without regard to case; the second condition tells `lab` and `LAB` apart. */
const IN_SCHEMA = "TABLE_SCHEMA = ? AND BINARY TABLE_SCHEMA = ?";

const TABLES = `SELECT TABLE_NAME, TABLE_TYPE, TABLE_COMMENT FROM information_schema.TABLES
  WHERE ${IN_SCHEMA} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY BINARY TABLE_NAME`;

const COLUMNS = `SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, DATA_TYPE, IS_NULLABLE, COLUMN_COMMENT, PRIVILEGES
  FROM information_schema.COLUMNS WHERE ${IN_SCHEMA} ORDER BY BINARY TABLE_NAME, ORDINAL_POSITION`;

const KEYS = `SELECT TABLE_NAME, INDEX_NAME, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS
  WHERE ${IN_SCHEMA} AND NON_UNIQUE = 0 ORDER BY BINARY TABLE_NAME, BINARY INDEX_NAME, SEQ_IN_INDEX`;

const FOREIGN_KEYS = `SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, REFERENCED_TABLE_SCHEMA,
    REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
  FROM information_schema.KEY_COLUMN_USAGE WHERE ${IN_SCHEMA} AND REFERENCED_TABLE_NAME IS NOT NULL
  ORDER BY BINARY TABLE_NAME, BINARY CONSTRAINT_NAME, ORDINAL_POSITION`;

const KINDS: Readonly<Record<string, ColumnKind>> = {
  tinyint: "integer",
  smallint: "integer",
  mediumint: "integer",
  int: "integer",
  bigint: "integer",
  year: "integer",
  bit: "integer",
  decimal: "decimal",
  float: "decimal",
  double: "decimal",
  date: "date",
  datetime: "timestamp",
  timestamp: "timestamp",
  char: "text",
  varchar: "text",
  tinytext: "text",
  text: "text",
  mediumtext: "text",
  longtext: "text",
  enum: "text",
  set: "text",
  uuid: "text",
  binary: "binary",
  varbinary: "binary",
  tinyblob: "binary",
  blob: "binary",
  mediumblob: "binary",
  longblob: "binary",
};

/**
 * The catalog's part of one schema, which is a database there. Tables, and columns, that the login may not read are
 * left out: no definition could be answered from them.
 */
export async function listSchema(session: ServerSession, schema: string): Promise<ListedSchema | null> {
  const known = await session.ask(
    "SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ? AND BINARY SCHEMA_NAME = ?",
    [schema, schema],
  );
  if (known.length === 0) return null;
  const ask = (sql: string) => session.ask(sql, [schema, schema]);
  const tables = await ask(TABLES);
  const columns = Map.groupBy((await ask(COLUMNS)).filter(isReadable), ([table]) => table);
  const keys = Map.groupBy(await ask(KEYS), ([table]) => table);
  const listed = tables.flatMap(([name = null, type, comment]): ListedTable[] => {
    const own = columns.get(name)?.map(columnOf) ?? [];
    if (own.length === 0) return [];
    const isView = type === "VIEW";
    return [
      {
        schema,
        name: String(name),
        isView,
        // Of a view the server says VIEW here, or what is wrong with it.
        comment: isView ? undefined : textOr(comment),
        columns: own,
        ...keysOf(keys.get(name) ?? [], own),
      },
    ];
  });
  return { tables: listed, foreignKeys: foreignKeysOf(await ask(FOREIGN_KEYS), listed) };
}

function isReadable(column: readonly Cell[]): boolean {
  return String(column[6]).split(",").includes("select");
}

function columnOf([, name, declaredType, type, nullable, comment]: readonly Cell[]): ListedColumn {
  // What people declare as BOOLEAN; that it holds nothing but 0 and 1 is for the values to show.
  const isBoolean = declaredType === "tinyint(1)" || declaredType === "bit(1)";
  return {
    name: String(name),
    declaredType: String(declaredType),
    kind: isBoolean ? "boolean" : (KINDS[String(type).toLowerCase()] ?? "unknown"),
    nullable: nullable !== "NO",
    comment: textOr(comment),
  };
}

/** Keys over whole columns, all of which the login may read: neither over expressions nor over beginnings of texts. */
function keysOf(rows: readonly (readonly Cell[])[], columns: readonly ListedColumn[]) {
  const primaryKey: string[] = [];
  const uniqueKeys: string[][] = [];
  const readable = new Set(columns.map(({ name }) => name));
  for (const [index, parts] of Map.groupBy(rows, ([, name]) => name)) {
    const names = parts.map(([, , column]) => String(column));
    if (parts.some(([, , , length]) => length !== null) || !names.every((name) => readable.has(name)))
      continue;
    if (index === "PRIMARY") primaryKey.push(...names);
    else uniqueKeys.push(names);
  }
  return { primaryKey, uniqueKeys };
}
