import SQLite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../testing/free-port.ts";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type OpenIdProvider,
  OTHER,
  startOpenIdProvider,
} from "../testing/openid-provider.ts";
import { PASSWORD, type PeopleServer, startWithPeople } from "../testing/people-client.ts";
import { type Page, RedirectBrowser } from "../testing/redirect-browser.ts";
import { KPIS } from "../testing/rest-client.ts";

/** Signing in at a real provider, from the button to the session, and everything by which nobody must get one. */

interface Both {
  readonly people: PeopleServer;
  readonly provider: OpenIdProvider;
  readonly url: string;
  readonly callback: string;
  close(): Promise<void>;
}

async function startBoth(environment: Readonly<Record<string, string>> = {}): Promise<Both> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const provider = await startOpenIdProvider(url);
  const people = await startWithPeople({
    PORT: String(port),
    PUBLIC_URL: url,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    OIDC_NAME: "Our & Co",
    ...environment,
  });
  return {
    people,
    provider,
    url,
    callback: `${url}/sign-in/openid/callback`,
    async close() {
      await people.close();
      await provider.stop();
    },
  };
}

let both: Both;
beforeAll(async () => {
  // What is counted by address is counted there by one that nothing else here comes from.
  both = await startBoth({ TRUST_PROXY: "yes" });
});
afterAll(() => both?.close());
afterEach(() => {
  both.provider.deliver = (idToken) => idToken;
});

function begin(browser: RedirectBrowser, { url } = both): Promise<Page> {
  return browser.open(`${url}/sign-in/openid?return_to=${encodeURIComponent("/landing-kpi?kpi=1")}`);
}

function submit(browser: RedirectBrowser, page: Page, fields: Record<string, string>, stopBefore: string) {
  const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? "no form";
  const init = { method: "POST", body: new URLSearchParams(fields) };
  return browser.open(new URL(action, page.url).href, init, stopBefore);
}

/** Signs in on the provider's pages; the address at which it would send the browser back. */
async function signInThere(browser: RedirectBrowser, form: Page, sub: string, stopBefore = both.callback) {
  const asked = await submit(browser, form, { prompt: "login", login: sub, password: "any" }, stopBefore);
  const back = await submit(browser, asked, { prompt: "consent" }, stopBefore);
  expect(back.url.startsWith(stopBefore)).toBe(true);
  return back.url;
}

/** From the button to the answer of the provider, which is not looked at yet. */
async function comeBack(browser: RedirectBrowser, sub: string): Promise<string> {
  return signInThere(browser, await begin(browser), sub);
}

async function mayRead(browser: RedirectBrowser, { url } = both): Promise<boolean> {
  return (await browser.send(url + KPIS)).status === 200;
}

async function invite(login: string, role = "viewer"): Promise<{ id: number; link: string }> {
  const { status, body } = await both.people.ada.api("POST", "/v1/people", { login, name: login, role });
  expect(status).toBe(201);
  return { id: body.account.id, link: body.link };
}

/** That it was in vain: the sentence stands on the page to sign in, and nobody is signed in. */
async function expectRefused(browser: RedirectBrowser, url: string, status: number, sentence: string) {
  const page = await browser.open(url);
  expect(textOf(page)).toContain(sentence);
  expect(page.status).toBe(status);
  expect(page.text).toMatch(/type="password"/);
  expect(await mayRead(browser)).toBe(false);
}

function textOf({ text }: Page): string {
  return text.replaceAll("<!-- -->", "").replaceAll("&amp;", "&").replaceAll("&#x27;", "'");
}

async function entries(): Promise<Record<string, unknown>[]> {
  return (await both.people.ada.api("GET", "/v1/audit?act=signing.openId")).body.entries;
}

function links(databaseFile = both.people.databaseFile) {
  const db = new SQLite(databaseFile, { readonly: true });
  const rows = db.prepare("SELECT issuer, subject, account_id FROM openid_links").all();
  db.close();
  return rows as { issuer: string; subject: string; account_id: number }[];
}

