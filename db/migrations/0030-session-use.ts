import { type Kysely, sql } from "kysely";

/**
 * When a session began and was last used, and by which browser, so that it ends when idle and people can tell theirs
 * apart. Each has a number, which is no secret and is never given out again. Those that go on count as used just now.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "ALTER TABLE sessions RENAME TO old_sessions",
    `CREATE TABLE sessions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      token_hash TEXT NOT NULL UNIQUE,
      account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      user_agent TEXT,
      began_at INTEGER NOT NULL,
      used_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL
    )`,
    // Sessions lasted 14 days.
    `INSERT INTO sessions (token_hash, account_id, began_at, used_at, expires_at)
      SELECT token_hash, account_id, expires_at - 14 * 86400000, CAST(strftime('%s') AS INTEGER) * 1000, expires_at
      FROM old_sessions`,
    "DROP TABLE old_sessions",
    "CREATE INDEX idx_sessions_account ON sessions(account_id)",
  ])
    await sql.raw(statement).execute(db);
}
