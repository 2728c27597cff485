import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { KPIS, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** What the pages are not made for is refused with a sentence, like everywhere else. */

let rest: RestClient;
let paths: string[];

beforeAll(async () => {
  rest = await startRestClient();
  const { id } = await rest.createKpi(MISSING);
  const dialogs = ["edit", "delete", "execute", "purge"].map((dialog) => `/landing-kpi/${id}/${dialog}`);
  paths = [
    "/",
    "/landing-kpi",
    "/landing-kpi/new",
    "/theme",
    "/nothing",
    "/landing-kpi/drilldown/1",
    ...dialogs,
  ];
});

afterAll(() => rest?.close());

/** What Chromium sends with a navigation. */
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

async function send(path: string, method: string, type?: string, body?: string, accept = "*/*") {
  const headers: HeadersInit = { Accept: accept, ...(type ? { "Content-Type": type } : {}) };
  const answer = await fetch(`${rest.url}${path}`, { method, headers, body, redirect: "manual" });
  return { answer, text: await answer.text() };
}

/** The sentence that a person reads on the page of a refusal. */
function sentenceOn(page: string): string | undefined {
  expect(page).not.toMatch(/<script|<style/);
  const [, sentence] = /<h1>.+<\/h1>\s*<p>(.+?)<\/p>/.exec(page) ?? [];
  return sentence?.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

function expectSecurityHeaders(headers: Headers): void {
  for (const name of ["content-security-policy", "x-content-type-options", "referrer-policy"])
    expect(headers.get(name)).toBeTruthy();
}

test.each([
  ["PUT", undefined, undefined, 405],
  ["DELETE", undefined, undefined, 405],
  ["PATCH", undefined, undefined, 405],
  ["OPTIONS", undefined, undefined, 405],
  ["POST", undefined, undefined, 415],
  ["POST", "application/json", "{}", 415],
  ["POST", "text/plain", "intent=restore", 415],
  ["POST", "multipart/form-data", "{}", 400],
  ["POST", "multipart/form-data; boundary=x", "--x\r\nnothing", 400],
])("%s with %s is refused with a sentence", async (method, type, body, status) => {
  for (const path of paths) {
    const { answer, text } = await send(path, method, type, body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(text)).toEqual({ success: false, message: expect.stringMatching(/\w+ \w+.*\.$/) });
    expectSecurityHeaders(answer.headers);
    const shown = await send(path, method, type, body, BROWSER);
    expect(shown.answer.status).toBe(status);
    expect(shown.answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(shown.answer.headers.get("allow")).toBe(answer.headers.get("allow"));
    expect(sentenceOn(shown.text)).toBe(JSON.parse(text).message);
    expectSecurityHeaders(shown.answer.headers);
  }
  const { body: list } = await rest.call("GET", `${KPIS}?is_active=false`);
  expect(list.kpis).toEqual([]);
});

test.each([
  [BROWSER, true],
  ["text/html;q=0.5, application/json", false],
  ["text/html;q=0", false],
  ["application/json", false],
])("a client that accepts %s gets a page: %s", async (accept, page) => {
  const { answer, text } = await send("/landing-kpi/new", "DELETE", undefined, undefined, accept);
  expect(answer.headers.get("content-type")).toMatch(page ? "text/html" : "application/json");
  expect(answer.headers.get("vary")).toContain("Accept");
  expect(text).toContain("DELETE is not possible on a page");
});

test("what was sent stands on the page as text", async () => {
  const { text } = await send("/landing-kpi/new", "POST", "text/<b>plain", "a", BROWSER);
  expect(text).toContain("text/&lt;b&gt;plain");
});

test("the API answers a browser with JSON too", async () => {
  for (const path of [KPIS, "/trpc/kpis.list"]) {
    const headers = { Accept: BROWSER, "Sec-Fetch-Site": "cross-site" };
    const answer = await fetch(`${rest.url}${path}`, { method: "POST", headers, body: "{}" });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ success: false });
  }
});

test("a form is taken in both ways in which browsers send it", async () => {
  const form = new FormData();
  form.set("return_to", "/landing-kpi");
  for (const body of [form, new URLSearchParams({ return_to: "/landing-kpi" })]) {
    const answer = await fetch(`${rest.url}/theme`, { method: "POST", body, redirect: "manual" });
    expect(answer.status).toBe(303);
  }
});

test("data that no page has, and a form that no page takes, are refused with a sentence", async () => {
  const form = "application/x-www-form-urlencoded";
  for (const [path, status] of [
    ["/graphs/KG_101/names/search", 405],
    ["/landing-kpi?_data=nothing", 403],
    ["/landing-kpi?_data=root", 405],
  ] as const) {
    const { answer, text } = await send(path, "POST", form, "a=b");
    expect(answer.status).toBe(status);
    expect(JSON.parse(text).message).toMatch(/^(There is no such data at|\/).*\.$/);
    expectSecurityHeaders(answer.headers);
  }
});

const BAD_HOSTS = [
  ["a host that is no address", "GET / HTTP/1.1\r\nHost: 127.999.999.999\r\n"],
  ["a host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n"],
  ["no host", "GET / HTTP/1.1\r\n"],
] as const;

test.each([...BAD_HOSTS, ["a line that is no HTTP", "HELLO\r\n"] as const])(
  "%s is a 400 with a sentence and the security headers",
  async (_what, request) => {
    const answer = await raw(`${request}Connection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toMatch(/^content-security-policy: default-src/im);
    expect(answer).toMatch(/^x-content-type-options: nosniff/im);
    expect(answer).toMatch(/\{"success":false,"message":".+\."\}/);
    expect(answer).not.toContain("<html");
  },
);

test.each(BAD_HOSTS)("%s is a page with a sentence for a browser", async (_what, request) => {
  const answer = await raw(`${request}Accept: ${BROWSER}\r\nConnection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toMatch(/^content-security-policy: default-src/im);
  expect(answer).toMatch(/^content-type: text\/html/im);
  expect(sentenceOn(answer)).toMatch(/\w+ \w+.*\.$/);
});

function raw(request: string): Promise<string> {
  const { hostname, port } = new URL(rest.url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.setEncoding("utf8").on("data", (text) => (answer += text));
    socket.on("end", () => resolve(answer)).on("error", reject);
  });
}