describe("somebody who is invited", () => {
  test("comes in by OpenID Connect without a password, and to where they wanted to go", async () => {
    const { id } = await invite("Ines@example.org", "editor");
    both.provider.people.ines = { email: "ines@example.org", email_verified: true };
    const browser = new RedirectBrowser();
    const page = await browser.open(`${both.url}/landing-kpi?kpi=1`);
    const button = /href="([^"]+)"[^>]*>Sign in with (?:<!-- -->)?Our &amp; Co</.exec(page.text)?.[1] ?? "";
    const back = await signInThere(browser, await browser.open(button.replaceAll("&amp;", "&")), "ines");
    const answer = await browser.send(back);
    expect(answer.headers.get("location")).toBe("/landing-kpi?kpi=1");
    expect(answer.headers.getSetCookie().join()).toMatch(/session=[^;]+; .*HttpOnly; SameSite=Lax/);
    expect(await (await browser.send(`${both.url}/landing-kpi`)).text()).toContain("Ines@example.org");
    expect(links()).toContainEqual({ issuer: both.provider.issuer, subject: "ines", account_id: id });
    const { body } = await both.people.ada.api("GET", "/v1/people");
    expect(body.accounts).toContainEqual(expect.objectContaining({ id, state: "active" }));
    expect((await entries())[0]).toMatchObject({
      ...{ did: "signed in by OpenID Connect", outcome: "done", who: "Ines@example.org", way: "pages" },
      thing_id: String(id),
    });
  });

  test("stays who they are when the address changes at the provider", async () => {
    const { id } = await invite("joe@example.org");
    both.provider.people.joe = { email: "joe@example.org", email_verified: true };
    const first = new RedirectBrowser();
    await first.open(await comeBack(first, "joe"));
    both.provider.people.joe = { email: "joseph@example.org", email_verified: false };
    const second = new RedirectBrowser();
    await second.open(await comeBack(second, "joe"));
    expect(await mayRead(second)).toBe(true);
    expect(links().filter(({ account_id }) => account_id === id)).toHaveLength(1);
    // The address that became free belongs to somebody else now.
    both.provider.people.joe2 = { email: "joe@example.org", email_verified: true };
    const other = new RedirectBrowser();
    await expectRefused(other, await comeBack(other, "joe2"), 403, "belongs to somebody else at Our & Co");
  });

  test("may choose a password all the same", async () => {
    const { link } = await invite("kai@example.org");
    both.provider.people.kai = { email: "kai@example.org" };
    const browser = new RedirectBrowser();
    await browser.open(await comeBack(browser, "kai"));
    expect(await mayRead(browser)).toBe(true);
    expect((await both.people.browser().post(link, { password: PASSWORD })).status).toBe(303);
    expect((await both.people.browser().signIn("kai@example.org")).status).toBe(303);
  });
});

describe("nobody comes in", () => {
  test("who is not invited, and the sentence says who has to act", async () => {
    both.provider.people.eve = { email: "eve@example.org", email_verified: true };
    const browser = new RedirectBrowser();
    const back = await comeBack(browser, "eve");
    await expectRefused(browser, back, 403, "An administrator has to invite eve@example.org first.");
    expect((await entries())[0]).toMatchObject({
      ...{ outcome: "refused", who: "somebody unknown", thing_id: null },
    });
    expect(links().filter(({ subject }) => subject === "eve")).toEqual([]);
  });

  test.each([
    ["unverified", { email: "lou@example.org", email_verified: false }],
    ["without", {}],
    ["of one word", { email: "ada", email_verified: true }],
  ])("with an address that does not count: %s", async (sub, person) => {
    if (sub === "unverified") await invite("lou@example.org");
    both.provider.people[sub] = person;
    const browser = new RedirectBrowser();
    await expectRefused(browser, await comeBack(browser, sub), 403, "no e-mail address of yours");
  });

  test("with an address that only looks like somebody's", async () => {
    await invite("fiona@example.org");
    both.provider.people.lookalike = { email: "\uFB01ona@example.org", email_verified: true };
    const browser = new RedirectBrowser();
    await expectRefused(browser, await comeBack(browser, "lookalike"), 403, "has to invite");
  });

  test("whose account is suspended, linked or not, by the sentence that a wrong password gets", async () => {
    const { id } = await invite("mia@example.org");
    both.provider.people.mia = { email: "mia@example.org", email_verified: true };
    const suspend = (suspended: boolean) => both.people.ada.api("PUT", `/v1/people/${id}`, { suspended });
    const sentence = "The login or the password is not right.";
    expect(await (await both.people.browser().signIn("mia@example.org", "wrong")).text()).toContain(sentence);
    await suspend(true);
    const early = new RedirectBrowser();
    await expectRefused(early, await comeBack(early, "mia"), 401, sentence);
    expect((await entries())[0]).toMatchObject({ outcome: "refused", thing_id: String(id) });
    expect(links().filter(({ subject }) => subject === "mia")).toEqual([]);
    await suspend(false);
    const linked = new RedirectBrowser();
    await linked.open(await comeBack(linked, "mia"));
    expect(await mayRead(linked)).toBe(true);
    await suspend(true);
    expect(await mayRead(linked)).toBe(false);
    const late = new RedirectBrowser();
    await expectRefused(late, await comeBack(late, "mia"), 401, sentence);
  });

  test("who gave it up at the provider", async () => {
    const browser = new RedirectBrowser();
    const form = await begin(browser);
    const abort = /href="([^"]+\/abort)"/.exec(form.text)?.[1] ?? "no link";
    const back = await browser.open(new URL(abort, form.url).href, {}, both.callback);
    expect(back.url).toContain("error=access_denied");
    await expectRefused(browser, back.url, 422, "You did not sign in at Our & Co");
  });
});

