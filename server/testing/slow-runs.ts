import SQLite from "better-sqlite3";
import type { StartedServer } from "./started-server.ts";

/** Runs of the slow store's KPIs (slow-source.ts) over REST. */

export async function get(server: StartedServer, route: string) {
  const response = await fetch(server.url + route);
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are checked where they matter
  return { status: response.status, body: (await response.json()) as any };
}

export async function post(server: StartedServer, route: string, body: unknown = {}) {
  const response = await fetch(server.url + route, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  // biome-ignore lint/suspicious/noExplicitAny: the shapes are checked where they matter
  return { status: response.status, body: (await response.json()) as any };
}

/** The runs of a KPI as they are in the store's file. */
export function storedRuns(databaseFile: string, kpiId: number): unknown[] {
  const store = new SQLite(databaseFile, { readonly: true });
  const runs = store.prepare("SELECT * FROM kpi_execution_results WHERE kpi_id = ?").all(kpiId);
  store.close();
  return runs;
}

/** Where the slow store's KPIs run. */
export const PARAMETERS = { kg_name: "KG_SLOW", select_schema: "slow" };

/** What an endless KPI says. */
export const COUNT_FOREVER = "Count all readings";
/** What a quick one says. */
export const COUNT_QUICKLY = "Count all machines";

/** Starts an endless KPI without waiting for its end; the id of its run, once its query runs. */
export async function startEndless(server: StartedServer, more: object = {}, kpiId = 1) {
  const runs = async () =>
    (await get(server, `/v1/landing-kpi/kpis/${kpiId}/executions?status=running`)).body.executions as {
      id: number;
      generated_sql: string | null;
    }[];
  const before = new Set((await runs()).map((run) => run.id));
  const answer = post(server, `/v1/landing-kpi/kpis/${kpiId}/execute`, { ...PARAMETERS, ...more });
  answer.catch(() => {}); // the server may be killed meanwhile
  for (;;) {
    const run = (await runs()).find((run) => run.generated_sql && !before.has(run.id));
    if (run) return { id: run.id, answer };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ends every run, also those that wait, so that the next test finds the source free. */
export async function cancelRuns(server: StartedServer): Promise<void> {
  const { kpis } = (await get(server, "/v1/landing-kpi/kpis")).body;
  // Those that wait first: they would begin in the place of those that end.
  for (const status of ["pending", "running"])
    for (const kpi of kpis) {
      const { body } = await get(server, `/v1/landing-kpi/kpis/${kpi.id}/executions?status=${status}`);
      for (const { id } of body.executions) await post(server, `/v1/landing-kpi/executions/${id}/cancel`);
    }
}

/** Creates a KPI that asks the slow store's source for this; its id. */
export async function makeKpi(server: StartedServer, name: string, nl_definition: string): Promise<number> {
  const { status, body } = await post(server, "/v1/landing-kpi/kpis", { name, nl_definition });
  if (status !== 201) throw new Error(`The KPI ${name} was not created: ${JSON.stringify(body)}`);
  return body.kpi.id;
}
