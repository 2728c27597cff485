import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FormBrowser, PASSWORD, type PeopleServer, startWithPeople } from "../testing/people-client.ts";
import { KPIS, startRestClient } from "../testing/rest-client.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";

/** Accounts over a real server: forms, cookies, and who gets in. */

let people: PeopleServer;
beforeAll(async () => {
  people = await startWithPeople();
});
afterAll(() => people?.close());

async function idOf(login: string): Promise<number> {
  const { body } = await people.ada.api("GET", "/v1/people");
  return body.accounts.find((account: { login: string }) => account.login === login).id;
}

describe("once there is an account", () => {
  test("pages lead whoever is not signed in to where they sign in, and back afterwards", async () => {
    const stranger = people.browser();
    const answer = await stranger.get("/landing-kpi?kpi=1");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/sign-in?return_to=%2Flanding-kpi%3Fkpi%3D1");
    const signedIn = await stranger.post("/sign-in", {
      login: "ADA",
      password: PASSWORD,
      return_to: "/landing-kpi?kpi=1",
    });
    expect(signedIn.headers.get("location")).toBe("/landing-kpi?kpi=1");
    expect(await (await stranger.get("/landing-kpi")).text()).toContain("Ada");
  });

  test.each([
    ["GET", KPIS],
    ["POST", `${KPIS}/1/execute`],
    ["GET", "/v1/nothing"],
    ["GET", "/openapi.json"],
    ["GET", "/trpc/kpis.list?input=%7B%7D"],
  ])("%s %s answers 401 and says how programs tell who they are", async (method, route) => {
    const answer = await fetch(`${people.server.url}${route}`, { method });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await answer.text()).toContain("/sign-in");
  });

  test("a wrong password does not lose where somebody wanted to go", async () => {
    const stranger = people.browser();
    const page = await (await stranger.get("/sign-in?return_to=%2Fgraphs")).text();
    const action = /<form[^>]*action="([^"]*sign-in[^"]*)"/.exec(page)?.[1] ?? "no form";
    const again = await stranger.post(action, { login: "ada", password: "wrong", return_to: "/graphs" });
    expect(await again.text()).toMatch(/name="return_to" value="\/graphs"/);
  });

  test("data of pages is kept from strangers, who are led to where they sign in", async () => {
    const answer = await people.browser().get("/landing-kpi?_data=routes%2Flanding-kpi%2Froute");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("x-remix-redirect")).toBe("/sign-in?return_to=%2Flanding-kpi");
    const odd = await people.browser().get("/sign-in?_data=routes%2Flanding-kpi");
    expect(await odd.text()).not.toContain("nl_definition");
  });

  test("the first account cannot be made a second time", async () => {
    const answer = await people.browser().post("/setup", { login: "eve", name: "Eve", password: PASSWORD });
    expect(answer.headers.get("location")).toBe("/sign-in");
    expect((await people.browser().signIn("eve")).status).toBe(401);
    expect((await people.browser().get("/setup")).headers.get("location")).toBe("/sign-in");
  });

  test("nobody is led to another site", async () => {
    const { ada } = people;
    const answer = await ada.post("/sign-in", {
      login: "ada",
      password: PASSWORD,
      return_to: "//evil.example/",
    });
    expect(answer.headers.get("location")).toBe("/landing-kpi");
  });
});