describe("an answer of the provider counts for nobody", () => {
  beforeAll(async () => {
    await invite("nora@example.org");
    both.provider.people.nora = { email: "nora@example.org", email_verified: true };
  });

  test("with another state", async () => {
    const browser = new RedirectBrowser();
    const back = new URL(await comeBack(browser, "nora"));
    back.searchParams.set("state", "chosen-by-somebody");
    await expectRefused(browser, back.href, 422, "belongs to another sign-in");
  });

  test("without a state", async () => {
    const browser = new RedirectBrowser();
    const back = new URL(await comeBack(browser, "nora"));
    back.searchParams.delete("state");
    await expectRefused(browser, back.href, 422, "belongs to another sign-in");
  });

  test("a second time, even with the cookie of the first", async () => {
    const browser = new RedirectBrowser();
    const back = await comeBack(browser, "nora");
    const kept = browser.copy();
    await browser.open(back);
    expect(await mayRead(browser)).toBe(true);
    await expectRefused(kept, back, 422, "was used already");
    const gone = browser.copy();
    gone.forget("session");
    await expectRefused(gone, back, 422, "nobody is about to sign in");
  });

  test("in another browser, or one that changed its cookie", async () => {
    const browser = new RedirectBrowser();
    const back = await comeBack(browser, "nora");
    await expectRefused(new RedirectBrowser(), back, 422, "nobody is about to sign in");
    const ticket = Buffer.from(JSON.stringify({ state: new URL(back).searchParams.get("state") }));
    const forged = await fetch(back, {
      headers: { Cookie: `openid=${ticket.toString("base64url")}.${"A".repeat(43)}`, Accept: "text/html" },
      redirect: "manual",
    });
    expect(forged.status).toBe(422);
  });

  test("with a code that was made for somebody else's browser", async () => {
    const [victim, thief] = [new RedirectBrowser(), new RedirectBrowser()];
    const stolen = new URL(await comeBack(victim, "nora")).searchParams.get("code") ?? "";
    const back = new URL(await comeBack(thief, "eve"));
    back.searchParams.set("code", stolen);
    await expectRefused(thief, back.href, 401, "does not fit this sign-in");
  });

  test("with an id_token that was made for another program", async () => {
    const other = new RedirectBrowser();
    const form = await other.open(
      `${both.provider.issuer}/auth?${new URLSearchParams({ ...OTHER, response_type: "code", scope: "openid" })}`,
    );
    const back = new URL(await signInThere(other, form, "nora", OTHER.redirect_uri));
    const { id_token } = await fetch(`${both.provider.issuer}/token`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${OTHER.client_id}:${CLIENT_SECRET}`)}` },
      body: new URLSearchParams({
        grant_type: "authorization_code",
        code: back.searchParams.get("code") ?? "",
        redirect_uri: OTHER.redirect_uri,
      }),
    }).then((answer) => answer.json());
    expect(id_token).toMatch(/\./);
    const browser = new RedirectBrowser();
    const mine = await comeBack(browser, "nora");
    both.provider.deliver = () => id_token;
    await expectRefused(browser, mine, 401, "does not fit this sign-in");
    expect((await entries())[0]).toMatchObject({ outcome: "refused", thing_id: null });
  });

  test("with the id_token of an earlier sign-in, whose nonce is another", async () => {
    let earlier = "";
    both.provider.deliver = (idToken) => {
      earlier ||= idToken;
      return earlier;
    };
    const first = new RedirectBrowser();
    await first.open(await comeBack(first, "nora"));
    expect(await mayRead(first)).toBe(true);
    const second = new RedirectBrowser();
    await expectRefused(second, await comeBack(second, "nora"), 401, "does not fit this sign-in");
  });

  test("with an id_token that was changed on its way", async () => {
    both.provider.deliver = (idToken) => {
      const [head, body = "", signature] = idToken.split(".");
      const claims = JSON.parse(Buffer.from(body, "base64url").toString());
      const changed = Buffer.from(JSON.stringify({ ...claims, email: "ada@example.org" }));
      return `${head}.${changed.toString("base64url")}.${signature}`;
    };
    const browser = new RedirectBrowser();
    await expectRefused(browser, await comeBack(browser, "nora"), 401, "does not fit this sign-in");
  });
});

