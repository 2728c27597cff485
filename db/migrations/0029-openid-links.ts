import { type Kysely, sql } from "kysely";

/** Who somebody is at an OpenID Connect provider. An account is one person there, and a person there has one account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE openid_links (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
    linked_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (issuer, subject),
    UNIQUE (account_id, issuer)
  ) WITHOUT ROWID`.execute(db);
}
