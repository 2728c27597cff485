import { type GraphSchemaRow, listAliases, listRelationships } from "../../db/queries/graphs.ts";
import type { AliasRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { Graph, Table } from "../engine/graph.ts";

/** The engine's graph: the catalogs of the schemas, with people's relationships and aliases on them. */
export async function loadGraph(
  db: Db,
  id: number,
  name: string,
  version: number,
  schemas: readonly GraphSchemaRow[],
): Promise<Graph> {
  const aliases = await listAliases(db, id);
  const selected = new Set(schemas.map((schema) => schema.name));
  const relationships = (await listRelationships(db, id)).filter(
    (row) => selected.has(row.source_schema) && selected.has(row.target_schema),
  );
  return {
    name,
    version,
    tables: schemas.flatMap((schema) =>
      (JSON.parse(schema.catalog) as Catalog).tables.map((table) => withAliases(table, aliases)),
    ),
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

/** The two ends of a stored pair of tables. */
export function endsOf(row: {
  source_schema: string;
  source_table: string;
  source_columns: string[];
  target_schema: string;
  target_table: string;
  target_columns: string[];
}) {
  return {
    source: { schema: row.source_schema, table: row.source_table, columns: row.source_columns },
    target: { schema: row.target_schema, table: row.target_table, columns: row.target_columns },
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
