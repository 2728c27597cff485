import { type Kysely, sql } from "kysely";

/** What people decided on each relationship and what speaks for it, and the work of making a graph. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS = [
  `ALTER TABLE kg_relationships ADD COLUMN status TEXT NOT NULL DEFAULT 'approved'
     CHECK (status IN ('proposed', 'approved', 'rejected'))`,
  "ALTER TABLE kg_relationships ADD COLUMN evidence TEXT",
  `CREATE TABLE graph_builds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kg_name TEXT NOT NULL,
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'done', 'failed', 'cancelled')),
    message TEXT,
    started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    elapsed_ms REAL
  )`,
  "CREATE INDEX idx_graph_builds_source ON graph_builds(source_id)",
];
