import type { Generated, Selectable } from "kysely";

/** A graph is about schemas of one source: one run queries one database. */
export interface KnowledgeGraphsTable {
  id: Generated<number>;
  name: string;
  source_id: number;
  /** Grows with every change of the graph, its relationships or its aliases. */
  version: Generated<number>;
  created_at: Generated<string>;
}

export interface KnowledgeGraphSchemasTable {
  graph_id: number;
  schema_id: number;
}

/** `source_columns` and `target_columns` are JSON arrays of the same length. */
export interface KgRelationshipsTable {
  id: Generated<number>;
  graph_id: number;
  source_schema: string;
  source_table: string;
  source_columns: string;
  target_schema: string;
  target_table: string;
  target_columns: string;
  type: string;
  confidence: number;
  priority: number;
  excluded: Generated<number>;
  origin: string;
  /** `proposed` until somebody decides, then `approved` or `rejected`; only approved ones are used. */
  status: Generated<string>;
  /** JSON object: what speaks for and against it, in numbers; null when nobody measured. */
  evidence: string | null;
}

/** A name that people gave a table, or, when `column_name` is set, one of its columns. */
export interface KgAliasesTable {
  id: Generated<number>;
  graph_id: number;
  schema_name: string;
  table_name: string;
  column_name: string | null;
  alias: string;
}

export type GraphRow = Selectable<KnowledgeGraphsTable>;
export type RelationshipRow = Selectable<KgRelationshipsTable>;
export type AliasRow = Selectable<KgAliasesTable>;
