import type { ColumnKind } from "../../engine/graph.ts";
import type { Cell } from "../connector.ts";
import { foreignKeysOf, keysOf, textOr } from "../servers/catalog-rows.ts";
import type { ListedColumn, ListedSchema, ListedTable, ServerSession } from "../servers/driver.ts";

/** What the login may read of the tables, views, materialized views, partitioned tables (not their parts). */
const READABLE = `
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT c.relispartition
    AND has_any_column_privilege(c.oid, 'SELECT')
    AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

const TABLES = `SELECT c.relname, c.relkind::text, obj_description(c.oid, 'pg_class') ${READABLE}
  ORDER BY c.relname COLLATE "C"`;

const COLUMNS = `
  WITH RECURSIVE base (type, root) AS (
    SELECT oid, oid FROM pg_catalog.pg_type WHERE typtype <> 'd'
    UNION ALL SELECT t.oid, base.root FROM pg_catalog.pg_type t JOIN base ON t.typbasetype = base.type
      WHERE t.typtype = 'd')
  SELECT r.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull OR own.typnotnull,
    col_description(r.oid, a.attnum), root.typname, root.typtype::text
  FROM (SELECT c.oid, c.relname ${READABLE}) r
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_catalog.pg_type own ON own.oid = a.atttypid
    JOIN base ON base.type = a.atttypid JOIN pg_catalog.pg_type root ON root.oid = base.root
  WHERE has_column_privilege(r.oid, a.attnum, 'SELECT')
  ORDER BY r.relname COLLATE "C", a.attnum`;

/** Unique over all rows: neither partial nor over expressions. */
const KEYS = `SELECT r.relname, index.relname, i.indisprimary, a.attname
  FROM (SELECT c.oid, c.relname ${READABLE}) r
    JOIN pg_catalog.pg_index i ON i.indrelid = r.oid AND i.indisunique AND i.indisvalid
      AND i.indpred IS NULL AND i.indexprs IS NULL
    JOIN pg_catalog.pg_class index ON index.oid = i.indexrelid
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k (attnum, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.attnum
  WHERE k.place <= i.indnkeyatts
  ORDER BY r.relname COLLATE "C", index.relname COLLATE "C", k.place`;

/** Without those that a partitioned table hands down to its parts. */
const FOREIGN_KEYS = `SELECT r.relname, f.oid::text, a.attname, tn.nspname, t.relname, ta.attname
  FROM (SELECT c.oid, c.relname ${READABLE}) r
    JOIN pg_catalog.pg_constraint f ON f.conrelid = r.oid AND f.contype = 'f' AND f.conparentid = 0
    CROSS JOIN LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY k (own, target, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = k.own
    JOIN pg_catalog.pg_class t ON t.oid = f.confrelid JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    JOIN pg_catalog.pg_attribute ta ON ta.attrelid = t.oid AND ta.attnum = k.target
  ORDER BY r.relname COLLATE "C", f.conname COLLATE "C", k.place`;

const KINDS: Readonly<Record<string, ColumnKind>> = {
  bool: "boolean",
  int2: "integer",
  int4: "integer",
  int8: "integer",
  numeric: "decimal",
  float4: "decimal",
  float8: "decimal",
  date: "date",
  timestamp: "timestamp",
  timestamptz: "timestamp",
  text: "text",
  varchar: "text",
  bpchar: "text",
  name: "text",
  char: "text",
  citext: "text",
  uuid: "text",
  bytea: "binary",
};

/**
 * The catalog's part of one schema. Tables, and columns, that the login may not read are left out: no definition could
 * be answered from them. So are tables that belong to an extension.
 */
export async function listSchema(session: ServerSession, schema: string): Promise<ListedSchema | null> {
  const known = await session.ask(
    "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1 AND has_schema_privilege(oid, 'USAGE')",
    [schema],
  );
  if (known.length === 0) return null;
  const ask = (sql: string) => session.ask(sql, [schema]);
  const tables = await ask(TABLES);
  const columns = Map.groupBy(await ask(COLUMNS), ([table]) => table);
  const keys = Map.groupBy(await ask(KEYS), ([table]) => table);
  const listed = tables.map(([name = null, relation, comment]): ListedTable => {
    const own = columns.get(name)?.map(columnOf) ?? [];
    return {
      schema,
      name: String(name),
      isView: relation === "v",
      comment: textOr(comment),
      columns: own,
      ...keysOf(keys.get(name) ?? [], own),
    };
  });
  return { tables: listed, foreignKeys: foreignKeysOf(await ask(FOREIGN_KEYS), listed) };
}

function columnOf([, name, declaredType, required, comment, type, sort]: readonly Cell[]): ListedColumn {
  return {
    name: String(name),
    declaredType: String(declaredType),
    kind: sort === "e" ? "text" : (KINDS[String(type)] ?? "unknown"),
    nullable: required !== true,
    comment: textOr(comment),
  };
}
