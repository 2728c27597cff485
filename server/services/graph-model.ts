import { listAliases } from "../../db/queries/aliases.ts";
import { type GraphSchemaRow, listRelationships, type StoredPair } from "../../db/queries/graphs.ts";
import type { AliasRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Graph, Relationship, RelationshipEnd, Table } from "../engine/graph.ts";
import { tablesOf } from "./graph-lookup.ts";

/** The engine's graph: the catalogs of the schemas, with the approved relationships and the aliases on them. */
export async function loadGraph(
  db: Db,
  id: number,
  name: string,
  version: number,
  schemas: readonly GraphSchemaRow[],
): Promise<Graph> {
  const aliases = await listAliases(db, id);
  const tables = schemas.flatMap((schema) => tablesOf(schema).map((table) => withAliases(table, aliases)));
  const columns = new Map(tables.map((table) => [tableKey(table.schema, table.name), table.columns]));
  // A table may have changed since its join was approved.
  const isThere = (end: RelationshipEnd) =>
    end.columns.every((name) =>
      columns.get(tableKey(end.schema, end.table))?.some((column) => column.name === name),
    );
  const relationships = (await listRelationships(db, id)).filter((row) => {
    const { source, target } = endsOf(row);
    return row.status === "approved" && isThere(source) && isThere(target);
  });
  return {
    name,
    version,
    tables,
    relationships: relationships.map((row) => ({
      id: String(row.id),
      ...endsOf(row),
      type: row.type,
      confidence: row.confidence,
      priority: row.priority,
      excluded: row.excluded === 1,
      origin: row.origin as "declared" | "person" | "evidence",
    })),
  };
}

function tableKey(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

/** The two ends of a stored pair of tables. */
export function endsOf(row: StoredPair & { source_columns: string[]; target_columns: string[] }) {
  return {
    source: { schema: row.source_schema, table: row.source_table, columns: row.source_columns },
    target: { schema: row.target_schema, table: row.target_table, columns: row.target_columns },
  };
}

/** The pair as it is stored; the other way round than endsOf. */
export function storedPair({ source, target }: Pick<Relationship, "source" | "target">): StoredPair {
  return {
    source_schema: source.schema,
    source_table: source.table,
    source_columns: source.columns,
    target_schema: target.schema,
    target_table: target.table,
    target_columns: target.columns,
  };
}

function withAliases(table: Table, aliases: readonly AliasRow[]): Table {
  const own = aliases.filter((row) => row.schema_name === table.schema && row.table_name === table.name);
  const named = (column: string | null) =>
    own.filter((row) => row.column_name === column).map((row) => row.alias);
  return {
    ...table,
    aliases: named(null),
    columns: table.columns.map((column) => ({ ...column, aliases: named(column.name) })),
  };
}
