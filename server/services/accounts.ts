import {
  countOtherAdministrators,
  findAccount,
  findAccountByLogin,
  hasAccounts,
  insertAccount,
  listAccounts,
  updateAccount,
} from "../../db/queries/accounts.ts";
import { deleteSessionsOf, replaceLink } from "../../db/queries/sessions.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Account, AccountChange, InvitationRequest } from "../contracts/accounts.ts";
import { AppError } from "../errors.ts";
import { newToken, tokenHash } from "./secret-tokens.ts";
import { isoTimestamp } from "./text.ts";

/** How long a link by which a password is chosen counts. */
const LINK_MS = 3 * 24 * 3_600_000;

/** An account, and the path at which its password is chosen. */
export interface LinkedAccount {
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

export function createAccountService(db: Db, now: () => number): AccountService {
  const linked = async (trx: Db, account: AccountRow): Promise<LinkedAccount> => {
    const token = newToken();
    const ticket = { token_hash: tokenHash(token), account_id: account.id, expires_at: now() + LINK_MS };
    await replaceLink(trx, ticket);
    return { account: toAccount(account), link: `/join/${token}` };
  };

  return {
    list: async () => (await listAccounts(db)).map(toAccount),
    invite: ({ login, name, role }) =>
      db.transaction().execute(async (trx) => {
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
        return linked(trx, await insertAccount(trx, account));
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
    newLink: (accountId) =>
      db.transaction().execute(async (trx) => linked(trx, await requireAccount(trx, accountId))),
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