describe("a session", () => {
  test("has a cookie that scripts cannot read and other sites do not send", async () => {
    const answer = await people.browser().signIn("ada");
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("session="));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Secure/);
  });

  test("is not in the store as the browser has it", async () => {
    const bob = await people.person("bob", "viewer");
    const db = new SQLite(people.databaseFile, { readonly: true });
    const stored = JSON.stringify([
      db.prepare("SELECT * FROM sessions").all(),
      db.prepare("SELECT * FROM accounts").all(),
    ]);
    db.close();
    expect(stored).not.toContain(bob.cookie.slice("session=".length));
    expect(stored).not.toContain(PASSWORD);
    expect(stored).toContain("$argon2id$");
  });

  test.each([
    ["cut", (cookie: string) => cookie.slice(0, -1)],
    ["changed", (cookie: string) => `${cookie.slice(0, -2)}AA`],
    ["empty", () => "session="],
    ["made up", () => "session=' OR 1=1 --"],
  ])("whose cookie is %s is nobody's", async (_what, spoil) => {
    const browser = people.browser();
    await browser.signIn("ada");
    browser.cookie = spoil(browser.cookie);
    expect(await browser.mayRead()).toBe(false);
  });

  test("is over after signing out, also for whoever kept the cookie", async () => {
    const [here, there] = [people.browser(), people.browser()];
    await here.signIn("ada");
    await there.signIn("ada");
    const kept = here.cookie;
    expect((await here.post("/account", { intent: "sign_out" })).headers.get("location")).toBe("/sign-in");
    here.cookie = kept;
    expect(await here.mayRead()).toBe(false);
    expect(await there.mayRead()).toBe(true);
  });

  test("is over when the browser signs in again, whoever kept the cookie, and as somebody else", async () => {
    await people.person("cora", "viewer");
    const browser = people.browser();
    const kept = [];
    for (const login of ["ada", "ada", "cora"]) {
      await browser.signIn(login);
      kept.push(browser.cookie);
    }
    expect(await browser.mayRead()).toBe(true);
    for (const cookie of kept.slice(0, 2)) {
      const thief = people.browser();
      thief.cookie = cookie;
      expect(await thief.mayRead()).toBe(false);
    }
  });

  test("is listed for its owner, who ends one of them; nobody ends somebody else's", async () => {
    const here = await people.person("cleo", "viewer");
    const there = people.browser();
    await there.signIn("cleo");
    const sessionIn = async (browser: FormBrowser) =>
      /name="session" value="(\d+)"/.exec(await (await browser.get("/account")).text())?.[1] ?? "none";
    const other = await sessionIn(here);
    // Strangers and other people change nothing by its number.
    expect((await people.browser().post("/account", { session: other })).status).toBe(303);
    await people.ada.post("/account", { session: other });
    expect(await there.mayRead()).toBe(true);
    expect((await here.post("/account", { session: other })).headers.get("location")).toBe("/account?ended");
    expect(await there.mayRead()).toBe(false);
    expect(await here.mayRead()).toBe(true);
    expect(await sessionIn(here)).toBe("none");
    expect((await here.post("/account", { session: "' OR 1=1" })).status).toBe(422);
    expect(await here.mayRead()).toBe(true);
    const { body } = await people.ada.api("GET", "/v1/audit?act=signing.endSession");
    expect(body.entries.map(({ who }: { who: string }) => who)).toContain("cleo");
  });

  test("is over everywhere after signing out everywhere", async () => {
    const carl = await people.person("carl", "viewer");
    const other = people.browser();
    await other.signIn("carl");
    await carl.post("/account", { intent: "sign_out_everywhere" });
    expect(await other.mayRead()).toBe(false);
  });

  test("is over elsewhere after the password was changed, and the old password is none", async () => {
    const dora = await people.person("dora", "viewer");
    const other = people.browser();
    await other.signIn("dora");
    const wrong = await dora.post("/account", {
      intent: "change_password",
      current: "something else",
      password: "another long password",
    });
    expect(wrong.status).toBe(422);
    const changed = await dora.post("/account", {
      intent: "change_password",
      current: PASSWORD,
      password: "another long password",
    });
    expect(changed.status).toBe(303);
    expect(await dora.mayRead()).toBe(true);
    expect(await other.mayRead()).toBe(false);
    expect((await other.signIn("dora")).status).toBe(401);
    expect((await other.signIn("dora", "another long password")).status).toBe(303);
  });

  test("is not changed by a password that strangers try first, which is said beside the field", async () => {
    const emma = await people.person("emma", "viewer");
    for (const [password, why] of [
      ["PasswordPassword", "one of the best-known ones"],
      ["Emma at Landing KPI", "little else than your name"],
    ] as const) {
      const refused = await emma.post("/account", {
        intent: "change_password",
        current: PASSWORD,
        password,
      });
      expect(refused.status).toBe(422);
      expect(await refused.text()).toMatch(new RegExp(`class="field-error">[^<]*${why}`));
    }
    expect((await people.browser().signIn("emma")).status).toBe(303);
  });
});

