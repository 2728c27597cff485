import { type Kysely, sql } from "kysely";

/** Groups of KPIs that only some accounts and keys see; who manages people sees all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE group_limits (group_name TEXT PRIMARY KEY)`.execute(db);
  await sql`CREATE TABLE group_members (
    group_name TEXT NOT NULL REFERENCES group_limits(group_name) ON DELETE CASCADE,
    account_id INTEGER REFERENCES accounts(id) ON DELETE CASCADE,
    key_id INTEGER REFERENCES api_keys(id) ON DELETE CASCADE,
    CHECK ((account_id IS NULL) <> (key_id IS NULL)),
    UNIQUE (group_name, account_id),
    UNIQUE (group_name, key_id)
  )`.execute(db);
  await sql`CREATE INDEX idx_group_members_account ON group_members(account_id)`.execute(db);
  await sql`CREATE INDEX idx_group_members_key ON group_members(key_id)`.execute(db);
}
