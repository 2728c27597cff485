import { type Kysely, sql } from "kysely";

/** Files that people uploaded to become tables: what was found in each, and what came of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE file_uploads (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES sources(id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    kept_as TEXT NOT NULL,
    size INTEGER NOT NULL,
    status TEXT NOT NULL DEFAULT 'ready' CHECK (status IN ('ready', 'loading', 'loaded', 'failed', 'cancelled')),
    inspection TEXT NOT NULL,
    table_name TEXT NOT NULL,
    loaded TEXT,
    message TEXT,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at TIMESTAMP
  )`.execute(db);
  await sql`CREATE INDEX idx_file_uploads_source ON file_uploads(source_id)`.execute(db);
}