describe("signing in", () => {
  async function refusalOf(browser: FormBrowser, login: string): Promise<[number, string]> {
    const answer = await browser.signIn(login, "not the password");
    return [answer.status, (await answer.text()).replaceAll(login, "LOGIN")];
  }

  test("is refused in the same words for who exists, who is suspended, who is invited and who is not there", async () => {
    await people.person("finn", "viewer");
    await people.person("gina", "viewer");
    await people.ada.api("PUT", `/v1/people/${await idOf("gina")}`, { suspended: true });
    await people.ada.api("POST", "/v1/people", { login: "hans", name: "Hans", role: "viewer" });
    const words = [];
    for (const login of ["finn", "gina", "hans", "none"]) {
      const [status, text] = await refusalOf(people.browser(), login);
      expect(status).toBe(401);
      words.push(/role="alert"[^>]*>([^<]+)</.exec(text)?.[1]);
    }
    expect(new Set(words)).toEqual(new Set(["The login or the password is not right."]));
    expect((await people.browser().signIn("gina")).status).toBe(401);
  });

  test("is not possible from a page of another site", async () => {
    const body = new URLSearchParams({ login: "ada", password: PASSWORD });
    const headers = { Origin: "https://evil.example" };
    const answer = await fetch(`${people.server.url}/sign-in`, { method: "POST", body, headers });
    expect(answer.status).toBe(403);
  });
});

