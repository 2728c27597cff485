import SQLite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { COUNT_QUICKLY, cancelRuns, get, makeKpi, PARAMETERS, storedRuns } from "./testing/slow-runs.ts";
import { makeSlowStore } from "./testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** A request for a run that comes again, and one that does not wait for the run's end. */

const ENDLESS = 1;
const QUICK = 2;

const folder = temporaryFolder();
let databaseFile: string;
let server: StartedServer;

beforeAll(async () => {
  databaseFile = await makeSlowStore(folder.path);
  server = await startServer(databaseFile);
});

afterEach(() => cancelRuns(server));

afterAll(async () => {
  await server?.stop("SIGKILL");
  folder.remove();
});

async function execute(kpiId: number, headers: Record<string, string>, more: object = {}) {
  const response = await fetch(`${server.url}/v1/landing-kpi/kpis/${kpiId}/execute`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ ...PARAMETERS, ...more }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are checked where they matter
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

test("requests with the same idempotency key are one run, at once, later and after a restart", async () => {
  const kpi = await makeKpi(server, "At once", COUNT_QUICKLY);
  const key = { "Idempotency-Key": "7c1f-first" };
  const answers = await Promise.all(Array.from({ length: 5 }, () => execute(kpi, key)));
  const ids = new Set(answers.map(({ body }) => body.execution_result.id));
  expect(ids.size).toBe(1);
  expect(answers.filter(({ body }) => body.repeated)).toHaveLength(4);
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(Object.values(body.execution_result.result_data[0])).toEqual([12]);
  }
  await server.stop("SIGKILL");
  server = await startServer(databaseFile);
  const again = await execute(kpi, key);
  expect(again.body).toMatchObject({ success: true, repeated: true });
  expect(ids).toContain(again.body.execution_result.id);
  expect(storedRuns(databaseFile, kpi)).toHaveLength(1);
});

test("requests without a key, or with another, are runs of their own", async () => {
  const kpi = await makeKpi(server, "Each its own", COUNT_QUICKLY);
  const sent: Record<string, string>[] = [{}, {}, { "Idempotency-Key": "a" }, { "Idempotency-Key": "b" }];
  for (const headers of sent) expect((await execute(kpi, headers)).body.repeated).toBe(false);
  expect(storedRuns(databaseFile, kpi)).toHaveLength(4);
});

test("a key that comes with anything else is refused with what differs and the run that it began", async () => {
  const key = { "Idempotency-Key": "7c1f-second" };
  const { id } = (await execute(QUICK, key)).body.execution_result;
  for (const [kpi, more, field] of [
    [QUICK, { limit_records: 7 }, "limit_records"],
    [QUICK, { use_llm: false }, "use_llm"],
    [QUICK, { excluded_fields: ["name"] }, "excluded_fields"],
    [ENDLESS, {}, "kpi_id"],
  ] as const) {
    const { status, body } = await execute(kpi, key, more);
    expect(status).toBe(409);
    expect(body.message).toContain(`began execution ${id}, with another ${field}`);
    expect(body.errors).toEqual([{ field: "idempotency_key", message: expect.stringContaining(field) }]);
  }
  expect((await execute(QUICK, key, { db_type: "sqlite" })).body.repeated).toBe(true);
});

test("a key is free again after a day", async () => {
  const key = { "Idempotency-Key": "daily" };
  const first = await execute(QUICK, key);
  const store = new SQLite(databaseFile);
  store.exec("UPDATE kpi_execution_results SET execution_timestamp = datetime('now', '-25 hours')");
  store.close();
  const second = await execute(QUICK, key, { limit_records: 7 });
  expect(second.body.repeated).toBe(false);
  expect(second.body.execution_result.id).not.toBe(first.body.execution_result.id);
  expect((await execute(QUICK, key, { limit_records: 7 })).body).toMatchObject({
    repeated: true,
    execution_result: { id: second.body.execution_result.id },
  });
});

test("a key that is none, or stands in the body, is refused with a sentence", async () => {
  const kpi = await makeKpi(server, "Never run", COUNT_QUICKLY);
  const odd = await execute(kpi, { "Idempotency-Key": "two words" });
  expect(odd).toMatchObject({ status: 422, body: { message: expect.stringContaining("without spaces") } });
  const inBody = await execute(kpi, {}, { idempotency_key: "x" });
  expect(inBody).toMatchObject({
    status: 422,
    body: { message: "idempotency_key is sent as the header Idempotency-Key; leave it out." },
  });
  expect(storedRuns(databaseFile, kpi)).toEqual([]);
});

test("respond-async answers 202 while the run goes on, and says where it is", async () => {
  const prefer = { Prefer: "wait=5, Respond-Async; x=1", "Idempotency-Key": "endless" };
  const { status, headers, body } = await execute(ENDLESS, prefer);
  expect(status).toBe(202);
  expect(headers.get("preference-applied")).toBe("respond-async");
  const { id } = body.execution_result;
  expect(headers.get("location")).toBe(`/v1/landing-kpi/executions/${id}`);
  expect(body).toMatchObject({ success: true, message: "KPI execution started", repeated: false });
  const { body: now } = await get(server, headers.get("location") ?? "");
  expect(["pending", "running"]).toContain(now.execution.execution_status);

  const again = await execute(ENDLESS, prefer);
  expect(again).toMatchObject({ status: 202, body: { repeated: true, execution_result: { id } } });

  const refused = await execute(QUICK, { Prefer: "respond-async" }, { kg_name: "KG_404" });
  expect(refused.status).toBe(422);
  expect(refused.headers.get("preference-applied")).toBeNull();
});
