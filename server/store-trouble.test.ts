import SQLite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Store } from "../db/database.ts";
import { type ComposedApp, composeApp } from "./testing/composed-app.ts";
import { PARAMETERS } from "./testing/slow-runs.ts";
import { makeSlowStore } from "./testing/slow-source.ts";
import { temporaryFolder } from "./testing/started-server.ts";

/** A store that is full, locked by another program, or read-only: what the API says, and that it recovers. */

let folder: ReturnType<typeof temporaryFolder>;
let databaseFile: string;
let app: ComposedApp["app"];
let store: Store;
let close: ComposedApp["close"];

beforeEach(async () => {
  folder = temporaryFolder();
  databaseFile = await makeSlowStore(folder.path);
  ({ app, store, close } = await composeApp(databaseFile));
});

afterEach(async () => {
  await close();
  folder.remove();
});

async function pragma(text: string): Promise<unknown> {
  const { rows } = await sql<object>`PRAGMA ${sql.raw(text)}`.execute(store.db);
  return Object.values(rows[0] ?? {})[0];
}

async function call(method: "GET" | "POST", route: string, body?: unknown) {
  const response = await app.request(`http://127.0.0.1${route}`, {
    method,
    headers: { Host: "127.0.0.1", "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are checked where they matter
  return { status: response.status, body: (await response.json()) as any };
}

let serial = 0;
const newKpi = (nl_definition = "Count all machines") => ({ name: `KPI ${++serial}`, nl_definition });
const create = (kpi = newKpi()) => call("POST", "/v1/landing-kpi/kpis", kpi);

/** From now on the store cannot grow, as on a full disk; KPIs take what is left in its last pages. */
async function fill(): Promise<void> {
  await pragma(`max_page_count = ${await pragma("page_count")}`);
  while ((await create(newKpi("x".repeat(3900)))).status === 201);
  while ((await create()).status === 201);
}

const makeRoom = () => pragma("max_page_count = 1000000");

test("a write on a full disk is a 507 that says what to do, in REST and in tRPC, and works when there is room", async () => {
  await fill();
  const sentence = /^The disk of the product's database is full: nothing was saved\. Make room/;
  const rest = await create();
  expect(rest).toMatchObject({
    status: 507,
    body: { success: false, message: expect.stringMatching(sentence) },
  });
  const trpc = await call("POST", "/trpc/kpis.create", newKpi());
  expect(trpc).toMatchObject({
    status: 507,
    body: {
      error: { message: expect.stringMatching(sentence), data: { httpStatus: 507, reason: "storage_full" } },
    },
  });
  expect((await call("GET", "/v1/landing-kpi/kpis")).status).toBe(200);

  await makeRoom();
  expect((await create()).status).toBe(201);
});

test("a run that fills the disk fails with the reason, leaves no rows, and the next one has room", async () => {
  const { body } = await create(newKpi("Show all readings"));
  await pragma(`max_page_count = ${Number(await pragma("page_count")) + 20}`);
  const run = await call("POST", `/v1/landing-kpi/kpis/${body.kpi.id}/execute`, {
    ...PARAMETERS,
    limit_records: 10_000,
  });
  expect(run).toMatchObject({
    status: 200,
    body: {
      success: false,
      execution_result: {
        execution_status: "failed",
        error_message: expect.stringContaining("The disk of the product's database is full"),
      },
    },
  });
  expect(await store.db.selectFrom("kpi_execution_rows").selectAll().execute()).toEqual([]);
  const quick = await call("POST", "/v1/landing-kpi/kpis/2/execute", PARAMETERS);
  expect(quick.body).toMatchObject({ success: true });
});

test("the end of a run is shown while it cannot be stored, and stored as soon as it can", async () => {
  const { body } = await call("POST", "/trpc/executions.start", { ...PARAMETERS, kpi_id: 1 });
  const { id } = body.result.data.execution_result;
  await expect.poll(async () => (await status(id))?.generated_sql, { timeout: 30_000 }).toMatch(/^select/i);

  const other = new SQLite(databaseFile);
  other.exec("BEGIN IMMEDIATE");
  const cancelled = await call("POST", `/v1/landing-kpi/executions/${id}/cancel`);
  expect(cancelled.body.execution).toMatchObject({ execution_status: "cancelled" });
  expect(await status(id)).toMatchObject({ execution_status: "running" });
  const history = await call("GET", "/v1/landing-kpi/kpis/1/executions");
  expect(history.body.executions).toMatchObject([{ execution_status: "cancelled" }]);
  expect(await create()).toMatchObject({
    status: 503,
    body: { message: expect.stringContaining("is locked by another program: nothing was saved") },
  });

  other.close();
  await expect.poll(async () => (await status(id))?.execution_status, { timeout: 30_000 }).toBe("cancelled");
  expect((await create()).status).toBe(201);
});

test("a write waits for another program's lock, and holds up nothing else meanwhile", async () => {
  const other = new SQLite(databaseFile);
  other.exec("BEGIN IMMEDIATE");
  // Comes only when this process goes on while the write waits.
  setTimeout(() => other.close(), 100);
  expect((await create()).status).toBe(201);
});

test("a store that cannot be written is a 503 that says what to do, and can still be read", async () => {
  await pragma("query_only = ON");
  expect(await create()).toMatchObject({
    status: 503,
    body: {
      message: expect.stringContaining("cannot be written: nothing was saved. Give the server's user"),
    },
  });
  expect((await call("GET", "/v1/landing-kpi/kpis")).body.total).toBe(2);
  await pragma("query_only = OFF");
  expect((await create()).status).toBe(201);
});

/** The run as it is stored. */
function status(id: number) {
  return store.db.selectFrom("kpi_execution_results").selectAll().where("id", "=", id).executeTakeFirst();
}
