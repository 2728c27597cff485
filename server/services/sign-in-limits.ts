import { loginKey } from "../../db/queries/accounts.ts";
import { countAttempts, deleteAttempts, insertAttempts } from "../../db/queries/sessions.ts";
import type { Db } from "../../db/schema/store.ts";
import { AppError } from "../errors.ts";

const WINDOW_MINUTES = 15;
const WINDOW_MS = WINDOW_MINUTES * 60_000;

/**
 * Attempts within the window: of one login from one address, from one address whoever it tries to be, and of one login
 * from everywhere, which is high because strangers could keep its owner out by it.
 */
const MOST = { pair: 10, address: 50, login: 100 } as const;

/** Mails about a forgotten password to one account within the window: nobody's mailbox is filled by strangers. */
const MOST_MAILS = 3;

/**
 * Counts an attempt before it is made, so that many at once count too; they are in the store, so a restart forgives
 * nothing. Throws when there were too many, which says nothing of whether the login exists. `forgive` when it went well.
 * Without a login, only the address is counted.
 */
export async function countAttempt(
  db: Db,
  login: string | null,
  address: string,
  now: number,
): Promise<{ forgive(): Promise<void> }> {
  const key = login === null ? null : loginKey(login);
  const ofLogin = key === null ? {} : { pair: `pair ${key} ${address}`, login: `login ${key}` };
  const subjects: Partial<Record<keyof typeof MOST, string>> = { ...ofLogin, address: `address ${address}` };
  await insertAttempts(db, Object.values(subjects), now, now - WINDOW_MS);
  for (const [kind, subject] of Object.entries(subjects) as [keyof typeof MOST, string][])
    if ((await countAttempts(db, subject, now - WINDOW_MS)) > MOST[kind])
      throw new AppError(
        "too_many_requests",
        `Too many attempts to sign in. Wait ${WINDOW_MINUTES} minutes, or ask an administrator for a link.`,
      );
  return { forgive: () => deleteAttempts(db, Object.values(ofLogin)) };
}

/** Counts a mail to this login; false when it got enough. */
export async function mayBeMailed(db: Db, login: string, now: number): Promise<boolean> {
  const subject = `mail ${loginKey(login)}`;
  await insertAttempts(db, [subject], now, now - WINDOW_MS);
  return (await countAttempts(db, subject, now - WINDOW_MS)) <= MOST_MAILS;
}
