import { type Kysely, sql } from "kysely";

/**
 * People who sign in. Of tokens (sessions, and links by which somebody chooses a password) only hashes are kept. Points
 * in time that only the product compares are milliseconds since 1970.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    login TEXT NOT NULL,
    login_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'administrator')),
    password_hash TEXT,
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_sign_in_at TIMESTAMP
  )`.execute(db);
  await sql`CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID`.execute(db);
  await sql`CREATE INDEX idx_sessions_account ON sessions(account_id)`.execute(db);
  await sql`CREATE TABLE account_links (
    token_hash TEXT PRIMARY KEY,
    account_id INTEGER NOT NULL UNIQUE REFERENCES accounts(id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID`.execute(db);
  await sql`CREATE TABLE sign_in_attempts (subject TEXT NOT NULL, at INTEGER NOT NULL)`.execute(db);
  await sql`CREATE INDEX idx_sign_in_attempts ON sign_in_attempts(subject, at)`.execute(db);
  await sql`CREATE INDEX idx_sign_in_attempts_at ON sign_in_attempts(at)`.execute(db);
}
