import { type Kysely, sql } from "kysely";

/**
 * What was changed and taken out, by whom. Entries are only added, each with the hash of the one before; the oldest may
 * go once `audit_chain` holds the last hash that went. `audit_pending` has what is going on and has no entry yet.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE audit_entries (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who_kind TEXT NOT NULL,
    who_id INTEGER,
    who_name TEXT,
    way TEXT NOT NULL,
    address TEXT,
    act TEXT NOT NULL,
    did TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'failed', 'unknown')),
    thing_kind TEXT,
    thing_id TEXT,
    thing_name TEXT,
    before TEXT,
    after TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  )`.execute(db);
  await sql`CREATE INDEX idx_audit_entries_at ON audit_entries(at)`.execute(db);
  await sql`CREATE TABLE audit_chain (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    anchor_seq INTEGER NOT NULL,
    anchor_hash TEXT NOT NULL,
    head_seq INTEGER NOT NULL,
    head_hash TEXT NOT NULL
  )`.execute(db);
  await sql`INSERT INTO audit_chain VALUES (1, 0, '', 0, '')`.execute(db);
  await sql`CREATE TABLE audit_pending (id INTEGER PRIMARY KEY AUTOINCREMENT, draft TEXT NOT NULL)`.execute(
    db,
  );
  await sql`CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE ON audit_entries
    BEGIN SELECT RAISE(ABORT, 'Entries of the audit are never changed.'); END`.execute(db);
  await sql`CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries
    WHEN OLD.seq > (SELECT anchor_seq FROM audit_chain)
    BEGIN SELECT RAISE(ABORT, 'Entries of the audit only go when they are old.'); END`.execute(db);
}
