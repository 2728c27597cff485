import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cancelRuns, get, PARAMETERS, post, startEndless, storedRuns } from "./testing/slow-runs.ts";
import { makeSlowStore } from "./testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** Runs that wait for their turns, on a source that runs one at a time. */

const ENDLESS = 1;
const QUICK = 2;

const start = (databaseFile: string) => startServer(databaseFile, { MAX_RUNS_PER_SOURCE: "1" });

/** Asks for a run without waiting for it; its id. */
async function ask(server: StartedServer, kpiId: number): Promise<number> {
  const response = await fetch(`${server.url}/v1/landing-kpi/kpis/${kpiId}/execute`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Prefer: "respond-async" },
    body: JSON.stringify(PARAMETERS),
  });
  return (await response.json()).execution_result.id;
}

const runOf = async (server: StartedServer, id: number) =>
  (await get(server, `/v1/landing-kpi/executions/${id}`)).body.execution;
const cancel = (server: StartedServer, id: number) => post(server, `/v1/landing-kpi/executions/${id}/cancel`);

async function ended(server: StartedServer, id: number) {
  for (;;) {
    const run = await runOf(server, id);
    if (run.execution_status !== "pending" && run.execution_status !== "running") return run;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// A server that is stopped gives its runs ten seconds: the other tests go on meanwhile.
describe.concurrent("where one runs at a time", () => {
  describe("on a server that goes on", () => {
    const folder = temporaryFolder();
    let databaseFile: string;
    let server: StartedServer;

    beforeAll(async () => {
      databaseFile = await makeSlowStore(folder.path);
      server = await start(databaseFile);
    });
    afterEach(() => cancelRuns(server));
    afterAll(async () => {
      await server?.stop("SIGKILL");
      folder.remove();
    });

    test.sequential("a run waits for its turn and says which in line it is, and a KPI with many does not hold back another", async () => {
      const before = [ENDLESS, QUICK].map((kpiId) => storedRuns(databaseFile, kpiId).length);
      const { id: going } = await startEndless(server);
      const waiting = [await ask(server, ENDLESS), await ask(server, ENDLESS), await ask(server, ENDLESS)];
      const quick = await ask(server, QUICK);
      expect(await runOf(server, going)).toMatchObject({ execution_status: "running", queue_position: null });
      expect(await runOf(server, quick)).toMatchObject({ execution_status: "pending", queue_position: 1 });
      expect(await runOf(server, waiting[2] as number)).toMatchObject({ queue_position: 4 });
      const { executions, total } = (await get(server, "/v1/landing-kpi/kpis/1/executions")).body;
      expect(total).toBe((before[0] as number) + 4);
      const places = executions.slice(0, 4).map((run: { queue_position: number }) => run.queue_position);
      expect(places).toEqual([4, 3, 2, null]);

      const page = await (await fetch(`${server.url}/landing-kpi/drilldown/${waiting[0]}`)).text();
      expect(page).toMatch(/Waiting for its turn for .*: number 2 in line/);

      await cancel(server, waiting[0] as number);
      expect(await runOf(server, waiting[1] as number)).toMatchObject({ queue_position: 2 });
      await cancel(server, going);
      expect(await ended(server, quick)).toMatchObject({ execution_status: "success", queue_position: null });
      expect(storedRuns(databaseFile, QUICK)).toHaveLength((before[1] as number) + 1);
    });

    test.sequential("the time a run waits is not taken off its time limit", async () => {
      const { id: going } = await startEndless(server);
      const limited = post(server, `/v1/landing-kpi/kpis/${QUICK}/execute`, {
        ...PARAMETERS,
        time_limit_ms: 4000,
      });
      await new Promise((resolve) => setTimeout(resolve, 4500));
      await cancel(server, going);
      expect((await limited).body).toMatchObject({ success: true });
    });

    test.sequential("after kill -9 a run that waited is failed and says that it had no turn", async () => {
      await startEndless(server);
      const quick = await ask(server, QUICK);
      await server.stop("SIGKILL");
      server = await start(databaseFile);
      expect(await runOf(server, quick)).toMatchObject({
        execution_status: "failed",
        error_message: expect.stringContaining("before this had its turn"),
        queue_position: null,
      });
      const again = await post(server, `/v1/landing-kpi/kpis/${QUICK}/execute`, PARAMETERS);
      expect(again.body.success).toBe(true);
    });
  });

  test("SIGTERM ends what waits at once, and it says that it had no turn", async () => {
    const folder = temporaryFolder();
    const server = await start(await makeSlowStore(folder.path));
    try {
      await startEndless(server);
      const waiting = post(server, `/v1/landing-kpi/kpis/${QUICK}/execute`, PARAMETERS);
      while ((await get(server, `/v1/landing-kpi/kpis/${QUICK}/executions`)).body.total === 0);
      const stopped = server.stop("SIGTERM");
      const { body } = await waiting;
      expect(body.execution_result).toMatchObject({
        execution_status: "failed",
        error_message: "The server was stopped before this had its turn. Execute the KPI again.",
      });
      expect(await stopped).toBe(0);
    } finally {
      await server.stop("SIGKILL");
      folder.remove();
    }
  });
});