test("the cookie is for this server's pages to sign in only, for ten minutes, and leads to no other site", async () => {
  const browser = new RedirectBrowser();
  const answer = await browser.send(`${both.url}/sign-in/openid?return_to=//evil.example/`);
  expect(answer.status).toBe(303);
  const location = new URL(answer.headers.get("location") ?? "");
  expect(location.searchParams.get("code_challenge_method")).toBe("S256");
  expect(location.searchParams.get("redirect_uri")).toBe(both.callback);
  const [cookie = ""] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^openid=/);
  expect(cookie).toMatch(/Max-Age=600; Path=\/sign-in; HttpOnly; SameSite=Lax$/);
  for (const path of ["//evil.example/", "/.//evil.example/", "https://evil.example/", "/\\evil.example"]) {
    const stray = new RedirectBrowser();
    const form = await stray.open(`${both.url}/sign-in/openid?return_to=${encodeURIComponent(path)}`);
    const back = await signInThere(stray, form, "nora");
    expect((await stray.send(back)).headers.get("location")).toBe("/landing-kpi");
  }
});

test("a provider that is down is a sentence, and passwords still count", async () => {
  const down = await startBoth();
  try {
    const browser = new RedirectBrowser();
    down.provider.people.ada = { email: "ada@example.org" };
    const back = await signInThere(browser, await begin(browser, down), "ada", down.callback);
    await down.provider.stop();
    const late = await browser.open(back);
    expect(textOf(late)).toContain("Our & Co does not answer as it should");
    expect(late.status).toBe(503);
    expect(await mayRead(browser, down)).toBe(false);
    expect((await down.people.browser().signIn("ada")).status).toBe(303);
  } finally {
    await down.close();
  }
});

test("a provider that was never there keeps neither the server nor passwords, and is asked again", async () => {
  const port = await freePort();
  const absent = await startBoth({ OIDC_ISSUER: `http://127.0.0.1:${port}`, OIDC_NAME: "" });
  try {
    for (let i = 0; i < 2; i++) {
      const page = await begin(new RedirectBrowser(), absent);
      expect(textOf(page)).toContain(`127.0.0.1:${port} does not answer as it should`);
      expect(page.status).toBe(503);
      expect(page.text).toContain('value="/landing-kpi?kpi=1"');
    }
    expect((await absent.people.browser().signIn("ada")).status).toBe(303);
  } finally {
    await absent.close();
  }
});

test("attempts from one address are counted", async () => {
  const headers = { "X-Forwarded-For": "10.1.2.3" };
  const statuses = [];
  for (let i = 0; i < 51; i++) {
    const browser = new RedirectBrowser();
    const begun = await browser.send(`${both.url}/sign-in/openid`, { headers });
    const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const answer = new URLSearchParams({ state, error: "access_denied", iss: both.provider.issuer });
    statuses.push((await browser.send(`${both.callback}?${answer}`, { headers })).status);
  }
  expect(statuses).toEqual([...Array(50).fill(422), 429]);
});
