import { type Kysely, sql } from "kysely";

/** By which programs ask. Of a key only a hash is kept; one that is revoked stays, so that it can be told what it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE api_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('read', 'execute', 'manage')),
    key_hash TEXT NOT NULL UNIQUE,
    ending TEXT NOT NULL,
    created_by TEXT,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    expires_at INTEGER NOT NULL,
    last_used_at TIMESTAMP,
    revoked_at TIMESTAMP
  )`.execute(db);
}
