import type { ColumnKind } from "../../engine/graph.ts";
import { type CatalogRow, listedSchema, textOr } from "../servers/catalog-rows.ts";
import type { ListedColumn, ListedSchema, ServerSession } from "../servers/driver.ts";
import { COLUMNS, FOREIGN_KEYS, KEYS, SCHEMA, TABLES } from "./catalog-queries.ts";

const KINDS: Readonly<Record<string, ColumnKind>> = {
  FLOAT: "decimal",
  BINARY_FLOAT: "decimal",
  BINARY_DOUBLE: "decimal",
  BOOLEAN: "boolean",
  // A DATE has hours, minutes and seconds.
  DATE: "timestamp",
  CHAR: "text",
  NCHAR: "text",
  VARCHAR2: "text",
  NVARCHAR2: "text",
  RAW: "binary",
  "LONG RAW": "binary",
  BLOB: "binary",
  BFILE: "binary",
};

/** The catalog's part of one schema, which is what one user owns; what the login may not see is not in it. */
export async function listSchema(session: ServerSession, schema: string): Promise<ListedSchema | null> {
  const ask = (sql: string) => session.ask(sql, [schema]);
  if ((await ask(SCHEMA)).length === 0) return null;
  const catalog = {
    schema,
    tables: await session.ask(TABLES, [schema, schema]),
    columns: await ask(COLUMNS),
    keys: (await ask(KEYS)).map(withFlag),
    foreignKeys: await ask(FOREIGN_KEYS),
  };
  return listedSchema(catalog, columnOf, ([, type, comment]) => ({
    isView: type === "V",
    comment: textOr(comment),
  }));
}

function withFlag([table = null, key = null, type, column = null]: CatalogRow): CatalogRow {
  return [table, key, type === "P", column];
}

function columnOf([
  ,
  name,
  type,
  bytes,
  characters,
  precision,
  scale,
  nullable,
  comment,
]: CatalogRow): ListedColumn {
  const number = { precision: numberOr(precision), scale: numberOr(scale) };
  return {
    name: String(name),
    declaredType: declaredType(String(type), Number(bytes), Number(characters), number),
    kind: kindOf(String(type), number),
    nullable: nullable !== "N",
    comment: textOr(comment),
  };
}

interface Digits {
  readonly precision: number | undefined;
  readonly scale: number | undefined;
}

function numberOr(cell: CatalogRow[number] | undefined): number | undefined {
  return cell === null || cell === undefined ? undefined : Number(cell);
}

/** NUMBER alone may have decimals; INTEGER is a NUMBER of no precision and no decimals. */
function kindOf(type: string, { scale }: Digits): ColumnKind {
  if (type === "NUMBER") return scale !== undefined && scale <= 0 ? "integer" : "decimal";
  return type.startsWith("TIMESTAMP") ? "timestamp" : (KINDS[type] ?? "unknown");
}

/** As people write it: `VARCHAR2(40)`, `NUMBER(10,2)`. */
function declaredType(type: string, bytes: number, characters: number, { precision, scale }: Digits): string {
  if (/CHAR/.test(type)) return `${type}(${characters})`;
  if (type === "RAW") return `${type}(${bytes})`;
  if (type !== "NUMBER" || scale === undefined) return type;
  return `${type}(${precision ?? 38}${scale === 0 ? "" : `,${scale}`})`;
}
