import { sql } from "kysely";
import type { GraphRow, RelationshipRow } from "../schema/knowledge-graphs.ts";
import type { Db } from "../schema/store.ts";

/** A pair of table ends as the store keeps it; columns are lists here, JSON text in the table. */
export interface StoredPair {
  readonly source_schema: string;
  readonly source_table: string;
  readonly source_columns: readonly string[];
  readonly target_schema: string;
  readonly target_table: string;
  readonly target_columns: readonly string[];
}

function packColumns<T extends StoredPair>(pair: T) {
  return {
    ...pair,
    source_columns: JSON.stringify(pair.source_columns),
    target_columns: JSON.stringify(pair.target_columns),
  };
}

function unpackColumns<T extends { source_columns: string; target_columns: string }>(row: T) {
  return {
    ...row,
    source_columns: JSON.parse(row.source_columns) as string[],
    target_columns: JSON.parse(row.target_columns) as string[],
  };
}

/** A graph of schemas of the source `source_id`. */
export async function insertGraph(
  db: Db,
  graph: { name: string; source_id: number },
  schemaIds: readonly number[],
): Promise<number> {
  const { id } = await db
    .insertInto("knowledge_graphs")
    .values(graph)
    .returning("id")
    .executeTakeFirstOrThrow();
  await addSchemas(db, id, schemaIds);
  return id;
}

