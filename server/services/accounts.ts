import {
  countOtherAdministrators,
  findAccount,
  findAccountByLogin,
  hasAccounts,
  insertAccount,
  listAccounts,
  updateAccount,
} from "../../db/queries/accounts.ts";
import { deleteSessionsOf } from "../../db/queries/sessions.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Account, AccountChange, InvitationRequest } from "../contracts/accounts.ts";
import { AppError } from "../errors.ts";
import { type MailOutcome, mailLink, makeLink } from "./account-links.ts";
import type { Mailer } from "./mail.ts";
import { isoTimestamp } from "./text.ts";

/** An account, the path at which its password is chosen, and whether that was mailed. */
export interface LinkedAccount extends MailOutcome {
  readonly account: Account;
  readonly link: string;
}

/** What administrators do with accounts. There is always one left who can sign in. */
export interface AccountService {
  list(): Promise<Account[]>;
  invite(request: InvitationRequest): Promise<LinkedAccount>;
  change(change: AccountChange): Promise<Account>;
  /** A new link for somebody who has none, or forgot the password, which counts until another one is chosen. */
  newLink(accountId: number): Promise<LinkedAccount>;
  remove(accountId: number): Promise<void>;
}

export function createAccountService(db: Db, mailer: Mailer | null, now: () => number): AccountService {
  /** Mailed after the transaction: the store waits for no mail server, and a mail that fails takes nothing back. */
  const linked = async (find: (trx: Db) => Promise<AccountRow>): Promise<LinkedAccount> => {
    const { row, link } = await db.transaction().execute(async (trx) => {
      const row = await find(trx);
      return { row, link: await makeLink(trx, row, "administrator", now()) };
    });
    const account = toAccount(row);
    const reason = account.state === "invited" ? "invited" : "renewed";
    return { account, link, ...(await mailLink(mailer, row, link, reason)) };
  };

  return {
    list: async () => (await listAccounts(db)).map(toAccount),
    invite: ({ login, name, role }) =>
      linked(async (trx) => {
        if (!(await hasAccounts(trx)))
          throw new AppError(
            "conflict",
            "There are no accounts yet. Make the first one, your own, at /setup.",
          );
        if (await findAccountByLogin(trx, login))
          throw new AppError("duplicate_name", `There is an account with the login “${login}”.`, {
            fieldErrors: [{ field: "login", message: `There is an account with the login “${login}”.` }],
          });
        const account = { login, name, role, password_hash: null, last_sign_in_at: null };
        return insertAccount(trx, account);
      }),
    change: ({ account_id, name, role, suspended }) =>
      db.transaction().execute(async (trx) => {
        const before = await requireAccount(trx, account_id);
        const loses = (role !== undefined && role !== "administrator") || suspended === true;
        if (loses) await keepAnAdministrator(trx, before);
        if (suspended) await deleteSessionsOf(trx, account_id);
        const after = {
          name: name ?? before.name,
          role: role ?? before.role,
          is_active: suspended === undefined ? before.is_active : suspended ? 0 : 1,
        };
        return toAccount(await updateAccount(trx, account_id, after));
      }),
    newLink: (accountId) => linked((trx) => requireAccount(trx, accountId)),
    remove: (accountId) =>
      db.transaction().execute(async (trx) => {
        await keepAnAdministrator(trx, await requireAccount(trx, accountId));
        await trx.deleteFrom("accounts").where("id", "=", accountId).execute();
      }),
  };
}

async function requireAccount(db: Db, id: number): Promise<AccountRow> {
  const account = await findAccount(db, id);
  if (!account) throw new AppError("not_found", `There is no account ${id}.`);
  return account;
}

async function keepAnAdministrator(db: Db, account: AccountRow): Promise<void> {
  if (stateOf(account) !== "active" || account.role !== "administrator") return;
  if ((await countOtherAdministrators(db, account.id)) === 0)
    throw new AppError(
      "conflict",
      `${account.name} is the last administrator. Make somebody else administrator first.`,
    );
}

function stateOf(account: AccountRow): Account["state"] {
  if (account.is_active !== 1) return "suspended";
  return account.password_hash === null && account.last_sign_in_at === null ? "invited" : "active";
}

function toAccount(account: AccountRow): Account {
  const { id, login, name, role, created_at, last_sign_in_at } = account;
  return {
    ...{ id, login, name, role, state: stateOf(account) },
    created_at: isoTimestamp(created_at),
    last_sign_in_at: last_sign_in_at && isoTimestamp(last_sign_in_at),
  };
}
