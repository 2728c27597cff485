import type { Generated, Selectable } from "kysely";

/** Somebody who signs in, or is invited to. */
export interface AccountsTable {
  id: Generated<number>;
  /** As it was typed: a name or an e-mail address. */
  login: string;
  /** The same folded, so that case does not matter. */
  login_key: string;
  name: string;
  role: "viewer" | "editor" | "administrator";
  /** Null until the invitation is accepted. */
  password_hash: string | null;
  /** 0: suspended. */
  is_active: Generated<number>;
  created_at: Generated<string>;
  last_sign_in_at: string | null;
}

/** A browser in which somebody is signed in. */
export interface SessionsTable {
  id: Generated<number>;
  token_hash: string;
  account_id: number;
  /** What the browser says of itself; null when it says nothing. */
  user_agent: string | null;
  /** Milliseconds since 1970, as the other points in time. */
  began_at: number;
  /** Exact to a few minutes. */
  used_at: number;
  /** When it ends however much it is used. */
  expires_at: number;
}

/** A link by which somebody chooses a password; each account has at most one of either kind. */
export interface AccountLinksTable {
  token_hash: string;
  account_id: number;
  /** `request`: somebody who need not be known asked for it, and it went to the account's mailbox. */
  made_by: "administrator" | "request";
  /** Milliseconds since 1970. */
  expires_at: number;
}

/** Who an account is at a provider of OpenID Connect. */
export interface OpenIdLinksTable {
  issuer: string;
  subject: string;
  account_id: number;
  linked_at: Generated<string>;
}

/** An attempt to sign in that did not succeed, or has not yet. */
export interface SignInAttemptsTable {
  /** Whose attempts are counted: `login ...`, `address ...`. */
  subject: string;
  /** Milliseconds since 1970. */
  at: number;
}

export type AccountRow = Selectable<AccountsTable>;
