import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { get, PARAMETERS, post, startEndless, storedRuns } from "./testing/slow-runs.ts";
import { makeSlowStore } from "./testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** One process at a time has the store, and only that one says what became of its runs. */

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

async function start(file = databaseFile): Promise<StartedServer> {
  const server = await startServer(file);
  servers.push(server);
  return server;
}

test("a second server on the same store says who has it, ends with 1, and leaves the first one's runs alone", async () => {
  const first = await start();
  const { id, answer } = await startEndless(first);
  const link = path.join(folder.path, "link.db");
  fs.symlinkSync(databaseFile, link);

  const refusal = new RegExp(
    `ended with code 1.*\\n.*cannot start: .* is in use by process ${first.process.pid} on .+, since \\d{4}-`,
  );
  await expect(start()).rejects.toThrow(refusal);
  await expect(start(link)).rejects.toThrow(refusal);

  expect(storedRuns(databaseFile, 1)).toMatchObject([{ id, execution_status: "running" }]);
  await post(first, `/v1/landing-kpi/executions/${id}/cancel`);
  expect((await answer).body).toMatchObject({ message: "KPI execution cancelled" });
});

test("the store of a server that was killed can be had at once, and what it left of its runs is cleaned up", async () => {
  const first = await start();
  const { id } = await startEndless(first);
  await first.stop("SIGKILL");
  const store = new SQLite(databaseFile);
  store
    .prepare("INSERT INTO kpi_execution_rows (execution_id, row_number, data) VALUES (?, 1, '[1]')")
    .run(id);
  store.close();

  const second = await start();
  expect((await get(second, `/v1/landing-kpi/executions/${id}`)).body.execution).toMatchObject({
    execution_status: "failed",
  });
  expect((await post(second, "/v1/landing-kpi/kpis/2/execute", PARAMETERS)).body.success).toBe(true);
  expect(rowsOfRuns()).toEqual([{ execution_id: id + 1 }]);
  await expect(start()).rejects.toThrow(`is in use by process ${second.process.pid} `);
});

test("rows that a failed run has left are gone after the next start", async () => {
  const first = await start();
  const { body } = await post(first, "/v1/landing-kpi/kpis/1/execute", { ...PARAMETERS, time_limit_ms: 300 });
  const { id, execution_status } = body.execution_result;
  expect(execution_status).toBe("failed");
  expect(await first.stop()).toBe(0);
  const store = new SQLite(databaseFile);
  store
    .prepare("INSERT INTO kpi_execution_rows (execution_id, row_number, data) VALUES (?, 1, '[1]')")
    .run(id);
  store.close();

  await start();
  expect(rowsOfRuns()).toEqual([]);
});

function rowsOfRuns(): unknown[] {
  const store = new SQLite(databaseFile, { readonly: true });
  const rows = store.prepare("SELECT execution_id FROM kpi_execution_rows ORDER BY execution_id").all();
  store.close();
  return rows;
}
