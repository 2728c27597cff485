import type { AccountRow } from "../schema/accounts.ts";
import type { Db } from "../schema/store.ts";

/** Who somebody is at a provider: `subject` never changes there, and is never given to anybody else. */
interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

export function accountOfSubject(db: Db, { issuer, subject }: Subject): Promise<AccountRow | undefined> {
  return db
    .selectFrom("openid_links")
    .innerJoin("accounts", "accounts.id", "openid_links.account_id")
    .selectAll("accounts")
    .where("openid_links.issuer", "=", issuer)
    .where("openid_links.subject", "=", subject)
    .executeTakeFirst();
}

/** Whether the account is somebody at this provider already. */
export async function isLinked(db: Db, account_id: number, issuer: string): Promise<boolean> {
  const link = await db
    .selectFrom("openid_links")
    .select("subject")
    .where("account_id", "=", account_id)
    .where("issuer", "=", issuer)
    .executeTakeFirst();
  return link !== undefined;
}

export async function insertOpenIdLink(
  db: Db,
  { issuer, subject }: Subject,
  account_id: number,
): Promise<void> {
  await db.insertInto("openid_links").values({ issuer, subject, account_id }).execute();
}
