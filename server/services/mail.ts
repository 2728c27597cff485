import { createTransport } from "nodemailer";
import { isLoopback } from "./network-address.ts";

/** How long a mail server may take to connect, to greet, and to answer, in milliseconds. */
const PATIENCE_MS = 10_000;

export interface MailSettings {
  /** smtp: or smtps:, with a user and a password or neither. */
  readonly server: URL;
  /** The address that mails are from, with a name or without. */
  readonly from: string;
  /** Where browsers reach this server; without a slash at its end. */
  readonly publicUrl: string;
}

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/** Sends mails by the configured server. What goes wrong there is an answer: whoever sends has something to do next. */
export interface Mailer {
  readonly publicUrl: string;
  /** The mail server, as part of a sentence; never its user or password. */
  readonly server: string;
  /** Null when the server took it; else a clause that says why not. */
  send(mail: Mail): Promise<string | null>;
  /** Whether the server answers and lets this one in, without sending anything; null when it does, else why not. */
  check(): Promise<string | null>;
}

export function createMailer({ server, from, publicUrl }: MailSettings): Mailer {
  const user = decodeURIComponent(server.username);
  const pass = decodeURIComponent(server.password);
  const host = server.hostname.replace(/^\[|\]$/g, "");
  const secure = server.protocol === "smtps:";
  const port = Number(server.port) || (secure ? 465 : 587);
  const transport = createTransport({
    ...{ host, port, secure },
    ...(user !== "" && { auth: { user, pass } }),
    // A password crosses no network in the open, whatever the server offers.
    requireTLS: user !== "" && !isLoopback(host),
    ...{ connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const name = `${host}:${port}`;
  const whyNot = async (work: Promise<unknown>): Promise<string | null> => {
    try {
      await work;
      return null;
    } catch (error) {
      return `the mail server ${name} ${reasonOf(error as SmtpTrouble)}`;
    }
  };
  return {
    publicUrl,
    server: name,
    send: (mail) =>
      whyNot(transport.sendMail({ from, ...mail, headers: { "Auto-Submitted": "auto-generated" } })),
    check: () => whyNot(transport.verify()),
  };
}

interface SmtpTrouble extends Error {
  readonly code?: string;
  readonly response?: string;
}

/** What it says of a user and a password is not repeated: some servers say them back. */
function reasonOf({ code, response, message }: SmtpTrouble): string {
  if (code === "EAUTH" || code === "ENOAUTH") return "refuses the user or the password of SMTP_URL";
  const said = (response ?? message).replace(/\p{Cc}+/gu, " ").slice(0, 200);
  return response === undefined ? `does not answer as it should (${said})` : `refuses it (${said})`;
}
