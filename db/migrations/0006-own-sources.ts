import { type Kysely, sql } from "kysely";

/**
 * Sources of people's own: settings of any kind with their secrets apart, schemas whose names are unique within their
 * source (two databases both have a `public`), and graphs that belong to one source.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/**
 * A table's constraint cannot be altered in SQLite: source_schemas is made again, and with it the one table that
 * refers to it, so that no foreign key is broken on the way.
 */
const STATEMENTS = [
  "ALTER TABLE sources RENAME COLUMN location TO settings",
  "UPDATE sources SET settings = json_object('file', settings)",
  "ALTER TABLE sources ADD COLUMN secret TEXT",
  "ALTER TABLE sources ADD COLUMN updated_at TIMESTAMP",
  "UPDATE sources SET updated_at = created_at",

  "ALTER TABLE knowledge_graphs ADD COLUMN source_id INTEGER REFERENCES sources(id)",
  `UPDATE knowledge_graphs SET source_id = (SELECT schema.source_id FROM knowledge_graph_schemas AS member
     JOIN source_schemas AS schema ON schema.id = member.schema_id WHERE member.graph_id = knowledge_graphs.id)`,
  "CREATE INDEX idx_knowledge_graphs_source ON knowledge_graphs(source_id)",

  "CREATE TABLE kept_members AS SELECT graph_id, schema_id FROM knowledge_graph_schemas",
  "CREATE TABLE kept_schemas AS SELECT id, source_id, name, catalog, introspected_at FROM source_schemas",
  "DROP TABLE knowledge_graph_schemas",
  "DROP TABLE source_schemas",
  `CREATE TABLE source_schemas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    catalog TEXT NOT NULL,
    introspected_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (source_id, name)
  )`,
  `CREATE TABLE knowledge_graph_schemas (
    graph_id INTEGER NOT NULL REFERENCES knowledge_graphs(id) ON DELETE CASCADE,
    schema_id INTEGER NOT NULL REFERENCES source_schemas(id),
    PRIMARY KEY (graph_id, schema_id)
  ) WITHOUT ROWID`,
  `INSERT INTO source_schemas (id, source_id, name, catalog, introspected_at)
     SELECT id, source_id, name, catalog, introspected_at FROM kept_schemas`,
  "INSERT INTO knowledge_graph_schemas (graph_id, schema_id) SELECT graph_id, schema_id FROM kept_members",
  "DROP TABLE kept_members",
  "DROP TABLE kept_schemas",
];
