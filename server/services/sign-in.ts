import { findAccountByLogin, hasAccounts, insertAccount, updateAccount } from "../../db/queries/accounts.ts";
import {
  accountOfLink,
  deleteLinksOf,
  deleteSession,
  deleteSessionOf,
  deleteSessionsOf,
} from "../../db/queries/sessions.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import type { OwnSession, PasswordChange, SetUpRequest, SignInRequest } from "../contracts/accounts.ts";
import type { Role } from "../contracts/people.ts";
import { AppError, invalidField } from "../errors.ts";
import { accountOfIdentity, linkIdentity } from "./openid-accounts.ts";
import type { OpenIdIdentity } from "./openid-connect.ts";
import { hashPassword, passwordFits } from "./passwords.ts";
import { tokenHash } from "./secret-tokens.ts";
import { accountOfSession, type Browser, beginSession, sessionsOf } from "./sessions.ts";
import { countAttempt } from "./sign-in-limits.ts";
import { refuseGuessable } from "./well-known-passwords.ts";

/** The same for whatever does not fit, so that nobody learns which accounts there are, or are suspended. */
const NOT_LET_IN = "The login or the password is not right.";

/** Who is signed in. */
export interface SignedInAccount {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
}

/** Signing in and out. A session is a secret that only the browser has; one that begins ends the one there before. */
export interface SignInService {
  /** Whether there are accounts: the first one turns signing in on. */
  isOn(): Promise<boolean>;
  /** Makes the first account, an administrator's, and its session; throws when there is one already. */
  setUp(request: SetUpRequest, browser: Browser): Promise<string>;
  /** A new session. Throws the same whether the login, the password or the account's state is wrong. */
  signIn(request: SignInRequest, address: string, browser: Browser): Promise<string>;
  /** A new session of whoever signed in at a provider of OpenID Connect; throws when an administrator has to act first. */
  signInBy(identity: OpenIdIdentity, browser: Browser): Promise<string>;
  /** The number of the account that such a person has; null when there is none. For the audit. */
  idOfIdentity(identity: OpenIdIdentity): Promise<number | null>;
  /** The number of the account with this login; null when there is none. For the audit, never for who asks. */
  idOf(login: string): Promise<number | null>;
  /** Counts an attempt with the ADMIN_TOKEN, as those with a password are; `forgive` when it went well. */
  countTokenAttempt(address: string): Promise<{ forgive(): Promise<void> }>;
  /** Who is signed in by this session, which is a use of it. */
  accountOf(session: string): Promise<SignedInAccount | null>;
  /** The same, with the moment until which it holds while the store is as it is. */
  sessionOf(session: string): Promise<{ readonly account: SignedInAccount; readonly until: number } | null>;
  /** The sessions of the account that go on; `session` is the one that asks. */
  sessionsOf(accountId: number, session: string | null): Promise<OwnSession[]>;
  signOut(session: string): Promise<void>;
  /** Ends one of the account's sessions, by its number; nothing when it is over, or somebody else's. */
  endSession(accountId: number, sessionId: number): Promise<void>;
  signOutEverywhere(accountId: number): Promise<void>;
  /** Ends all sessions of the account; a new one. */
  changePassword(
    account: SignedInAccount,
    change: PasswordChange,
    address: string,
    browser: Browser,
  ): Promise<string>;
  /** Whom a link by which a password is chosen is for; throws when it does not count (any more). */
  linkedAccount(link: string): Promise<{ readonly login: string; readonly name: string }>;
  /** Uses such a link up; a new session. */
  choosePassword(link: string, password: string, browser: Browser): Promise<string>;
}

export function createSignInService(db: Db, now: () => number): SignInService {
  let on = false;

  const begin = (trx: Db, account: AccountRow, browser: Browser) =>
    beginSession(trx, account, browser, now());

  /** Begins a session with a new password; `account` is told, or refused, within the same transaction. */
  const beginWith = async (
    password: string,
    browser: Browser,
    account: (trx: Db) => Promise<AccountRow>,
  ): Promise<string> => {
    const password_hash = await hashPassword(password);
    return db.transaction().execute(async (trx) => {
      const row = await account(trx);
      await updateAccount(trx, row.id, { password_hash });
      await deleteLinksOf(trx, row.id);
      await deleteSessionsOf(trx, row.id);
      return begin(trx, row, browser);
    });
  };

  const sessionOf: SignInService["sessionOf"] = async (session) => {
    const found = await accountOfSession(db, session, now());
    return found && { account: toSignedIn(found.account), until: found.until };
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
    async setUp({ login, name, password }, browser) {
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
          browser,
        );
      });
    },
    async signIn({ login, password }, address, browser) {
      const attempt = await countAttempt(db, login, address, now());
      const account = await findAccountByLogin(db, login);
      const fits = await passwordFits(password, account?.password_hash ?? null);
      if (!account || !fits || account.is_active !== 1) throw new AppError("unauthorized", NOT_LET_IN);
      await attempt.forgive();
      return db.transaction().execute((trx) => begin(trx, account, browser));
    },
    signInBy: (identity, browser) =>
      db.transaction().execute(async (trx) => {
        const account = await linkIdentity(trx, identity);
        if (account.is_active !== 1) throw new AppError("unauthorized", NOT_LET_IN);
        return begin(trx, account, browser);
      }),
    idOfIdentity: async (identity) => (await accountOfIdentity(db, identity))?.id ?? null,
    idOf: async (login) => (await findAccountByLogin(db, login))?.id ?? null,
    countTokenAttempt: (address) => countAttempt(db, "the ADMIN_TOKEN", address, now()),
    accountOf: async (session) => (await sessionOf(session))?.account ?? null,
    sessionOf,
    sessionsOf: (accountId, session) => sessionsOf(db, accountId, session, now()),
    signOut: (session) => deleteSession(db, tokenHash(session)),
    endSession: (accountId, sessionId) => deleteSessionOf(db, accountId, sessionId),
    signOutEverywhere: (accountId) => deleteSessionsOf(db, accountId),
    async changePassword({ login }, { current, password }, address, browser) {
      const attempt = await countAttempt(db, login, address, now());
      const account = await findAccountByLogin(db, login);
      if (!account || !(await passwordFits(current, account.password_hash)))
        throw invalidField("current", "This is not the password that you have now.");
      await attempt.forgive();
      await refuseGuessable(password, account);
      return beginWith(password, browser, async () => account);
    },
    async linkedAccount(link) {
      const { login, name } = await requireLink(db, link);
      return { login, name };
    },
    async choosePassword(link, password, browser) {
      await refuseGuessable(password, await requireLink(db, link)); // before the work that hashing is
      // Looked up again: the same link may have been used twice at once.
      return beginWith(password, browser, (trx) => requireLink(trx, link));
    },
  };
}

function toSignedIn({ id, login, name, role }: AccountRow): SignedInAccount {
  return { id, login, name, role };
}
