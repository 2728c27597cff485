import { createTRPCClient, httpBatchLink } from "@trpc/client";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "../contracts/api-keys.ts";
import type { AppRouter } from "../router.ts";
import { type PeopleServer, startWithPeople } from "../testing/people-client.ts";
import { type Json, KPIS, SAMPLE, startRestClient } from "../testing/rest-client.ts";

/** Keys of programs over a real server. */

const KEYS = "/v1/keys";
let people: PeopleServer;
beforeAll(async () => {
  people = await startWithPeople();
});
afterAll(() => people?.close());

async function makeKey(scope: Scope): Promise<Json> {
  const { status, body } = await people.ada.api("POST", KEYS, { name: `For ${scope}`, scope });
  expect(status).toBe(201);
  return body;
}

async function call(secret: string, method: string, route: string, body?: object): Promise<Response> {
  const headers = { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" };
  return fetch(`${people.server.url}${route}`, { method, headers, body: body && JSON.stringify(body) });
}

describe("a key", () => {
  const source = { name: "x", db_type: "sqlite", file: "there is none.db" };
  test.each([
    ["read", [200, 403, 403, 403, 403]],
    ["execute", [200, 200, 403, 403, 403]],
    ["manage", [200, 200, 201, 422, 403]],
  ] as const)("for %s may that and no more", async (scope, statuses) => {
    const { secret } = await makeKey(scope);
    const kpi = { name: `By ${scope}`, nl_definition: "products in RBP GPU" };
    const answers = [
      await call(secret, "GET", KPIS),
      await call(secret, "POST", `${KPIS}/1/execute`, SAMPLE),
      await call(secret, "POST", KPIS, kpi),
      await call(secret, "POST", "/v1/sources", source),
      await call(secret, "GET", KEYS),
    ];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
    expect(await answers[4]?.json()).toMatchObject({ message: expect.stringContaining(`for: ${scope}`) });
  });

  test("is shown once, and is not in the store as the program has it", async () => {
    const { key, secret } = await makeKey("read");
    expect(key).toMatchObject({ state: "usable", created_by: "Ada", ending: secret.slice(-4) });
    expect(JSON.stringify((await people.ada.api("GET", KEYS)).body)).not.toContain(secret);
    const db = new SQLite(people.databaseFile, { readonly: true });
    const stored = JSON.stringify(db.prepare("SELECT * FROM api_keys").all());
    db.close();
    expect(stored).not.toContain(secret.slice(5));
  });

  test("tells when it was last used", async () => {
    const { key, secret } = await makeKey("read");
    expect(key.last_used_at).toBeNull();
    await call(secret, "GET", KPIS);
    const { body } = await people.ada.api("GET", KEYS);
    const used = body.keys.find(({ id }: { id: number }) => id === key.id);
    expect(used.last_used_at).toMatch(/^\d{4}-/);
  });

  test("counts no more from the request after it was revoked, and stays in the list", async () => {
    const { key, secret } = await makeKey("read");
    expect((await call(secret, "GET", KPIS)).status).toBe(200);
    expect((await people.ada.api("DELETE", `${KEYS}/${key.id}`)).body.key.state).toBe("revoked");
    const refused = await call(secret, "GET", KPIS);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await refused.json()).toMatchObject({ message: expect.stringContaining("revoked") });
    expect((await people.ada.api("DELETE", `${KEYS}/999`)).status).toBe(404);
  });

  test("counts no more from the moment when it ends", async () => {
    const { key, secret } = await makeKey("read");
    const db = new SQLite(people.databaseFile);
    db.prepare("UPDATE api_keys SET expires_at = ? WHERE id = ?").run(Date.now() - 1, key.id);
    db.close();
    expect((await call(secret, "GET", KPIS)).status).toBe(401);
  });

  test("counts for typed clients, too", async () => {
    const clientWith = (secret: string) => {
      const headers = { Authorization: `Bearer ${secret}` };
      return createTRPCClient<AppRouter>({
        links: [httpBatchLink({ url: `${people.server.url}/trpc`, headers })],
      });
    };
    const { secret } = await makeKey("read");
    expect((await clientWith(secret).kpis.list.query({})).success).toBe(true);
    await expect(clientWith(secret).kpis.delete.mutate({ kpi_id: 1 })).rejects.toMatchObject({
      data: { httpStatus: 403, reason: "forbidden" },
    });
    await expect(clientWith(`${secret}x`).kpis.list.query({})).rejects.toMatchObject({
      data: { httpStatus: 401, reason: "unauthorized" },
    });
  });

  test.each([
    ["cut", (secret: string) => ({ Authorization: `Bearer ${secret.slice(0, -1)}` })],
    ["sent by another scheme", (secret: string) => ({ Authorization: `Basic ${secret}` })],
    ["in a cookie", (secret: string) => ({ Cookie: `session=${secret}` })],
    ["in another header", (secret: string) => ({ "X-Api-Key": secret })],
  ])("that is %s opens nothing", async (_what, headersOf) => {
    const { secret } = await makeKey("manage");
    const answer = await fetch(`${people.server.url}${KPIS}`, { headers: headersOf(secret) });
    expect(answer.status).toBe(401);
  });

  test("in the address opens nothing", async () => {
    const { secret } = await makeKey("manage");
    expect((await fetch(`${people.server.url}${KPIS}?access_token=${secret}`)).status).toBe(401);
  });

  test("that is wrong is refused, also when somebody is signed in", async () => {
    const headers = { Cookie: people.ada.cookie, Authorization: "Bearer lkpi_wrong" };
    expect((await fetch(`${people.server.url}${KPIS}`, { headers })).status).toBe(401);
  });

  test.each([
    ["no name", { name: " ", scope: "read" }, "name"],
    ["a scope that there is not", { name: "x", scope: "everything" }, "scope"],
    ["no end", { name: "x", scope: "read", expires_in_days: 0 }, "expires_in_days"],
  ])("with %s is not made", async (_what, request, field) => {
    const { status, body } = await people.ada.api("POST", KEYS, request);
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe(field);
  });
});

test("on a machine without accounts a wrong key is refused, and none is needed", async () => {
  const rest = await startRestClient();
  try {
    expect((await rest.call("GET", KPIS, undefined, { Authorization: "Bearer lkpi_wrong" })).status).toBe(
      401,
    );
    expect((await rest.call("GET", KPIS)).status).toBe(200);
  } finally {
    await rest.close();
  }
});
