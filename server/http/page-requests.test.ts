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

async function send(path: string, method: string, type?: string, body?: string) {
  const headers: HeadersInit = type ? { "Content-Type": type } : {};
  const answer = await fetch(`${rest.url}${path}`, { method, headers, body, redirect: "manual" });
  return { answer, text: await answer.text() };
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
  }
  const { body: list } = await rest.call("GET", `${KPIS}?is_active=false`);
  expect(list.kpis).toEqual([]);
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
    ["/", 405],
    ["/landing-kpi?_data=nothing", 403],
    ["/landing-kpi?_data=root", 405],
  ] as const) {
    const { answer, text } = await send(path, "POST", form, "a=b");
    expect(answer.status).toBe(status);
    expect(JSON.parse(text).message).toMatch(/^(There is no such data at|\/).*\.$/);
    expectSecurityHeaders(answer.headers);
  }
});

test.each([
  ["a host that is no address", "GET / HTTP/1.1\r\nHost: 127.999.999.999\r\n"],
  ["a host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n"],
  ["a line that is no HTTP", "HELLO\r\n"],
])("%s is a 400 with the security headers", async (_what, request) => {
  const answer = await raw(`${request}Connection: close\r\n\r\n`);
  expect(answer).toMatch(/^HTTP\/1.1 400 /);
  expect(answer).toMatch(/^content-security-policy: default-src/im);
  expect(answer).toMatch(/^x-content-type-options: nosniff/im);
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
