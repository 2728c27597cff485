import { execFileSync } from "node:child_process";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FormBrowser, type PeopleServer, startWithPeople } from "../testing/people-client.ts";
import { type Json, KPIS } from "../testing/rest-client.ts";

/** Lists are made once and sent again: never to somebody else, and never after anything has changed. */

const PAGE = "/landing-kpi";
const LIST = `${KPIS}?limit=1000`;

let people: PeopleServer;
let ben: FormBrowser;
let serial = 0;

beforeAll(async () => {
  people = await startWithPeople();
  ben = await people.person("ben", "viewer");
});

afterAll(() => people?.close());

/** A KPI under a name that nothing else has. */
async function add(group_name?: string): Promise<Json> {
  const name = `Kept ${++serial}x`;
  const request = { name, group_name, nl_definition: "RBP GPU rows" };
  const { status, body } = await people.ada.api("POST", KPIS, request);
  expect(status).toBe(201);
  return body.kpi;
}

/** Whether somebody reads of a KPI: in the list over REST and on the page, each asked twice, which must say the same. */
async function sees(somebody: FormBrowser, name: string): Promise<boolean> {
  const texts: string[] = [];
  for (const route of [LIST, PAGE, LIST, PAGE]) texts.push(await (await somebody.get(route)).text());
  const said = new Set(texts.map((text) => text.includes(name)));
  expect(said.size).toBe(1);
  return said.has(true);
}

/** What another process does to the server's store. */
function fromOutside(sql: string): void {
  const program = `
    const SQLite = require("better-sqlite3");
    new SQLite(process.argv[1]).exec(process.argv[2]);`;
  execFileSync(process.execPath, ["-e", program, people.databaseFile, sql], {
    cwd: path.resolve(import.meta.dirname, "../.."),
  });
}

test("a save is in the very next list and page, of whoever saved it and of others", async () => {
  for (let n = 1; n <= 3; n++) {
    const { id, name } = await add();
    expect([await sees(people.ada, name), await sees(ben, name)]).toEqual([true, true]);
    await people.ada.api("PUT", `${KPIS}/${id}`, { name: `${name} renamed` });
    expect([await sees(people.ada, `${name} renamed`), await sees(ben, `${name} renamed`)]).toEqual([
      true,
      true,
    ]);
    await people.ada.api("POST", `${KPIS}/${id}/purge`, { confirm_name: `${name} renamed` });
    expect([await sees(people.ada, name), await sees(ben, name)]).toEqual([false, false]);
  }
});

test("what another process writes is in the very next list and page", async () => {
  const { id, name } = await add();
  for (const now of ["from outside", "once more"]) {
    expect(await sees(people.ada, `${name} ${now}`)).toBe(false);
    fromOutside(`UPDATE kpi_definitions SET name = '${name} ${now}' WHERE id = ${id}`);
    expect(await sees(people.ada, `${name} ${now}`)).toBe(true);
  }
});

test("everybody sees their own groups only, from the request after a limit on", async () => {
  const { name, group_name } = await add("Salaries");
  const cem = await people.person("cem", "viewer");
  const { body } = await people.ada.api("GET", "/v1/people");
  const idOf = (login: string) => body.accounts.find((account: Json) => account.login === login).id;
  const seen = async () => [await sees(people.ada, name), await sees(ben, name), await sees(cem, name)];
  const limit = (account_ids: number[]) =>
    people.ada.api("PUT", `/v1/groups/${group_name}/limit`, { account_ids, key_ids: [] });
  expect(await seen()).toEqual([true, true, true]);
  await limit([idOf("ben")]);
  expect(await seen()).toEqual([true, true, false]);
  await limit([idOf("cem")]);
  expect(await seen()).toEqual([true, false, true]);
  await people.ada.api("DELETE", `/v1/groups/${group_name}/limit`);
  expect(await seen()).toEqual([true, true, true]);
});

test("who is signed out, or no longer may do something, gets nothing that was kept for them", async () => {
  const dan = await people.person("dan", "editor");
  const offers = async () => (await (await dan.get(PAGE)).text()).includes("+ New KPI");
  expect([await offers(), await offers()]).toEqual([true, true]);
  const { body } = await people.ada.api("GET", "/v1/people");
  const { id } = body.accounts.find((account: Json) => account.login === "dan");
  await people.ada.api("PUT", `/v1/people/${id}`, { role: "viewer" });
  expect(await offers()).toBe(false);
  await people.ada.api("PUT", `/v1/people/${id}`, { suspended: true });
  expect((await dan.get(LIST)).status).toBe(401);
  expect((await dan.get(PAGE)).status).toBe(303);
});

test("a page that was kept has scripts of its own each time, and says what was done only once", async () => {
  const nonces = new Set<string | undefined>();
  for (let n = 0; n < 3; n++) {
    const answer = await people.ada.get(PAGE);
    const nonce = /'nonce-(\w+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1];
    const text = await answer.text();
    expect(text.match(/nonce="(\w+)"/g)?.every((one) => one === `nonce="${nonce}"`)).toBe(true);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(3);
  const ask = async (cookie: string) =>
    (await fetch(`${people.server.url}${PAGE}`, { headers: { cookie } })).text();
  const flash = `flash=${encodeURIComponent(Buffer.from('"saved"').toString("base64"))}`;
  const saved = "The changes are saved.";
  const texts = [people.ada.cookie, `${people.ada.cookie}; ${flash}`, people.ada.cookie].map(ask);
  expect((await Promise.all(texts)).map((text) => text.includes(saved))).toEqual([false, true, false]);
});

test("a client that has the list is told so until the list changes, packed or not", async () => {
  await add();
  const ask = (headers: Record<string, string>) =>
    fetch(`${people.server.url}${LIST}`, { headers: { cookie: people.ada.cookie, ...headers } });
  const first = await ask({ "accept-encoding": "gzip" });
  const tag = first.headers.get("etag") ?? "";
  expect([first.status, first.headers.get("content-encoding")]).toEqual([200, "gzip"]);
  const plain = await ask({ "accept-encoding": "identity" });
  expect([plain.headers.get("etag"), plain.headers.get("content-encoding")]).toEqual([tag, null]);
  expect(await plain.json()).toEqual(await first.json());
  for (const known of [tag, tag.slice(2), `"other", ${tag}`, "*"]) {
    const again = await ask({ "if-none-match": known });
    expect([known, again.status, await again.text()]).toEqual([known, 304, ""]);
  }
  expect((await ask({ "if-none-match": '"other"' })).status).toBe(200);
  await add();
  const changed = await ask({ "if-none-match": tag });
  expect(changed.status).toBe(200);
  expect(changed.headers.get("etag")).not.toBe(tag);
});
