import type { Insertable, Updateable } from "kysely";
import { foldText } from "../database.ts";
import type { AccountRow, AccountsTable } from "../schema/accounts.ts";
import type { Db } from "../schema/store.ts";

/** How a login is compared with others. */
export function loginKey(login: string): string {
  return foldText(login.normalize("NFKC"));
}

export async function hasAccounts(db: Db): Promise<boolean> {
  return (await db.selectFrom("accounts").select("id").limit(1).executeTakeFirst()) !== undefined;
}

export function listAccounts(db: Db): Promise<AccountRow[]> {
  return db.selectFrom("accounts").selectAll().orderBy("login_key").execute();
}

export function findAccount(db: Db, id: number): Promise<AccountRow | undefined> {
  return db.selectFrom("accounts").selectAll().where("id", "=", id).executeTakeFirst();
}

export function findAccountByLogin(db: Db, login: string): Promise<AccountRow | undefined> {
  return db.selectFrom("accounts").selectAll().where("login_key", "=", loginKey(login)).executeTakeFirst();
}

export function insertAccount(
  db: Db,
  account: Omit<Insertable<AccountsTable>, "login_key">,
): Promise<AccountRow> {
  return db
    .insertInto("accounts")
    .values({ ...account, login_key: loginKey(account.login) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function updateAccount(db: Db, id: number, changes: Updateable<AccountsTable>): Promise<AccountRow> {
  return db
    .updateTable("accounts")
    .set(changes)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Administrators who can sign in, apart from this account. */
export async function countOtherAdministrators(db: Db, id: number): Promise<number> {
  const { n } = await db
    .selectFrom("accounts")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("role", "=", "administrator")
    .where("is_active", "=", 1)
    .where("password_hash", "is not", null)
    .where("id", "!=", id)
    .executeTakeFirstOrThrow();
  return n;
}
