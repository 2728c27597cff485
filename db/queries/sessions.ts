import type { Insertable, Selectable } from "kysely";
import type { AccountLinksTable, AccountRow, SessionsTable } from "../schema/accounts.ts";
import type { Db } from "../schema/store.ts";

/** Begins a session, and forgets those that have ended, or were not used since `idleSince`. */
export async function insertSession(
  db: Db,
  session: Insertable<SessionsTable>,
  now: number,
  idleSince: number,
): Promise<void> {
  await db
    .deleteFrom("sessions")
    .where((eb) => eb.or([eb("expires_at", "<=", now), eb("used_at", "<=", idleSince)]))
    .execute();
  await db.insertInto("sessions").values(session).execute();
}

/** The session, if it goes on, and the active account that it is of; undefined when there is none. */
export function sessionWithAccount(
  db: Db,
  token_hash: string,
  now: number,
  idleSince: number,
): Promise<
  | (AccountRow & { readonly session_id: number; readonly used_at: number; readonly expires_at: number })
  | undefined
> {
  return db
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.id", "sessions.account_id")
    .selectAll("accounts")
    .select(["sessions.id as session_id", "sessions.used_at", "sessions.expires_at"])
    .where("sessions.token_hash", "=", token_hash)
    .where("sessions.expires_at", ">", now)
    .where("sessions.used_at", ">", idleSince)
    .where("accounts.is_active", "=", 1)
    .executeTakeFirst();
}

export async function markSessionUsed(db: Db, id: number, used_at: number): Promise<void> {
  await db.updateTable("sessions").set({ used_at }).where("id", "=", id).execute();
}

/** The sessions of the account that go on, the one that was used last first. */
export function listSessions(
  db: Db,
  account_id: number,
  now: number,
  idleSince: number,
): Promise<Selectable<SessionsTable>[]> {
  return db
    .selectFrom("sessions")
    .selectAll()
    .where("account_id", "=", account_id)
    .where("expires_at", ">", now)
    .where("used_at", ">", idleSince)
    .orderBy("used_at", "desc")
    .orderBy("id", "desc")
    .execute();
}

export async function deleteSession(db: Db, token_hash: string): Promise<void> {
  await db.deleteFrom("sessions").where("token_hash", "=", token_hash).execute();
}

/** Ends one session of the account; nothing when it is none of theirs. */
export async function deleteSessionOf(db: Db, account_id: number, id: number): Promise<void> {
  await db.deleteFrom("sessions").where("account_id", "=", account_id).where("id", "=", id).execute();
}

export async function deleteSessionsOf(db: Db, account_id: number): Promise<void> {
  await db.deleteFrom("sessions").where("account_id", "=", account_id).execute();
}

/** Adds a link. An administrator's is then the account's only one; one on request replaces those on request. */
export async function replaceLink(db: Db, link: Insertable<AccountLinksTable>): Promise<void> {
  const before = db.deleteFrom("account_links").where("account_id", "=", link.account_id);
  await (link.made_by === "request" ? before.where("made_by", "=", "request") : before).execute();
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

export async function deleteLinksOf(db: Db, account_id: number): Promise<void> {
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
