import { type Kysely, sql } from "kysely";

/**
 * When a session began and was last used, and by which browser, so that it ends when idle and people can tell theirs
 * apart. Each has a number, which is no secret and is never given out again. Those that go on count as used just now.
 * An account has a link of an administrator's and one that was asked for by mail beside each other, so that a stranger who
 * asks takes nobody's away; whose the older ones are is not known, and they last three days.
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
    "ALTER TABLE account_links RENAME TO old_account_links",
    `CREATE TABLE account_links (
      token_hash TEXT PRIMARY KEY,
      account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
      made_by TEXT NOT NULL CHECK (made_by IN ('administrator', 'request')),
      expires_at INTEGER NOT NULL,
      UNIQUE (account_id, made_by)
    ) WITHOUT ROWID`,
    `INSERT INTO account_links (token_hash, account_id, made_by, expires_at)
      SELECT token_hash, account_id, 'administrator', expires_at FROM old_account_links`,
    "DROP TABLE old_account_links",
  ])
    await sql.raw(statement).execute(db);
}
