import SQLite from "better-sqlite3";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { COUNT_QUICKLY, cancelRuns, get, makeKpi, PARAMETERS, post } from "../testing/slow-runs.ts";
import { makeSlowStore } from "../testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";

/** What is kept of a KPI's history: by age, by number, and what is pinned. */

const folder = temporaryFolder();
let databaseFile: string;
let server: StartedServer;
/** Each test has one of its own. */
let kpiId: number;
let kpi: string;

beforeAll(async () => {
  databaseFile = await makeSlowStore(folder.path);
  server = await startServer(databaseFile);
});

beforeEach(async ({ task }) => {
  kpiId = await makeKpi(server, `KPI of ${task.id}`, COUNT_QUICKLY);
  kpi = `/v1/landing-kpi/kpis/${kpiId}`;
});

afterEach(() => cancelRuns(server));

afterAll(async () => {
  await server?.stop("SIGKILL");
  folder.remove();
});

/** Executes the KPI so often; the runs' ids, the oldest first. */
async function execute(times: number): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 0; n < times; n++)
    ids.push((await post(server, `${kpi}/execute`, PARAMETERS)).body.execution_result.id);
  return ids;
}

async function put(body: object) {
  const response = await fetch(`${server.url}${kpi}/retention`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are checked where they matter
  return { status: response.status, body: (await response.json()) as any };
}

/** Makes the runs of the KPI so many days old, up to this one. */
const age = (days: number, last = Number.MAX_SAFE_INTEGER) => {
  const store = new SQLite(databaseFile);
  const statement =
    "UPDATE kpi_execution_results SET execution_timestamp = datetime('now', ?) WHERE kpi_id = ? AND id <= ?";
  store.prepare(statement).run(`-${days} days`, kpiId, last);
  store.close();
};

const kept = async () =>
  (await get(server, `${kpi}/executions`)).body.executions.map((run: { id: number }) => run.id).toReversed();

/** Deleting goes on after the answer. */
async function settled() {
  while ((await get(server, `${kpi}/retention`)).body.to_delete > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

test("everything is kept unless somebody says otherwise", async () => {
  expect((await get(server, `${kpi}/retention`)).body).toEqual({
    ...{ success: true, keep_days: null, keep_runs: null, to_delete: 0 },
  });
  const ids = await execute(3);
  age(9000);
  await server.stop();
  server = await startServer(databaseFile);
  expect(await kept()).toEqual(ids);
});

test("by number: the newest stay, with what is pinned, and so it goes on with each new run", async () => {
  const ids = await execute(5);
  const pinned = await post(server, `/v1/landing-kpi/executions/${ids[1]}/pin`);
  expect(pinned.body).toMatchObject({ success: true, execution: { id: ids[1], pinned: true } });
  expect((await put({ keep_days: null, keep_runs: 2 })).body).toMatchObject({ keep_runs: 2, to_delete: 2 });
  await settled();
  expect(await kept()).toEqual([ids[1], ids[3], ids[4]]);
  const [next] = await execute(1);
  await settled();
  expect(await kept()).toEqual([ids[1], ids[4], next]);
  await post(server, `/v1/landing-kpi/executions/${ids[1]}/pin`, { pinned: false });
  await settled();
  expect(await kept()).toEqual([ids[4], next]);
  const rows = new SQLite(databaseFile, { readonly: true });
  const owners = rows
    .prepare("SELECT DISTINCT execution_id FROM kpi_execution_rows WHERE execution_id >= ? ORDER BY 1")
    .pluck()
    .all(ids[0]);
  rows.close();
  expect(owners).toEqual([ids[4], next]);
});

test("by age: what is older goes, but never the newest run, also after a start of the server", async () => {
  const ids = await execute(3);
  age(11, ids[1]);
  await put({ keep_days: 12, keep_runs: null });
  expect(await kept()).toEqual(ids);
  await put({ keep_days: 10, keep_runs: null });
  await settled();
  expect(await kept()).toEqual([ids[2]]);
  await execute(1);
  await server.stop();
  age(90);
  server = await startServer(databaseFile);
  await settled();
  expect(await kept()).toHaveLength(1);
});

test("a run that goes on is not deleted", async () => {
  const waiting = await fetch(`${server.url}/v1/landing-kpi/kpis/1/execute`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "respond-async" },
    body: JSON.stringify(PARAMETERS),
  });
  const { id } = (await waiting.json()).execution_result;
  await post(server, "/v1/landing-kpi/kpis/1/execute", { ...PARAMETERS, time_limit_ms: 200 });
  const limits = JSON.stringify({ keep_days: null, keep_runs: 1 });
  const headers = { "Content-Type": "application/json" };
  await fetch(`${server.url}/v1/landing-kpi/kpis/1/retention`, { method: "PUT", headers, body: limits });
  expect((await get(server, `/v1/landing-kpi/executions/${id}`)).status).toBe(200);
});

test.each([
  [{ keep_days: 0, keep_runs: null }, "keep_days"],
  [{ keep_days: null, keep_runs: "many" }, "keep_runs"],
  [{ keep_days: 5 }, "keep_runs"],
])("limits that make no sense are refused: %o", async (body, field) => {
  const { status, body: refused } = await put(body);
  expect(status).toBe(422);
  expect(refused.errors[0].field).toBe(field);
});
