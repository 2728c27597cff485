import { listAliases } from "../../db/queries/aliases.ts";
import {
  listGraphSchemas,
  listRelationships,
  listSchemasOfGraph,
  type StoredPair,
} from "../../db/queries/graphs.ts";
import type { AliasRow, GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Evidence } from "../discovery/proposal.ts";
import type { Graph, Relationship, Table } from "../engine/graph.ts";
import { missingIn, tablesOf } from "./graph-lookup.ts";
import { takeTurn } from "./turns.ts";

/** How many tables are looked at in one turn: a few milliseconds' work. */
const TABLES_A_TURN = 200;

/** What is meant by a graph: that version of it, and of its schemas those of these names. */
export interface GraphPart {
  readonly id: number;
  readonly name: string;
  readonly version: number;
  readonly schemas: readonly string[];
}

/** A graph as it is now, with these of its schemas. */
export function partOf(
  { id, name, version }: GraphRow,
  schemas: readonly { readonly name: string }[],
): GraphPart {
  return { id, name, version, schemas: schemas.map((schema) => schema.name) };
}

/** The same with all of its schemas. */
export async function wholeGraph(db: Db, graph: GraphRow): Promise<GraphPart> {
  return partOf(graph, await listSchemasOfGraph(db, graph.id));
}

/** The engine's graph: the catalogs of the schemas, with the approved relationships and the aliases on them. */
export async function loadGraph(db: Db, { id, name, version, schemas: names }: GraphPart): Promise<Graph> {
  const schemas = (await listGraphSchemas(db, id)).filter((schema) => names.includes(schema.name));
  const aliases = await listAliases(db, id);
  const tables: Table[] = [];
  for (const schema of schemas) {
    await takeTurn();
    for (const [i, table] of tablesOf(schema).entries()) {
      if (i % TABLES_A_TURN === 0) await takeTurn();
      tables.push(withAliases(table, aliases));
    }
  }
  await takeTurn();
  // A table may have changed since its join was approved.
  const missing = missingIn(tables);
  await takeTurn();
  const relationships = (await listRelationships(db, id)).filter((row) => {
    const { source, target } = endsOf(row);
    return row.status === "approved" && missing(source, target) === null;
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

/** The two ends of a stored pair of tables. */
export function endsOf(row: StoredPair & { source_columns: string[]; target_columns: string[] }) {
  return {
    source: { schema: row.source_schema, table: row.source_table, columns: row.source_columns },
    target: { schema: row.target_schema, table: row.target_table, columns: row.target_columns },
  };
}

/** What speaks for and against a stored join; null when nobody measured. */
export function evidenceOf({ evidence }: { readonly evidence: string | null }): Evidence | null {
  return evidence === null ? null : (JSON.parse(evidence) as Evidence);
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
