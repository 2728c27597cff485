import type { ColumnKind } from "../../engine/graph.ts";
import { type CatalogRow, listedSchema, textOr } from "../servers/catalog-rows.ts";
import type { ListedColumn, ListedSchema, ServerSession } from "../servers/driver.ts";
import { COLUMNS, FOREIGN_KEYS, KEYS, SCHEMA, TABLES } from "./catalog-queries.ts";

const KINDS: Readonly<Record<string, ColumnKind>> = {
  tinyint: "integer",
  smallint: "integer",
  int: "integer",
  bigint: "integer",
  bit: "boolean",
  decimal: "decimal",
  numeric: "decimal",
  money: "decimal",
  smallmoney: "decimal",
  float: "decimal",
  real: "decimal",
  date: "date",
  datetime: "timestamp",
  datetime2: "timestamp",
  smalldatetime: "timestamp",
  datetimeoffset: "timestamp",
  char: "text",
  varchar: "text",
  nchar: "text",
  nvarchar: "text",
  text: "text",
  ntext: "text",
  uniqueidentifier: "text",
  binary: "binary",
  varbinary: "binary",
  image: "binary",
  // A number of the row's version, which has nothing to do with time.
  timestamp: "binary",
};

/**
 * The catalog's part of one schema. Tables, and columns, that the login may not read are left out: no definition could
 * be answered from them.
 */
export async function listSchema(session: ServerSession, schema: string): Promise<ListedSchema | null> {
  const ask = (sql: string) => session.ask(sql, [schema]);
  if ((await ask(SCHEMA)).length === 0) return null;
  const catalog = {
    schema,
    tables: await ask(TABLES),
    columns: await ask(COLUMNS),
    keys: await ask(KEYS),
    foreignKeys: await ask(FOREIGN_KEYS),
  };
  return listedSchema(catalog, columnOf, ([, type, comment]) => ({
    // The server pads the letter with a space.
    isView: String(type).trim() === "V",
    comment: textOr(comment),
  }));
}

function columnOf([, name, type, length, precision, scale, nullable, comment]: CatalogRow): ListedColumn {
  return {
    name: String(name),
    declaredType: declaredType(String(type), Number(length), Number(precision), Number(scale)),
    kind: KINDS[String(type)] ?? "unknown",
    nullable: nullable === true,
    comment: textOr(comment),
  };
}

/** As people write it: `nvarchar(40)`, `decimal(10,2)`, `datetime2(7)`. */
function declaredType(type: string, bytes: number, precision: number, scale: number): string {
  if (/^(var)?(char|binary)$/.test(type)) return `${type}(${bytes < 0 ? "max" : bytes})`;
  // Two bytes a character.
  if (/^n(var)?char$/.test(type)) return `${type}(${bytes < 0 ? "max" : bytes / 2})`;
  if (type === "decimal" || type === "numeric") return `${type}(${precision},${scale})`;
  return ["time", "datetime2", "datetimeoffset"].includes(type) ? `${type}(${scale})` : type;
}
