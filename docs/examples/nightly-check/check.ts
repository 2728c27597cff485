/**
 * A service that executes a KPI, follows it, and hands out what it found:
 *
 *   LANDING_KPI_API_KEY=lkpi_... node check.ts "Orders without customers" SHOP
 *
 * Ends with 0 when the value is fine, 1 when it is critical, 2 when something went wrong.
 */
import { createLandingKpiClient, LandingKpiError } from "landing-kpi/client";

const [name = "", graph = ""] = process.argv.slice(2);
const client = createLandingKpiClient({
  url: process.env.LANDING_KPI_URL ?? "http://127.0.0.1:3000",
  apiKey: process.env.LANDING_KPI_API_KEY,
});

/** Ctrl+C ends the waiting, not the execution. */
const stopped = new AbortController();
process.once("SIGINT", () => stopped.abort());

async function check(): Promise<number> {
  const { signal } = stopped;
  const { kpis } = await client.api.kpis.list.query({ search: name, limit: 1000 }, { signal });
  const kpi = kpis.find((one) => one.name === name);
  if (!kpi) throw new Error(`There is no KPI "${name}".`);
  const { schemas } = (await client.api.graphs.get.query({ kg_name: graph }, { signal })).graph;

  const run = await client.run(
    { kpi_id: kpi.id, kg_name: graph, select_schema: schemas.join(",") },
    { signal },
  );
  for await (const { phase, rows_so_far } of run) console.error(`${phase}: ${rows_so_far} rows`);
  const ended = await run.end();
  if (ended.execution_status !== "success") throw new Error(ended.error_message ?? ended.execution_status);
  console.log(`${kpi.name}: ${ended.value}`);

  const [column] = ended.result_columns ?? [];
  const first = column === undefined ? {} : { sort: { by: column } };
  let shown = 0;
  for await (const row of client.rows(run.id, { ...first, signal })) {
    console.log(JSON.stringify(row));
    if (++shown === 3) break; // only the pages that were needed so far have been fetched
  }
  await client.download(run.id, { file: "rows.csv", format: "csv", signal });
  return ended.threshold_state === "critical" ? 1 : 0;
}

try {
  process.exitCode = await check();
} catch (error) {
  process.exitCode = 2;
  if (error instanceof LandingKpiError)
    console.error(`${error.message} (${error.code}, request ${error.requestId ?? "without an answer"})`);
  else console.error(error instanceof Error ? error.message : error);
}
