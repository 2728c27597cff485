import { Hono } from "hono";
import { expect, test } from "vitest";
import { guard } from "./guard.ts";

async function status(
  settings: { host?: string; allowedHosts?: string[] },
  host: string,
  method = "GET",
  headers: Record<string, string> = {},
): Promise<number> {
  const app = new Hono();
  app.use(guard({ host: settings.host ?? "127.0.0.1", allowedHosts: settings.allowedHosts ?? [] }));
  app.all("*", (c) => c.text("passed"));
  const request = new Request("http://server/x", { method, headers: { Host: host, ...headers } });
  return (await app.fetch(request)).status;
}

test("on the own machine only its own names are answered, so no foreign name can be pointed at it", async () => {
  for (const host of ["127.0.0.1:3000", "localhost:3000", "[::1]:3000"])
    expect(await status({}, host)).toBe(200);
  expect(await status({}, "rebound.example:3000")).toBe(403);
});

test("a host that is no address is refused before anything reads it", async () => {
  for (const host of ["127.999.999.999", "localhost:99999", "kpi.example/x y"]) {
    expect(await status({}, host)).toBe(400);
    expect(await status({ host: "0.0.0.0" }, host)).toBe(400);
  }
});

test("other names are answered when they are allowed", async () => {
  const settings = { host: "0.0.0.0", allowedHosts: ["kpi.example"] };
  expect(await status(settings, "kpi.example")).toBe(200);
  expect(await status(settings, "other.example")).toBe(403);
  expect(await status({ host: "0.0.0.0" }, "any.example")).toBe(200);
});

test.each<[string, Record<string, string>, number]>([
  ["a program without browser headers", {}, 200],
  ["our own page", { Origin: "http://localhost:3000", "Sec-Fetch-Site": "same-origin" }, 200],
  ["a page of another site", { Origin: "http://evil.example", "Sec-Fetch-Site": "cross-site" }, 403],
  [
    "a page on another port of this machine",
    { Origin: "http://localhost:4000", "Sec-Fetch-Site": "same-site" },
    403,
  ],
  ["another origin alone", { Origin: "http://localhost:4000" }, 403],
  ["a sandboxed page", { Origin: "null" }, 403],
  ["an origin that is no address", { Origin: "%%" }, 403],
])("a change asked for by %s", async (_who, headers, expected) => {
  expect(await status({}, "localhost:3000", "POST", headers)).toBe(expected);
});

test("reading is open to links from elsewhere", async () => {
  expect(await status({}, "localhost:3000", "GET", { "Sec-Fetch-Site": "cross-site" })).toBe(200);
});

test("nobody else's page may read /trpc", async () => {
  const app = new Hono();
  app.use(guard({ host: "127.0.0.1", allowedHosts: [] }));
  app.all("*", (c) => c.text("passed"));
  const read = async (site: string) => {
    const headers = { Host: "localhost:3000", "Sec-Fetch-Site": site };
    return (await app.fetch(new Request("http://server/trpc/kpis.list", { headers }))).status;
  };
  expect(await read("cross-site")).toBe(403);
  expect(await read("same-site")).toBe(403);
  expect(await read("same-origin")).toBe(200);
});

test("forwarded headers change nothing", async () => {
  const headers = { Origin: "http://evil.example", "X-Forwarded-Host": "evil.example" };
  expect(await status({}, "localhost:3000", "POST", headers)).toBe(403);
});