describe("an administrator", () => {
  test("invites somebody by a link that counts once", async () => {
    const request = { login: "ines@example.org", name: "Ines", role: "editor" };
    const { body } = await people.ada.api("POST", "/v1/people", request);
    expect(body.account).toMatchObject({ state: "invited", role: "editor" });
    const ines = people.browser();
    expect(await (await ines.get(body.link)).text()).toContain("ines@example.org");
    expect((await ines.post(body.link, { password: "short" })).status).toBe(422);
    for (const password of ["passwordpassword", "ines@example.org"])
      expect((await ines.post(body.link, { password })).status).toBe(422);
    expect((await ines.post(body.link, { password: PASSWORD })).status).toBe(303);
    expect(await ines.mayRead()).toBe(true);
    expect((await people.browser().post(body.link, { password: PASSWORD })).status).toBe(404);
    expect(
      (await people.ada.api("POST", "/v1/people", { ...request, login: "INES@example.org" })).status,
    ).toBe(409);
  });

  test("makes links of which one counts once, also when it is used twice at once", async () => {
    const request = { login: "ivo", name: "Ivo", role: "viewer" };
    const { link } = (await people.ada.api("POST", "/v1/people", request)).body;
    const choose = (password: string) => people.browser().post(link, { password });
    const answers = await Promise.all(["the first password", "the second password"].map(choose));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 404]);
  });

  test("makes a new link, by which the one before and old sessions do not count any more", async () => {
    const jon = await people.person("jon", "viewer");
    const id = await idOf("jon");
    const first = (await people.ada.api("POST", `/v1/people/${id}/link`)).body.link;
    const second = (await people.ada.api("POST", `/v1/people/${id}/link`)).body.link;
    expect((await people.browser().get(first)).status).toBe(404);
    expect(await jon.mayRead()).toBe(true);
    const other = people.browser();
    expect((await other.post(second, { password: "chosen by the link" })).status).toBe(303);
    expect(await jon.mayRead()).toBe(false);
    expect((await people.browser().signIn("jon", "chosen by the link")).status).toBe(303);
  });

  test("suspends somebody, which holds at once, and lets them in again", async () => {
    const kim = await people.person("kim", "viewer");
    const one = `/v1/people/${await idOf("kim")}`;
    await people.ada.api("PUT", one, { suspended: true });
    expect(await kim.mayRead()).toBe(false);
    await people.ada.api("PUT", one, { suspended: false });
    expect(await kim.mayRead()).toBe(false);
    expect((await kim.signIn("kim")).status).toBe(303);
  });

  test("changes a role, which holds at once", async () => {
    const lea = await people.person("lea", "viewer");
    const kpi = { name: "By Lea", nl_definition: "products in RBP GPU" };
    const refused = await lea.api("POST", KPIS, kpi);
    expect(refused.status).toBe(403);
    expect(refused.body.message).toContain("Only editors and administrators");
    await people.ada.api("PUT", `/v1/people/${await idOf("lea")}`, { role: "editor" });
    expect((await lea.api("POST", KPIS, kpi)).status).toBe(201);
    expect((await lea.api("GET", "/v1/people")).status).toBe(403);
    expect((await lea.get("/people")).status).toBe(403);
  });

  test("who is the last one stays, and two cannot remove each other", async () => {
    const own = await startWithPeople();
    try {
      const one = "/v1/people/1";
      expect((await own.ada.api("PUT", one, { role: "viewer" })).status).toBe(409);
      expect((await own.ada.api("PUT", one, { suspended: true })).status).toBe(409);
      expect((await own.ada.api("DELETE", one)).status).toBe(409);
      // Who is only invited is nobody who could help.
      await own.ada.api("POST", "/v1/people", { login: "max", name: "Max", role: "administrator" });
      expect((await own.ada.api("DELETE", one)).status).toBe(409);
      const nora = await own.person("nora", "administrator");
      const answers = await Promise.all([
        own.ada.api("PUT", "/v1/people/3", { role: "viewer" }),
        nora.api("PUT", one, { suspended: true }),
      ]);
      // The second one is refused: it is the last, or has no right to it any more.
      expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    } finally {
      await own.close();
    }
  });
});

describe("a server without", () => {
  test("a mail server offers no mail", async () => {
    expect(await (await people.browser().get("/sign-in")).text()).not.toContain("/forgot-password");
    expect((await people.browser().get("/forgot-password")).status).toBe(404);
    const request = { login: "a@example.org", name: "A", role: "viewer" };
    const { body } = await people.ada.api("POST", "/v1/people", request);
    expect(body).toMatchObject({ mail_sent: false, mail_problem: null });
  });

  test("a provider of OpenID Connect has no such button and no such page", async () => {
    expect(await (await people.browser().get("/sign-in")).text()).not.toContain("Sign in with");
    for (const page of ["/sign-in/openid", "/sign-in/openid/callback?code=1&state=2"])
      expect((await people.browser().get(page)).status).toBe(404);
  });
});

