import { z } from "zod";
import { replaceLink } from "../../db/queries/sessions.ts";
import type { AccountRow } from "../../db/schema/accounts.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Mail, Mailer } from "./mail.ts";
import { newToken, tokenHash } from "./secret-tokens.ts";

const LINK_DAYS = 3;

/**
 * A new path at which the account's password is chosen, once. Those before do not count any more, but what was made on
 * `request`, which anybody can ask for, leaves an administrator's link as it is.
 */
export async function makeLink(
  db: Db,
  { id }: AccountRow,
  made_by: "administrator" | "request",
  now: number,
): Promise<string> {
  const token = newToken();
  const expires_at = now + LINK_DAYS * 24 * 3_600_000;
  await replaceLink(db, { token_hash: tokenHash(token), account_id: id, made_by, expires_at });
  return `/join/${token}`;
}

/** What became of the mail with a link. Neither sent nor a problem: no mail server is configured. */
export interface MailOutcome {
  readonly mail_sent: boolean;
  /** A sentence; null when there is none. */
  readonly mail_problem: string | null;
}

const FORGOTTEN = "Forgot your password?";

/** Why somebody gets a link; what the mail says of it. */
const REASONS = {
  invited: ["You are invited to Landing KPI", "You are invited to Landing KPI. Choose a password"],
  renewed: [
    "Choose a new password for Landing KPI",
    "An administrator made you a link to choose a new password for Landing KPI. Choose it",
  ],
  forgotten: [
    "Choose a new password for Landing KPI",
    `Somebody, probably you, asked for this at “${FORGOTTEN}”. Choose a new password for Landing KPI`,
  ],
} as const;

/** Mails a link to the account's login, where that is an address; outside of any transaction, since it may take long. */
export async function mailLink(
  mailer: Mailer | null,
  account: AccountRow,
  link: string,
  reason: keyof typeof REASONS,
): Promise<MailOutcome> {
  if (!mailer) return { mail_sent: false, mail_problem: null };
  if (!isAddress(account.login))
    return {
      mail_sent: false,
      mail_problem: `No mail was sent: the login “${account.login}” is no e-mail address. Hand the link over yourself.`,
    };
  const [subject, sentence] = REASONS[reason];
  const problem = await mailer.send({
    ...addressed(account),
    subject,
    text: letter(account, [
      `${sentence} here within ${LINK_DAYS} days; the link counts once:`,
      `${mailer.publicUrl}${link}`,
      `Your login is ${account.login}. If you did not expect this mail, you need not do anything: without the link nothing changes.`,
    ]),
  });
  return {
    mail_sent: problem === null,
    mail_problem:
      problem &&
      `The mail could not be sent: ${problem}. The link counts all the same: hand it over yourself.`,
  };
}

/** Tells somebody who comes in by OpenID Connect only that there is no password to forget; null, or why it was not sent. */
export function mailNoPassword(mailer: Mailer, account: AccountRow): Promise<string | null> {
  return mailer.send({
    ...addressed(account),
    subject: "Your account at Landing KPI has no password",
    text: letter(account, [
      `Somebody, probably you, asked for a new password at “${FORGOTTEN}”. Your account has none: you sign in with your company's account, by the button beside the password:`,
      `${mailer.publicUrl}/sign-in`,
      "An administrator can make you a link to choose a password. If you did not ask, you need not do anything.",
    ]),
  });
}

/** One address, which no mail program reads as several. */
export function isAddress(login: string): boolean {
  return z.email().safeParse(login).success;
}

function addressed({ name, login }: AccountRow): Pick<Mail, "to"> {
  return { to: { name, address: login } };
}

function letter({ name }: AccountRow, paragraphs: readonly string[]): string {
  return `${[`Hello ${name},`, ...paragraphs].join("\n\n")}\n`;
}
