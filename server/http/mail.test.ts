import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import {
  type MailServer,
  REFUSED,
  type ReceivedMail,
  SMTP_PASSWORD,
  startMailServer,
} from "../testing/mail-server.ts";
import { type FormBrowser, PASSWORD, type PeopleServer, startWithPeople } from "../testing/people-client.ts";

/** Invitations and new passwords by a real mail server. */

const PUBLIC_URL = "http://localhost:4711";
let mailServer: MailServer;
let people: PeopleServer;
beforeAll(async () => {
  mailServer = await startMailServer();
  people = await startWithMail(mailServer.url);
});
afterAll(async () => {
  await people?.close();
  await mailServer?.stop();
});

function startWithMail(SMTP_URL: string): Promise<PeopleServer> {
  return startWithPeople({ SMTP_URL, MAIL_FROM: "Landing KPI <kpi@example.org>", PUBLIC_URL });
}

async function invite(login: string, { ada } = people) {
  const { status, body } = await ada.api("POST", "/v1/people", { login, name: "Ann, Ltd", role: "viewer" });
  expect(status).toBe(201);
  return body;
}

/** The path of the link in a mail. */
function linkIn({ content }: ReceivedMail): string {
  const link = content.split(/\s+/).find((word) => word.startsWith(`${PUBLIC_URL}/join/`));
  return link?.slice(PUBLIC_URL.length) ?? "no link";
}

/** Somebody who chose a password by the mailed invitation. */
async function member(login: string): Promise<{ id: number; browser: FormBrowser }> {
  const { account } = await invite(login);
  const browser = people.browser();
  const chosen = await browser.post(linkIn(await mailServer.mailTo(login)), { password: PASSWORD });
  expect(chosen.status).toBe(303);
  return { id: account.id, browser };
}

async function forget(login: string): Promise<{ status: number; text: string }> {
  const answer = await people.browser().post("/forgot-password", { login });
  const text = (await answer.text()).replaceAll("<!-- -->", "");
  return { status: answer.status, text };
}

async function entries(act: string): Promise<Record<string, unknown>[]> {
  return (await people.ada.api("GET", `/v1/audit?act=${act}`)).body.entries;
}