// Each needs a server without accounts of its own; they start together.
describe.concurrent("a server that listens beyond its machine", () => {
  test("serves nothing without accounts but the page for the first one, which wants the code", async () => {
    const open = await startRestClient({ HOST: "0.0.0.0", SETUP_CODE: "a-code-for-tests" });
    try {
      const form = { login: "ada", name: "Ada", password: PASSWORD };
      const setUp = (fields: Record<string, string>) =>
        fetch(`${open.url}/setup`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
      const page = await fetch(`${open.url}/landing-kpi`, { redirect: "manual" });
      expect(page.headers.get("location")).toBe("/setup");
      expect((await open.call("GET", KPIS)).status).toBe(401);
      expect((await setUp(form)).status).toBe(422);
      expect((await setUp({ ...form, code: "some other code" })).status).toBe(422);
      const guessable = await setUp({ ...form, password: "landing-kpi-2026", code: "a-code-for-tests" });
      expect(guessable.status).toBe(422);
      expect((await setUp({ ...form, code: "a-code-for-tests" })).status).toBe(303);
      const second = await setUp({ ...form, login: "eve", code: "a-code-for-tests" });
      expect(second.headers.get("location")).toBe("/sign-in");
      expect(second.headers.getSetCookie().join()).not.toContain("session=");
    } finally {
      await open.close();
    }
  });

  test("prints the code on its own machine, too, where an ADMIN_TOKEN makes the administrator", async () => {
    const folder = temporaryFolder();
    const server = await startServer(path.join(folder.path, "landing_kpi.db"), {
      ADMIN_TOKEN: "a-token-of-these-tests",
    });
    try {
      const browser = new FormBrowser(server.url);
      expect(await (await browser.get("/setup")).text()).toContain("signs in at /admin with the ADMIN_TOKEN");
      const code = /\/setup with the code (\S+)\.$/m.exec(server.printed())?.[1] ?? "";
      const made = await browser.post("/setup", { login: "ada", name: "Ada", password: PASSWORD, code });
      expect(made.headers.get("location")).toBe("/people");
    } finally {
      await server.stop();
      folder.remove();
    }
  });

  test("prints the code that it made up, and without need none", async () => {
    const folder = temporaryFolder();
    const open = await startServer(path.join(folder.path, "landing_kpi.db"), { HOST: "0.0.0.0" });
    try {
      const code = /\/setup with the code (\S+)\.$/m.exec(open.printed())?.[1] ?? "";
      const body = new URLSearchParams({ login: "ada", name: "Ada", password: PASSWORD, code });
      const answer = await fetch(`${open.url}/setup`, { method: "POST", body, redirect: "manual" });
      expect(answer.status).toBe(303);
    } finally {
      await open.stop();
      folder.remove();
    }
    expect(people.server.printed()).not.toContain("/setup");
  });
});

describe("a server that is started again, behind a proxy that it is told to trust", () => {
  let own: PeopleServer;
  let again: StartedServer;
  const answers: Record<string, number[]> = { ada: [], nobody: [] };
  let afterMany: number;
  let stillIn: boolean;

  beforeAll(async () => {
    own = await startWithPeople();
    for (const [login, statuses] of Object.entries(answers))
      for (let i = 0; i < 12; i++) statuses.push((await own.browser().signIn(login, "wrong")).status);
    afterMany = (await own.browser().signIn("ada")).status;
    stillIn = await own.ada.mayRead();
    await own.server.stop();
    again = await startServer(own.databaseFile, { TRUST_PROXY: "yes" });
  });
  afterAll(async () => {
    await again?.stop();
    await own?.close();
  });

  test("knows the sessions of before", async () => {
    const headers = { Cookie: own.ada.cookie };
    expect((await fetch(`${again.url}${KPIS}`, { headers })).status).toBe(200);
    expect((await fetch(`${again.url}${KPIS}`)).status).toBe(401);
  });

  test("refuses for a while who tried often before, as it did then, whether the login exists or not", async () => {
    const expected = [...Array(10).fill(401), 429, 429];
    expect(answers).toEqual({ ada: expected, nobody: expected });
    expect({ afterMany, stillIn }).toEqual({ afterMany: 429, stillIn: true });
    expect((await new FormBrowser(again.url).signIn("ada")).status).toBe(429);
  });

  test("makes cookies for TLS only where the proxy says so", async () => {
    const body = new URLSearchParams({ login: "ada", password: PASSWORD });
    const headers = { "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.1.2.3" };
    const answer = await fetch(`${again.url}/sign-in`, {
      method: "POST",
      body,
      headers,
      redirect: "manual",
    });
    expect(answer.headers.getSetCookie().join()).toMatch(/Secure/);
  });
});
