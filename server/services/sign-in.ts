import { findAccountByLogin, hasAccounts, insertAccount, updateAccount } from "../../db/queries/accounts.ts";
import {
  accountOfLink,
  accountOfSession,
  deleteLinkOf,
  deleteSession,
  deleteSessionsOf,
  insertSession,
} from "../../db/queries/sessions.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import type { PasswordChange, SetUpRequest, SignInRequest } from "../contracts/accounts.ts";
import type { Role } from "../contracts/people.ts";
import { AppError, invalidField } from "../errors.ts";
import { accountOfIdentity, linkIdentity } from "./openid-accounts.ts";
import type { OpenIdIdentity } from "./openid-connect.ts";
import { hashPassword, passwordFits } from "./passwords.ts";
import { newToken, tokenHash } from "./secret-tokens.ts";
import { countAttempt } from "./sign-in-limits.ts";
import { refuseGuessable } from "./well-known-passwords.ts";

/** How long somebody stays signed in. */
export const SESSION_DAYS = 14;
const DAY_MS = 24 * 3_600_000;
/** The same for whatever does not fit, so that nobody learns which accounts there are, or are suspended. */
const NOT_LET_IN = "The login or the password is not right.";

/** Who is signed in. */
export interface SignedInAccount {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** Signing in and out. A session is a secret that only the browser has. */
export interface SignInService {
  /** Whether there are accounts: the first one turns signing in on. */
  isOn(): Promise<boolean>;
  /** Makes the first account, an administrator's, and its session; throws when there is one already. */
  setUp(request: SetUpRequest): Promise<string>;
  /** A new session. Throws the same whether the login, the password or the account's state is wrong. */
  signIn(request: SignInRequest, address: string): Promise<string>;
  /** A new session of whoever signed in at a provider of OpenID Connect; throws when an administrator has to act first. */
  signInBy(identity: OpenIdIdentity): Promise<string>;
  /** The number of the account that such a person has; null when there is none. For the audit. */
  idOfIdentity(identity: OpenIdIdentity): Promise<number | null>;
  /** The number of the account with this login; null when there is none. For the audit, never for who asks. */
  idOf(login: string): Promise<number | null>;
  /** Counts an attempt with the ADMIN_TOKEN, as those with a password are; `forgive` when it went well. */
  countTokenAttempt(address: string): Promise<{ forgive(): Promise<void> }>;
  accountOf(session: string): Promise<SignedInAccount | null>;
  signOut(session: string): Promise<void>;
  signOutEverywhere(accountId: number): Promise<void>;
  /** Ends all sessions of the account; a new one. */
  changePassword(account: SignedInAccount, change: PasswordChange, address: string): Promise<string>;
  /** Whom a link by which a password is chosen is for; throws when it does not count (any more). */
  linkedAccount(link: string): Promise<{ readonly login: string; readonly name: string }>;
  /** Uses such a link up; a new session. */
  choosePassword(link: string, password: string): Promise<string>;
}

export function createSignInService(db: Db, now: () => number): SignInService {
  let on = false;

  const begin = async (trx: Db, account: AccountRow): Promise<string> => {
    const session = newToken();
    const ticket = { token_hash: tokenHash(session), account_id: account.id };
    await insertSession(trx, { ...ticket, expires_at: now() + SESSION_DAYS * DAY_MS }, now());
    await updateAccount(trx, account.id, { last_sign_in_at: new Date(now()).toISOString() });
    return session;
  };

  /** Begins a session with a new password; `account` is told, or refused, within the same transaction. */
  const beginWith = async (password: string, account: (trx: Db) => Promise<AccountRow>): Promise<string> => {
    const password_hash = await hashPassword(password);
    return db.transaction().execute(async (trx) => {
      const row = await account(trx);
      await updateAccount(trx, row.id, { password_hash });
      await deleteLinkOf(trx, row.id);
      await deleteSessionsOf(trx, row.id);
      return begin(trx, row);
    });
  };

  const requireLink = async (trx: Db, link: string): Promise<AccountRow> => {
    const account = await accountOfLink(trx, tokenHash(link), now());
    if (!account)
      throw new AppError(
        "not_found",
        "This link does not count any more: it was used, replaced or is too old. Ask an administrator for a new one.",
      );
    return account;
  };

  return {
    async isOn() {
      // There is always an administrator left, so what is on stays on.
      on ||= await hasAccounts(db);
      return on;
    },
    async setUp({ login, name, password }) {
      await refuseGuessable(password, { login, name });
      const password_hash = await hashPassword(password);
      return db.transaction().execute(async (trx) => {
        if (await hasAccounts(trx))
          throw new AppError("conflict", "The first account was made already. Sign in with it.");
        return begin(
          trx,
          await insertAccount(trx, {
            login,
            name,
            role: "administrator",
            password_hash,
            last_sign_in_at: null,
          }),
        );
      });
    },
    async signIn({ login, password }, address) {
      const attempt = await countAttempt(db, login, address, now());
      const account = await findAccountByLogin(db, login);
      const fits = await passwordFits(password, account?.password_hash ?? null);
      if (!account || !fits || account.is_active !== 1) throw new AppError("unauthorized", NOT_LET_IN);
      await attempt.forgive();
      return begin(db, account);
    },
    signInBy: (identity) =>
      db.transaction().execute(async (trx) => {
        const account = await linkIdentity(trx, identity);
        if (account.is_active !== 1) throw new AppError("unauthorized", NOT_LET_IN);
        return begin(trx, account);
      }),
    idOfIdentity: async (identity) => (await accountOfIdentity(db, identity))?.id ?? null,
    idOf: async (login) => (await findAccountByLogin(db, login))?.id ?? null,
    countTokenAttempt: (address) => countAttempt(db, "the ADMIN_TOKEN", address, now()),
    async accountOf(session) {
      const account = await accountOfSession(db, tokenHash(session), now());
      return account ? toSignedIn(account) : null;
    },
    signOut: (session) => deleteSession(db, tokenHash(session)),
    signOutEverywhere: (accountId) => deleteSessionsOf(db, accountId),
    async changePassword({ login }, { current, password }, address) {
      const attempt = await countAttempt(db, login, address, now());
      const account = await findAccountByLogin(db, login);
      if (!account || !(await passwordFits(current, account.password_hash)))
        throw invalidField("current", "This is not the password that you have now.");
      await attempt.forgive();
      await refuseGuessable(password, account);
      return beginWith(password, async () => account);
    },
    async linkedAccount(link) {
      const { login, name } = await requireLink(db, link);
      return { login, name };
    },
    async choosePassword(link, password) {
      await refuseGuessable(password, await requireLink(db, link)); // before the work that hashing is
      // Looked up again: the same link may have been used twice at once.
      return beginWith(password, (trx) => requireLink(trx, link));
    },
  };
}

function toSignedIn({ id, login, name, role }: AccountRow): SignedInAccount {
  return { id, login, name, role };
}
