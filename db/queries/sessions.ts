import type { AccountRow } from "../schema/accounts.ts";
import type { Db } from "../schema/store.ts";

/** Something that has a hashed token and an end. */
interface Ticket {
  readonly token_hash: string;
  readonly account_id: number;
  /** Milliseconds since 1970. */
  readonly expires_at: number;
}

/** Begins a session, and forgets those that have ended. */
export async function insertSession(db: Db, session: Ticket, now: number): Promise<void> {
  await db.deleteFrom("sessions").where("expires_at", "<=", now).execute();
  await db.insertInto("sessions").values(session).execute();
}

/** The active account that a session is of; undefined when there is none, or it has ended. */
export function accountOfSession(db: Db, token_hash: string, now: number): Promise<AccountRow | undefined> {
  return db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.account_id")
    .selectAll("accounts")
    .where("sessions.token_hash", "=", token_hash)
    .where("sessions.expires_at", ">", now)
    .where("accounts.is_active", "=", 1)
    .executeTakeFirst();
}

export async function deleteSession(db: Db, token_hash: string): Promise<void> {
  await db.deleteFrom("sessions").where("token_hash", "=", token_hash).execute();
}

export async function deleteSessionsOf(db: Db, account_id: number): Promise<void> {
  await db.deleteFrom("sessions").where("account_id", "=", account_id).execute();
}

/** The account's link; the one before does not count any more. */
export async function replaceLink(db: Db, link: Ticket): Promise<void> {
  await deleteLinkOf(db, link.account_id);
  await db.insertInto("account_links").values(link).execute();
}

export function accountOfLink(db: Db, token_hash: string, now: number): Promise<AccountRow | undefined> {
  return db
    .selectFrom("account_links")
    .innerJoin("accounts", "accounts.id", "account_links.account_id")
    .selectAll("accounts")
    .where("account_links.token_hash", "=", token_hash)
    .where("account_links.expires_at", ">", now)
    .where("accounts.is_active", "=", 1)
    .executeTakeFirst();
}

export async function deleteLinkOf(db: Db, account_id: number): Promise<void> {
  await db.deleteFrom("account_links").where("account_id", "=", account_id).execute();
}

/** Writes an attempt down for each subject, and forgets what is older than `since`. */
export async function insertAttempts(
  db: Db,
  subjects: readonly string[],
  at: number,
  since: number,
): Promise<void> {
  await db.deleteFrom("sign_in_attempts").where("at", "<", since).execute();
  await db
    .insertInto("sign_in_attempts")
    .values(subjects.map((subject) => ({ subject, at })))
    .execute();
}

export async function countAttempts(db: Db, subject: string, since: number): Promise<number> {
  const { n } = await db
    .selectFrom("sign_in_attempts")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("subject", "=", subject)
    .where("at", ">=", since)
    .executeTakeFirstOrThrow();
  return n;
}

export async function deleteAttempts(db: Db, subjects: readonly string[]): Promise<void> {
  await db.deleteFrom("sign_in_attempts").where("subject", "in", subjects).execute();
}
