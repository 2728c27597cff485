import Bowser from "bowser";
import { updateAccount } from "../../db/queries/accounts.ts";
import {
  deleteSession,
  insertSession,
  listSessions,
  markSessionUsed,
  sessionWithAccount,
} from "../../db/queries/sessions.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import type { OwnSession } from "../contracts/accounts.ts";
import { newToken, tokenHash } from "./secret-tokens.ts";

/** How long somebody stays signed in who comes every day. */
export const SESSION_DAYS = 14;
/** How long somebody stays signed in who does not come: from a Friday evening past a weekend with a holiday to Tuesday. */
const IDLE_DAYS = 4;
const DAY_MS = 24 * 3_600_000;
/** How exact the last use is: nothing is written with every request. */
const USE_MS = 5 * 60_000;
const USER_AGENT_LENGTH = 300;

/** The browser that asks. */
export interface Browser {
  /** The secret of the session that it has; null when it has none. */
  readonly session: string | null;
  /** What it says of itself. */
  readonly userAgent: string | null;
}

/** A new session in this browser, whoever's was there before; its secret. */
export async function beginSession(
  trx: Db,
  account: AccountRow,
  { session: before, userAgent }: Browser,
  now: number,
): Promise<string> {
  if (before !== null) await deleteSession(trx, tokenHash(before));
  const session = newToken();
  await insertSession(
    trx,
    {
      ...{ token_hash: tokenHash(session), account_id: account.id, began_at: now, used_at: now },
      user_agent: userAgent?.slice(0, USER_AGENT_LENGTH) ?? null,
      expires_at: now + SESSION_DAYS * DAY_MS,
    },
    now,
    idleSince(now),
  );
  await updateAccount(trx, account.id, { last_sign_in_at: new Date(now).toISOString() });
  return session;
}

/**
 * The account that the session is of, which counts as a use; null when it is none (any more). While the store is as it is,
 * that holds until the moment `until`, when it has ended or a use of it is to be written down.
 */
export async function accountOfSession(
  db: Db,
  session: string,
  now: number,
): Promise<{ readonly account: AccountRow; readonly until: number } | null> {
  const found = await sessionWithAccount(db, tokenHash(session), now, idleSince(now));
  if (!found) return null;
  const { session_id, used_at, expires_at, ...account } = found;
  // Reading goes on while the store takes nothing: then the session ends earlier, at worst.
  if (now - used_at >= USE_MS) await markSessionUsed(db, session_id, now).catch(() => {});
  return { account, until: Math.min(expires_at, used_at + USE_MS) };
}

/** Those of the account that go on: of the browser that asks, then the one that was used last, and so on. */
export async function sessionsOf(
  db: Db,
  accountId: number,
  session: string | null,
  now: number,
): Promise<OwnSession[]> {
  const here = session === null ? null : tokenHash(session);
  const rows = await listSessions(db, accountId, now, idleSince(now));
  const shown = rows.map(({ id, token_hash, user_agent, began_at, used_at }) => ({
    id,
    browser: browserName(user_agent),
    began_at: new Date(began_at).toISOString(),
    used_at: new Date(used_at).toISOString(),
    is_here: token_hash === here,
  }));
  return [...shown.filter(({ is_here }) => is_here), ...shown.filter(({ is_here }) => !is_here)];
}

function idleSince(now: number): number {
  return now - IDLE_DAYS * DAY_MS;
}

/** What a browser says of itself, in a few words. */
function browserName(userAgent: string | null): string {
  if (!userAgent) return "unknown";
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name || "Another browser", os.name].filter(Boolean).join(" on ");
}