/** Waits until this many requests for a forgotten password were seen to. */
async function seenTo(count: number): Promise<Record<string, unknown>[]> {
  for (;;) {
    const written = await entries("signing.forgotPassword");
    if (written.length >= count) return written;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("an invitation", () => {
  test("is mailed to the login, and the answer has the same link", async () => {
    const { link, mail_sent, mail_problem } = await invite("ann@example.org");
    expect({ mail_sent, mail_problem }).toEqual({ mail_sent: true, mail_problem: null });
    const mail = await mailServer.mailTo("ann@example.org");
    expect(mail).toMatchObject({ from: "kpi@example.org", to: ["ann@example.org"] });
    expect(linkIn(mail)).toBe(link);
    expect(mail.content).toContain("Subject: You are invited to Landing KPI");
    expect((await people.browser().post(link, { password: PASSWORD })).status).toBe(303);
    expect((await entries("people.invite"))[0]).toMatchObject({ after: { mail_sent: true } });
  });

  test("says on the page that it was mailed, and shows the link there too", async () => {
    const fields = { login: "paul@example.org", name: "Paul", role: "viewer" };
    const page = (await (await people.ada.post("/people?index", fields)).text()).replaceAll("<!-- -->", "");
    expect(page).toContain("This link was mailed to Paul");
    expect(page).toContain(linkIn(await mailServer.mailTo("paul@example.org")));
  });

  test("is for the administrator to hand over where the login is no address", async () => {
    const { link, mail_sent, mail_problem } = await invite("bob");
    expect(mail_sent).toBe(false);
    expect(mail_problem).toMatch(/“bob” is no e-mail address. Hand the link over/);
    expect((await people.browser().get(link)).status).toBe(200);
  });

  test("goes to one mailbox, whatever the login looks like", async () => {
    const before = mailServer.mails.length;
    const { mail_sent } = await invite("a@example.org,b@example.org");
    expect(mail_sent).toBe(false);
    expect(mailServer.mails).toHaveLength(before);
  });

  test("counts when the mail server refuses the mail, and the answer says why", async () => {
    const { link, mail_sent, mail_problem } = await invite(REFUSED);
    expect(mail_sent).toBe(false);
    expect(mail_problem).toMatch(
      /could not be sent: the mail server 127\.0\.0\.1:\d+ refuses it .*No such mailbox/,
    );
    expect((await people.browser().post(link, { password: PASSWORD })).status).toBe(303);
  });
});

test("an administrator's link to a new password is mailed, too", async () => {
  const { id } = await member("carl@example.org");
  const { body } = await people.ada.api("POST", `/v1/people/${id}/link`);
  expect(body).toMatchObject({ mail_sent: true, mail_problem: null });
  const mail = await mailServer.mailTo("carl@example.org");
  expect(linkIn(mail)).toBe(body.link);
  expect(mail.content).toContain("An administrator made you a link");
});

describe("a forgotten password", () => {
  test("is replaced by a mailed link, once, and ends all sessions", async () => {
    const { id, browser } = await member("dora@example.org");
    expect(await (await people.browser().get("/sign-in")).text()).toContain('href="/forgot-password"');
    const before = (await entries("signing.forgotPassword")).length;
    expect((await forget("DORA@example.org")).status).toBe(200);
    const link = linkIn(await mailServer.mailTo("dora@example.org"));
    expect(await browser.mayRead()).toBe(true);
    const other = people.browser();
    expect((await other.post(link, { password: "another long password" })).status).toBe(303);
    expect(await other.mayRead()).toBe(true);
    expect(await browser.mayRead()).toBe(false);
    expect((await people.browser().post(link, { password: PASSWORD })).status).toBe(404);
    expect((await people.browser().signIn("dora@example.org")).status).toBe(401);
    const [entry] = await seenTo(before + 1);
    expect(entry).toMatchObject({ outcome: "done", who: "somebody unknown", thing_id: String(id) });
  });

  test("that a stranger asks about leaves an administrator's link as it is; the first that is used ends both", async () => {
    const { id } = await member("bert@example.org");
    const links: string[] = [];
    for (let n = 0; n < 2; n++) {
      const { body } = await people.ada.api("POST", `/v1/people/${id}/link`);
      await mailServer.mailTo("bert@example.org");
      await forget("bert@example.org");
      links.push(body.link, linkIn(await mailServer.mailTo("bert@example.org")));
    }
    const statuses = async () =>
      Promise.all(links.map(async (link) => (await people.browser().get(link)).status));
    // An administrator's new link ends all those before.
    expect(await statuses()).toEqual([404, 404, 200, 200]);
    const chosen = await people.browser().post(links[2] ?? "", { password: "another long password" });
    expect(chosen.status).toBe(303);
    expect(await statuses()).toEqual([404, 404, 404, 404]);
  });

  test("is answered alike whether there is an account, it is suspended or only invited; they get no mail", async () => {
    await member("eva@example.org");
    const { id } = await member("finn@example.org");
    await people.ada.api("PUT", `/v1/people/${id}`, { suspended: true });
    await invite("gina@example.org");
    await mailServer.mailTo("gina@example.org");
    const sent = mailServer.mails.length;
    const before = (await entries("signing.forgotPassword")).length;
    const logins = ["eva", "finn", "gina", "stranger"].map((name) => `${name}@example.org`);
    const answers = [];
    for (const login of logins) {
      const { status, text } = await forget(login);
      // A page has a nonce of its own, and says what was typed.
      answers.push({ status, text: text.replaceAll(/nonce="[^"]*"/g, "").replaceAll(login, "IT") });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.text).toContain("a mail is on its way");
    await mailServer.mailTo("eva@example.org");
    const written = await seenTo(before + 4);
    expect(
      written
        .slice(0, 4)
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(["done", "refused", "refused", "refused"]);
    expect(mailServer.mails).toHaveLength(sent + 1);
    expect(JSON.stringify(written)).not.toContain("stranger");
  });

  test("fills nobody's mailbox, and the link that was mailed last goes on counting", async () => {
    await member("hugo@example.org");
    const before = (await entries("signing.forgotPassword")).length;
    for (let n = 0; n < 4; n++) {
      await forget("hugo@example.org");
      await seenTo(before + n + 1);
    }
    const mails = mailServer.mails.filter(({ to }) => to.includes("hugo@example.org"));
    expect(mails).toHaveLength(1 + 3);
    expect((await people.browser().get(linkIn(mails.at(-1) as ReceivedMail))).status).toBe(200);
  });

  test("of somebody who comes in by OpenID Connect only brings no password, but a mail that says so", async () => {
    const { account } = await invite("ines@example.org");
    await mailServer.mailTo("ines@example.org");
    const db = new SQLite(people.databaseFile);
    db.prepare("UPDATE accounts SET last_sign_in_at = '2026-01-01T00:00:00.000Z' WHERE id = ?").run(
      account.id,
    );
    db.close();
    await forget("ines@example.org");
    const mail = await mailServer.mailTo("ines@example.org");
    expect(mail.content).toContain("Your account has none");
    expect(mail.content).toContain(`${PUBLIC_URL}/sign-in`);
    expect(linkIn(mail)).toBe("no link");
  });

  test("of what is no address is refused with a sentence, and what was typed stays", async () => {
    const { status, text } = await forget("not an address");
    expect(status).toBe(422);
    expect(text).toContain("Enter the e-mail address with which you sign in");
    expect(text).toContain('value="not an address"');
  });

  test("may be asked for as often as one may try to sign in, whether there is an account or not", async () => {
    for (let n = 0; n < 10; n++) expect((await forget("nobody-at-all@example.org")).status).toBe(200);
    const { status, text } = await forget("nobody-at-all@example.org");
    expect(status).toBe(429);
    expect(text).toContain("Too many attempts");
  });
});

describe.concurrent("a mail server that", () => {
  test.each([
    [
      "does not answer",
      async () => `smtp://someone:${encodeURIComponent(SMTP_PASSWORD)}@127.0.0.1:${await freePort()}`,
      "ECONNREFUSED",
    ],
    [
      "lets nobody in",
      async () => {
        const wrong = new URL(mailServer.url);
        wrong.password = encodeURIComponent(`${SMTP_PASSWORD} wrong`);
        return wrong.href;
      },
      "refuses the user or the password of SMTP_URL",
    ],
  ])(
    "%s keeps no link from the administrator, who reads why; no secret is in the log, page or audit",
    async (_what, url, why) => {
      const other = await startWithMail(await url());
      try {
        const fields = { login: "kim@example.org", name: "Kim", role: "viewer" };
        const page = (await (await other.ada.post("/people?index", fields)).text()).replaceAll(
          "<!-- -->",
          "",
        );
        expect(page).toContain("The mail could not be sent");
        expect(page).toContain(why);
        const link = /\/join\/[\w-]+/.exec(page)?.[0] ?? "no link";
        const kim = other.browser();
        expect((await kim.post(link, { password: PASSWORD })).status).toBe(303);
        await other.browser().post("/forgot-password", { login: "kim@example.org" });
        let written = "";
        while (!written.includes("failed"))
          written = JSON.stringify((await other.ada.api("GET", "/v1/audit")).body.entries);
        expect(other.server.printed()).toContain("A mail about a forgotten password");
        expect(page + written + other.server.printed()).not.toContain(SMTP_PASSWORD);
      } finally {
        await other.close();
      }
    },
  );
});
