import { createServer } from "node:net";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { get, PARAMETERS, post, startEndless, storedRuns } from "./testing/slow-runs.ts";
import { makeSlowStore } from "./testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

let folder: ReturnType<typeof temporaryFolder>;
let databaseFile: string;
const servers: StartedServer[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  databaseFile = await makeSlowStore(folder.path);
});

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop("SIGKILL");
  folder.remove();
});

async function start(environment?: Record<string, string>): Promise<StartedServer> {
  const server = await startServer(databaseFile, environment);
  servers.push(server);
  return server;
}

test("an endless query on the source does not keep others waiting, and a cancel ends it", async () => {
  const server = await start();
  const { id, answer } = await startEndless(server);

  const quick = await post(server, "/v1/landing-kpi/kpis/2/execute", PARAMETERS);
  expect(quick.body).toMatchObject({ success: true, execution_result: { execution_status: "success" } });
  expect(Object.values(quick.body.execution_result.result_data[0])).toEqual([12]);
  expect((await get(server, "/v1/landing-kpi/kpis")).body.total).toBe(2);

  const cancelled = await post(server, `/v1/landing-kpi/executions/${id}/cancel`);
  expect(cancelled.body.execution).toMatchObject({ execution_status: "cancelled" });
  expect((await answer).body).toMatchObject({ success: false, message: "KPI execution cancelled" });
});

test("a time limit ends a run, which says so", async () => {
  const server = await start();
  const { status, body } = await post(server, "/v1/landing-kpi/kpis/1/execute", {
    ...PARAMETERS,
    time_limit_ms: 500,
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({ success: false, execution_result: { execution_status: "failed" } });
  expect(body.execution_result.error_message).toMatch(/time limit|longer than/i);
  expect(body.execution_result.generated_sql).toMatch(/^select/i);
});

test("deleting a KPI for good ends its queries in the source and leaves nothing of its runs", async () => {
  const server = await start();
  // As many as the source runs at a time: if one of their queries went on, nothing else would get a turn.
  const endless = [await startEndless(server), await startEndless(server)];

  const purged = await post(server, "/v1/landing-kpi/kpis/1/purge", { confirm_name: "Endless" });
  expect(purged.status).toBe(200);
  for (const { answer } of endless)
    expect(await answer).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("deleted for good") },
    });

  for (const _turn of endless) {
    const quick = await post(server, "/v1/landing-kpi/kpis/2/execute", PARAMETERS);
    expect(quick.body).toMatchObject({ success: true, execution_result: { execution_status: "success" } });
  }
  expect(storedRuns(databaseFile, 1)).toEqual([]);
  expect(server.printed()).not.toMatch(/error/i);
});

test("a run that begins while its KPI is deleted for good is refused or ended", async () => {
  const server = await start();
  const execute = () => post(server, "/v1/landing-kpi/kpis/1/execute", PARAMETERS);
  const [before, purged, ...after] = await Promise.all([
    execute(),
    post(server, "/v1/landing-kpi/kpis/1/purge", { confirm_name: "Endless" }),
    execute(),
    execute(),
  ]);
  expect(purged.status).toBe(200);
  for (const run of [before, ...after]) expect([404, 409]).toContain(run.status);
  expect((await post(server, "/v1/landing-kpi/kpis/2/execute", PARAMETERS)).body.success).toBe(true);
  expect(storedRuns(databaseFile, 1)).toEqual([]);
  expect(server.printed()).not.toMatch(/error/i);
});

test("after kill -9 in the middle of a run, the run is failed and says why", async () => {
  const first = await start();
  const { id } = await startEndless(first);
  await first.stop("SIGKILL");

  const second = await start();
  const { body } = await get(second, `/v1/landing-kpi/executions/${id}`);
  expect(body.execution).toMatchObject({
    execution_status: "failed",
    error_message: expect.stringContaining("stopped while this was running"),
  });
  expect((await get(second, "/v1/landing-kpi/kpis/1/executions?status=pending")).body.total).toBe(0);
});

test("SIGTERM marks a run that does not end by itself, answers it, and the process ends with 0", async () => {
  const server = await start();
  const { answer } = await startEndless(server);
  expect(await server.stop("SIGTERM")).toBe(0);
  expect((await answer).body).toMatchObject({ success: false });

  const [run] = storedRuns(databaseFile, 1);
  expect(run).toMatchObject({
    execution_status: "failed",
    error_message: expect.stringContaining("stopped"),
  });
});

test("a port that is taken is said in one sentence, and the exit code is 1", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as { port: number };
  await expect(start({ PORT: String(port) })).rejects.toThrow(
    new RegExp(`ended with code 1.*\\n.*cannot start: port ${port} on 127.0.0.1 is taken`),
  );
  other.close();
});

test("a database of a newer version is refused and left alone", async () => {
  const store = new SQLite(databaseFile);
  store.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('0999-future', '2027-01-01')");
  store.close();
  await expect(start()).rejects.toThrow(/ended with code 1.*\n.*newer version.*0999-future/);
});

test("a database path that cannot be written is said in one sentence", async () => {
  const file = path.join(databaseFile, "inside-a-file", "landing_kpi.db");
  await expect(start({ LANDING_KPI_DB: file })).rejects.toThrow(/ended with code 1.*\n.*not writable/);
});

test("a setting that makes no sense is said in one sentence", async () => {
  await expect(start({ PORT: "many" })).rejects.toThrow(/ended with code 1.*\n.*PORT is "many"/);
});
