import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ServerLab } from "./connectors/testing/lab.ts";
import { startPostgresLab } from "./testing/connectors/postgresql-lab.ts";
import { get, post } from "./testing/slow-runs.ts";
import { type StartedServer, startServer, temporaryFolder } from "./testing/started-server.ts";

/** Runs whose connection to the source is lost, on a real server. */

const folder = temporaryFolder();
let lab: ServerLab;
let server: StartedServer;

/** The view's 3,000 rows come at once but for the one in `waits`, before which they stop for so many seconds. */
const SHIPMENTS = (table: ServerLab["table"]) => `
  CREATE VIEW ${table("shipments")} AS
    SELECT i AS shipment_no, 'Lyon ' || i AS place FROM generate_series(1, 3000) i
    WHERE i <> (SELECT row FROM ${table("waits")})
      OR pg_sleep((SELECT seconds FROM ${table("waits")})) IS NOT NULL`;

beforeAll(async () => {
  lab = await startPostgresLab();
  await lab.run(
    `CREATE TABLE ${lab.table("waits")} (row integer, seconds integer)`,
    `INSERT INTO ${lab.table("waits")} VALUES (0, 0)`,
    SHIPMENTS(lab.table),
  );
  server = await startServer(path.join(folder.path, "landing_kpi.db"));
  const { host, port, database, user, password, tls } = lab.source;
  const request = { name: "Port", db_type: "postgresql", host, port, database, user, password, tls };
  const source_id = (await post(server, "/v1/sources", request)).body.source.id;
  const graph = { kg_name: "PORT", source_id, schemas: [lab.schema] };
  let { build } = (await post(server, "/v1/kg", graph)).body;
  while (build.status === "running") {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ build } = (await get(server, `/v1/kg-builds/${build.id}`)).body);
  }
  expect(build.status).toBe("done");
});

afterAll(async () => {
  await server?.stop();
  await lab?.stop();
  folder.remove();
});

const waitBefore = (row: number) => lab.run(`UPDATE ${lab.table("waits")} SET row = ${row}, seconds = 600`);
const cutConnections = () =>
  lab.run(
    `UPDATE ${lab.table("waits")} SET row = 0, seconds = 0`,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'reader'",
  );

/** Executes a KPI on the view; the run as it ended. `meanwhile` is called when its query waits on the server. */
async function run(name: string, meanwhile: () => Promise<unknown>) {
  const kpi = { name, nl_definition: "Show me all shipments" };
  const { id } = (await post(server, "/v1/landing-kpi/kpis", kpi)).body.kpi;
  const executed = post(server, `/v1/landing-kpi/kpis/${id}/execute`, {
    ...{ kg_name: "PORT", select_schema: lab.schema, limit_records: 5000 },
  });
  while (!(await lab.running()).some((sql) => /FETCH/i.test(sql)))
    await new Promise((resolve) => setTimeout(resolve, 20));
  await meanwhile();
  return (await executed).body.execution_result;
}

test("a query whose connection is lost before the first row is sent once more, and the run says so", async () => {
  await waitBefore(1);
  const ended = await run("Lost early", cutConnections);
  expect(ended).toMatchObject({
    execution_status: "success",
    number_of_records: 3000,
    error_message: null,
    retry_reason: expect.stringMatching(/ended the connection|broke/),
  });
  expect(new Set(ended.result_data.map((row: { shipment_no: number }) => row.shipment_no)).size).toBe(3000);
  const page = await (await fetch(`${server.url}/landing-kpi/drilldown/${ended.id}`)).text();
  expect(page).toContain("The query was sent a second time");
});

test("a query whose connection is lost after the first rows is not sent again", async () => {
  await waitBefore(2900);
  const ended = await run("Lost late", async () => {
    const history = async () => {
      const { kpis } = (await get(server, "/v1/landing-kpi/kpis?search=Lost late")).body;
      const { executions } = (await get(server, `/v1/landing-kpi/kpis/${kpis[0].id}/executions`)).body;
      const input = encodeURIComponent(JSON.stringify({ execution_id: executions[0].id }));
      return (await get(server, `/trpc/executions.summary?input=${input}`)).body.result.data;
    };
    while ((await history()).rows_so_far === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await cutConnections();
  });
  expect(ended).toMatchObject({
    execution_status: "failed",
    error_message: expect.stringMatching(/ended the connection|broke/),
    retry_reason: null,
    number_of_records: 0,
  });
});

test("a query that the source refuses is not sent again", async () => {
  await lab.run(`DROP VIEW ${lab.table("shipments")}`);
  const kpi = { name: "Refused", nl_definition: "Show me all shipments" };
  const { id } = (await post(server, "/v1/landing-kpi/kpis", kpi)).body.kpi;
  const { body } = await post(server, `/v1/landing-kpi/kpis/${id}/execute`, {
    ...{ kg_name: "PORT", select_schema: lab.schema },
  });
  expect(body.execution_result).toMatchObject({ execution_status: "failed", retry_reason: null });
});