/** Lets a graph cover these schemas too; those that it covers already are not added again. */
export async function addSchemas(db: Db, graphId: number, schemaIds: readonly number[]): Promise<void> {
  for (const schema_id of schemaIds)
    await db
      .insertInto("knowledge_graph_schemas")
      .values({ graph_id: graphId, schema_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export interface NewRelationship extends StoredPair {
  readonly graph_id: number;
  readonly type: string;
  readonly confidence: number;
  readonly priority: number;
  readonly origin: "declared" | "person" | "evidence";
  readonly status: "proposed" | "approved" | "rejected";
  /** JSON. */
  readonly evidence: string | null;
}

export async function insertRelationship(db: Db, relationship: NewRelationship): Promise<number> {
  const { id } = await db
    .insertInto("kg_relationships")
    .values(packColumns(relationship))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Many at once; a statement has a bounded number of parameters, so at most 100. */
export async function insertRelationships(db: Db, relationships: readonly NewRelationship[]): Promise<void> {
  if (relationships.length > 0)
    await db.insertInto("kg_relationships").values(relationships.map(packColumns)).execute();
}

/** What people decide on a relationship. */
export interface RelationshipDecision {
  readonly status?: "proposed" | "approved" | "rejected";
  readonly priority?: number;
  readonly excluded?: number;
  readonly confidence?: number;
}

/** Changes those of the ids that are relationships of the graph; whether one of them was decided otherwise before. */
export async function decideRelationships(
  db: Db,
  graphId: number,
  ids: readonly number[],
  decision: RelationshipDecision,
): Promise<boolean> {
  const fields = Object.entries(decision) as [keyof RelationshipDecision, string | number][];
  const { numUpdatedRows } = await db
    .updateTable("kg_relationships")
    .set(decision)
    .where("graph_id", "=", graphId)
    .where("id", "in", ids)
    .where((eb) => eb.or(fields.map(([field, value]) => eb(field, "!=", value))))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What speaks for a relationship now; `evidence` is JSON. */
export async function updateEvidence(db: Db, id: number, evidence: string): Promise<void> {
  await db.updateTable("kg_relationships").set({ evidence }).where("id", "=", id).execute();
}

/** What a person's join is, and what speaks for it now; `evidence` is JSON. */
export async function updateMeasured(
  db: Db,
  id: number,
  measured: { type: string; evidence: string },
): Promise<void> {
  await db.updateTable("kg_relationships").set(measured).where("id", "=", id).execute();
}

/** A relationship that nobody decided on becomes what was found in its place; what people set stays. */
export async function replaceFound(
  db: Db,
  id: number,
  found: Omit<NewRelationship, "graph_id" | "priority">,
): Promise<void> {
  await db.updateTable("kg_relationships").set(packColumns(found)).where("id", "=", id).execute();
}

export async function deleteRelationship(db: Db, graphId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("kg_relationships")
    .where("graph_id", "=", graphId)
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** What is compiled from now on with these graphs is told from what was compiled before. */
export async function raiseVersions(db: Db, graphIds: readonly number[]): Promise<void> {
  await db
    .updateTable("knowledge_graphs")
    .set({ version: sql`version + 1` })
    .where("id", "in", graphIds)
    .execute();
}

/** The graphs that have one of the schemas. */
export async function listGraphsOfSchemas(db: Db, schemaIds: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom("knowledge_graph_schemas")
    .select("graph_id")
    .distinct()
    .where("schema_id", "in", schemaIds)
    .execute();
  return rows.map((row) => row.graph_id);
}

/** Takes along its relationships, aliases and rulesets; what was introspected stays with the source. */
export async function deleteGraph(db: Db, id: number): Promise<void> {
  await db.deleteFrom("knowledge_graphs").where("id", "=", id).execute();
}

export async function findGraph(db: Db, name: string): Promise<GraphRow | undefined> {
  return db.selectFrom("knowledge_graphs").selectAll().where("name", "=", name).executeTakeFirst();
}

export async function listGraphNames(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("knowledge_graphs").select("name").orderBy("name").execute();
  return rows.map((row) => row.name);
}

export interface GraphSummary {
  readonly name: string;
  readonly created_at: string;
  readonly source_name: string;
  readonly nodes_count: number;
  readonly relationships_count: number;
  readonly proposed_count: number;
  /** The names of its schemas. */
  readonly schemas: string[];
  /** The names of its rulesets. */
  readonly rulesets: string[];
}

/** Every graph with its size; no catalog is read. */
export async function listGraphs(db: Db): Promise<GraphSummary[]> {
  const { rows } = await sql<
    Omit<GraphSummary, "schemas" | "rulesets"> & { schemas: string; rulesets: string }
  >`
    SELECT graph.name, graph.created_at, source.name AS source_name,
      (SELECT json_group_array(schema.name ORDER BY schema.id) FROM knowledge_graph_schemas AS member
         JOIN source_schemas AS schema ON schema.id = member.schema_id WHERE member.graph_id = graph.id) AS schemas,
      (SELECT json_group_array(ruleset.name ORDER BY ruleset.name) FROM rulesets AS ruleset
        WHERE ruleset.graph_id = graph.id) AS rulesets,
      (SELECT coalesce(sum(schema.tables_count + schema.columns_count), 0) FROM knowledge_graph_schemas AS member
         JOIN source_schemas AS schema ON schema.id = member.schema_id WHERE member.graph_id = graph.id) AS nodes_count,
      (SELECT count(*) FROM kg_relationships AS edge WHERE edge.graph_id = graph.id AND edge.status = 'approved')
        AS relationships_count,
      (SELECT count(*) FROM kg_relationships AS edge WHERE edge.graph_id = graph.id AND edge.status = 'proposed')
        AS proposed_count
    FROM knowledge_graphs AS graph JOIN sources AS source ON source.id = graph.source_id
    ORDER BY graph.name`.execute(db);
  return rows.map((row) => ({
    ...row,
    schemas: JSON.parse(row.schemas) as string[],
    rulesets: JSON.parse(row.rulesets) as string[],
  }));
}

export interface GraphSchemaRow {
  readonly name: string;
  readonly catalog: string;
  readonly source_id: number;
  readonly source_name: string;
  readonly db_type: string;
}

/** A schema without what was found in it, which may be megabytes. */
export type SchemaOfGraph = Omit<GraphSchemaRow, "catalog"> & { readonly tables_count: number };

/** The schemas of a graph with their sources, in the order of `listGraphSchemas`. */
export async function listSchemasOfGraph(db: Db, graphId: number): Promise<SchemaOfGraph[]> {
  return db
    .selectFrom("knowledge_graph_schemas as member")
    .innerJoin("source_schemas as schema", "schema.id", "member.schema_id")
    .innerJoin("sources as source", "source.id", "schema.source_id")
    .select(["schema.name", "schema.tables_count"])
    .select(["source.id as source_id", "source.name as source_name", "source.db_type"])
    .where("member.graph_id", "=", graphId)
    .orderBy("schema.id")
    .execute();
}

/** The schemas of a graph with their catalogs and sources. */
export async function listGraphSchemas(db: Db, graphId: number): Promise<GraphSchemaRow[]> {
  return db
    .selectFrom("knowledge_graph_schemas as member")
    .innerJoin("source_schemas as schema", "schema.id", "member.schema_id")
    .innerJoin("sources as source", "source.id", "schema.source_id")
    .select([
      "schema.name",
      "schema.catalog",
      "source.id as source_id",
      "source.name as source_name",
      "source.db_type",
    ])
    .where("member.graph_id", "=", graphId)
    .orderBy("schema.id")
    .execute();
}

export async function listRelationships(db: Db, graphId: number) {
  const rows: RelationshipRow[] = await db
    .selectFrom("kg_relationships")
    .selectAll()
    .where("graph_id", "=", graphId)
    .orderBy("id")
    .execute();
  return rows.map(unpackColumns);
}

/** How many joins of a graph are in each state. */
export async function countRelationships(db: Db, graphId: number): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("kg_relationships")
    .select(({ fn }) => ["status", fn.countAll<number>().as("count")])
    .where("graph_id", "=", graphId)
    .groupBy("status")
    .execute();
  return new Map(rows.map(({ status, count }) => [status, count]));
}

/** The ids of a page of joins, of one state or of all: undecided ones first, the surest before the others. */
export async function pageOfRelationships(
  db: Db,
  graphId: number,
  status: string | undefined,
  page: { readonly limit: number; readonly offset: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom("kg_relationships")
    .select("id")
    .where("graph_id", "=", graphId)
    .$if(status !== undefined, (query) => query.where("status", "=", status as string))
    .orderBy(sql`CASE status WHEN 'proposed' THEN 0 WHEN 'approved' THEN 1 ELSE 2 END`)
    .orderBy("confidence", "desc")
    .orderBy("id")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map(({ id }) => id);
}

/** The same without what speaks for each, which is most of it. */
export async function listRelationshipEnds(db: Db, graphId: number) {
  return db
    .selectFrom("kg_relationships")
    .select(["id", "status", "confidence"])
    .select(["source_schema", "source_table", "source_columns"])
    .select(["target_schema", "target_table", "target_columns"])
    .where("graph_id", "=", graphId)
    .execute();
}

/** Those of the ids that are relationships of the graph. */
export async function findRelationships(db: Db, graphId: number, ids: readonly number[]) {
  const rows: RelationshipRow[] = await db
    .selectFrom("kg_relationships")
    .selectAll()
    .where("graph_id", "=", graphId)
    .where("id", "in", ids)
    .execute();
  return rows.map(unpackColumns);
}
