import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export const SMTP_USER = "kpi@example.org";
export const SMTP_PASSWORD = "p@ss/word of the mail server";
/** Nobody has this mailbox. */
export const REFUSED = "nobody@example.org";

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text, decoded. */
  readonly content: string;
}

/** A real mail server on this machine, which keeps what it gets. */
export interface MailServer {
  /** What SMTP_URL is for it. */
  readonly url: string;
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** The next mail to this address that nobody waited for; waits until it comes. */
  mailTo(address: string): Promise<ReceivedMail>;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const seen = new Set<ReceivedMail>();
  const server = new SMTPServer({
    // Without a certificate that anybody trusts, nothing is to be said of TLS.
    ...{ hideSTARTTLS: true, allowInsecureAuth: true },
    onAuth({ username, password }, _, done) {
      const fits = username === SMTP_USER && password === SMTP_PASSWORD;
      // It says the password back, as some do.
      done(
        fits ? null : new Error(`${username} and ${password} do not fit`),
        fits ? { user: username } : undefined,
      );
    },
    onRcptTo({ address }, _, done) {
      done(address === REFUSED ? new Error("No such mailbox here") : null);
    },
    async onData(stream, { envelope }, done) {
      const { mailFrom, rcptTo } = envelope;
      const from = mailFrom ? mailFrom.address : "";
      mails.push({ from, to: rcptTo.map(({ address }) => address), content: decoded(await text(stream)) });
      done(null);
    },
  });
  server.on("error", () => {}); // of connections that end in the middle
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const login = `${encodeURIComponent(SMTP_USER)}:${encodeURIComponent(SMTP_PASSWORD)}`;
  return {
    url: `smtp://${login}@127.0.0.1:${port}`,
    port,
    mails,
    async mailTo(address) {
      for (;;) {
        const mail = mails.find((each) => each.to.includes(address) && !seen.has(each));
        if (mail) {
          seen.add(mail);
          return mail;
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      if (!server.server.listening) return;
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The one part of a mail of ours, whichever way it is encoded. */
function decoded(raw: string): string {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  if (/^content-transfer-encoding: base64/im.test(head))
    return `${head}\n\n${Buffer.from(body, "base64").toString()}`;
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return raw;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return `${head}\n\n${Buffer.from(bytes, "latin1").toString()}`;
}
