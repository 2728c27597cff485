import { setTimeout as after } from "node:timers/promises";
import { findAccountByLogin } from "../../db/queries/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import { mailLink, mailNoPassword, makeLink } from "./account-links.ts";
import type { Mailer } from "./mail.ts";
import { countAttempt, mayBeMailed } from "./sign-in-limits.ts";

/** How long after a request its mail is seen to, in milliseconds: by then it was answered, whoever asked. */
const ANSWERED_MS = 500;

/**
 * Links to a new password for whoever asks, by mail. The answer is the same, and takes the same time, whether there is
 * such an account: what depends on it is done later.
 */
export interface ForgottenPasswordService {
  /** Counts the request, as an attempt to sign in is; throws when there were too many. */
  count(login: string, address: string): Promise<void>;
  /** Does what depends on the account once the request was answered; what goes wrong is for the log. */
  later(work: () => Promise<unknown>): void;
  /**
   * Mails a link to the active account with this login. `unknown`: there is none, or it got enough mails; `failed`: the
   * mail server did not take it, and the log says why.
   */
  mail(login: string): Promise<"sent" | "unknown" | "failed">;
  /** Waits for what was put off. */
  close(): Promise<void>;
}

export function createForgottenPasswordService(
  db: Db,
  mailer: Mailer,
  now: () => number,
): ForgottenPasswordService {
  const putOff = new Set<Promise<void>>();
  return {
    async count(login, address) {
      await countAttempt(db, login, address, now());
    },
    later(work) {
      const done = after(ANSWERED_MS)
        .then(work)
        .catch((error) => console.warn("A forgotten password was not seen to.", error))
        .then(() => void putOff.delete(done));
      putOff.add(done);
    },
    async mail(login) {
      const account = await findAccountByLogin(db, login);
      // Who is invited has a link of an administrator's, which ends when the administrator said.
      const isKnown = account?.is_active === 1 && account.last_sign_in_at !== null;
      if (!isKnown || !(await mayBeMailed(db, login, now()))) return "unknown";
      // Whoever signs in elsewhere must not get around what is asked of them there.
      const problem =
        account.password_hash === null
          ? await mailNoPassword(mailer, account)
          : (await mailLink(mailer, account, await linkOf(account), "forgotten")).mail_problem;
      if (problem === null) return "sent";
      console.warn(`A mail about a forgotten password of account ${account.id} was not sent: ${problem}`);
      return "failed";
    },
    async close() {
      await Promise.all(putOff);
    },
  };

  function linkOf(account: Parameters<typeof makeLink>[1]): Promise<string> {
    return db.transaction().execute((trx) => makeLink(trx, account, "request", now()));
  }
}
