import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeBackup } from "./services/backup/make.ts";
import { restoreBackup } from "./services/backup/restore.ts";
import { MISSING } from "./testing/rest-client.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** What whoever runs the server asks it, and how they keep a copy of its store. */

const folder = temporaryFolder();
const database = path.join(folder.path, "landing_kpi.db");
let server: StartedServer;

beforeAll(async () => {
  server = await startServer(database, { REQUEST_LOG: "yes" });
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

const get = (route: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${route}`, { headers });
const create = async (name: string) => {
  const response = await fetch(`${server.url}/v1/landing-kpi/kpis`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, nl_definition: MISSING }),
  });
  expect(response.status).toBe(201);
};

test("the server says that it lives, and that store, queue and disk are ready", async () => {
  const lives = await get("/healthz");
  expect(lives.status).toBe(200);
  const sign = { success: true, product: "Landing KPI", instance: expect.stringMatching(/^[0-9a-f]{16}$/) };
  expect(await lives.json()).toEqual(sign);
  const ready = await get("/readyz");
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({
    success: true,
    ready: true,
    store: { ok: true },
    queue: { ok: true, running: 0, waiting: 0 },
    disk: { ok: true, free_bytes: expect.any(Number) },
  });
});

test("the metrics count requests and KPIs, and name neither a KPI nor a path", async () => {
  await get("/v1/landing-kpi/kpis/1");
  const response = await get("/metrics");
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  const text = await response.text();
  expect(text).toMatch(/^landing_kpi_http_requests_total\{area="v1",method="GET",status="200"\} [1-9]/m);
  expect(text).toMatch(/^landing_kpi_kpis\{state="never"\} \d+$/m);
  expect(text).toMatch(/^landing_kpi_ready 1$/m);
  expect(text).not.toMatch(/Product Mismatch|\/kpis\/1/);
});

test("each request has an id, and its line in the log has no query and no link that lets somebody in", async () => {
  const own = await get("/landing-kpi?search=salaries", { "x-request-id": "from-the-proxy-1" });
  expect(own.headers.get("x-request-id")).toBe("from-the-proxy-1");
  const made = await get("/join/a-secret-link", { "x-request-id": "no good\u00e4" });
  expect(made.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  const lines = server
    .printed()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
  expect(lines).toContainEqual({
    time: expect.any(String),
    level: "info",
    request_id: "from-the-proxy-1",
    method: "GET",
    path: "/landing-kpi",
    status: 200,
    ms: expect.any(Number),
  });
  expect(lines).toContainEqual(expect.objectContaining({ path: "/join/…" }));
  expect(server.printed()).not.toMatch(/salaries|a-secret-link/);
});

test("a backup that is taken while others write is whole, and a server starts from it", async () => {
  await create("Before the backup");
  const target = path.join(folder.path, "backup");
  const writing = Promise.all(Array.from({ length: 20 }, (_, at) => create(`Meanwhile ${at}`)));
  await makeBackup(database, target);
  await writing;
  await create("After the backup");
  await expect(makeBackup(database, target)).rejects.toThrow(/There is something at .* already/);
  await expect(makeBackup(database, path.join(folder.path, "none", "x"))).rejects.toThrow(
    /could not be written to/,
  );
  expect(fs.readdirSync(folder.path).filter((name) => name.includes("partial"))).toEqual([]);

  await server.stop();
  await restoreBackup(target, { databaseFile: database, secretKey: null, force: true });
  server = await startServer(database, { REQUEST_LOG: "yes" });
  const names: string[] = (await (await get("/v1/landing-kpi/kpis")).json()).kpis.map(
    ({ name }: { name: string }) => name,
  );
  expect(names).toContain("Before the backup");
  expect(names).not.toContain("After the backup");
});
