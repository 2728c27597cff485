import path from "node:path";
import { createTRPCClient, httpBatchLink, httpBatchStreamLink, httpLink } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, RIGHTS_OF } from "../contracts/people.ts";
import type { AppRouter } from "../router.ts";
import { type LargeRun, storeLargeRun } from "../testing/large-run.ts";
import { openAudit } from "../testing/opened-audit.ts";
import { EXECUTIONS } from "../testing/rest-client.ts";
import { get } from "../testing/slow-runs.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";
import type { ApiContext } from "../trpc.ts";
import { listen } from "./listen.ts";
import { restApp } from "./rest.ts";

/** All rows of a run in one answer, and who else is answered meanwhile. */

const READER: Actor = {
  ...{ kind: "machine", account: null, name: null, rights: RIGHTS_OF.viewer },
  ...{ hiddenGroups: [], advice: "" },
};
const HERE = { way: "REST", address: null } as const;
const folder = temporaryFolder();
let server: StartedServer;
let run: LargeRun;
let wide: LargeRun;
let records: object[];

beforeAll(async () => {
  const file = path.join(folder.path, "landing_kpi.db");
  run = await storeLargeRun(file, { rows: 3000, columns: 20 });
  wide = await storeLargeRun(file, { rows: 400, columns: 60 });
  records = run.rows.map((row) => Object.fromEntries(run.names.map((name, column) => [name, row[column]])));
  server = await startServer(file);
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

const detail = () => get(server, `${EXECUTIONS}/${run.id}`);

test("every row is in the answer, with quotes, other letters and nulls as they are stored", async () => {
  const { status, body } = await detail();
  expect(status).toBe(200);
  expect(body).toMatchObject({ success: true, execution: { id: run.id, number_of_records: 3000 } });
  expect(body.execution.result_data).toEqual(records);
});

test.each([
  ["alone", httpLink],
  ["in a batch", httpBatchLink],
  ["in a batch whose calls are answered one by one", httpBatchStreamLink],
])("a typed client gets them %s", async (_how, link) => {
  const client = createTRPCClient<AppRouter>({ links: [link({ url: `${server.url}/trpc` })] });
  const [list, { execution }] = await Promise.all([
    client.executions.list.query({ kpi_id: 1 }),
    client.executions.get.query({ execution_id: run.id }),
  ]);
  expect(list.executions.every(({ result_data }) => result_data === null)).toBe(true);
  expect(execution.result_data).toEqual(records);
  const missing = client.executions.get.query({ execution_id: 999 });
  await expect(missing).rejects.toMatchObject({ data: { httpStatus: 404, reason: "not_found" } });
});

test("a small request is answered before the ten large ones that were there first", async () => {
  const order: string[] = [];
  const large = Array.from({ length: 10 }, async () => {
    expect((await detail()).body.execution.result_data).toHaveLength(3000);
    order.push("large");
  });
  expect((await get(server, "/v1/landing-kpi/kpis")).status).toBe(200);
  order.push("small");
  await Promise.all(large);
  expect(order[0]).toBe("small");
});

test("a small request is answered before the searches, sorts, exports and large pages that were there first", async () => {
  const order: string[] = [];
  const routes = [
    `${EXECUTIONS}/${run.id}/drilldown?search=2999`,
    `${EXECUTIONS}/${run.id}/drilldown?sort_by=COLUMN_1`,
    `${EXECUTIONS}/${run.id}/export.csv?search=e&sort_by=COLUMN_2`,
    `/landing-kpi/drilldown/${run.id}?page_size=250`,
  ];
  const large = Array.from({ length: 12 }, async (_, index) => {
    const answer = await fetch(`${server.url}${routes[index % routes.length]}`);
    expect(answer.status).toBe(200);
    await answer.text();
    order.push("large");
  });
  expect((await get(server, "/v1/landing-kpi/kpis")).status).toBe(200);
  order.push("small");
  await Promise.all(large);
  expect(order[0]).toBe("small");
});

test("a large page comes whole: every row in its place, no byte between its letters, nothing for scripts to move", async () => {
  const answer = await fetch(`${server.url}/landing-kpi/drilldown/${run.id}?page_size=250`);
  const html = await answer.text();
  expect(html.startsWith("<!DOCTYPE html>")).toBe(true);
  expect(html).not.toContain("\0");
  expect(html).not.toContain("<template");
  const first = [...html.matchAll(/<tr><td[^>]*data-numeric[^>]*>(\d+)</g)].map(([, text]) => Number(text));
  expect(first).toEqual(run.rows.slice(0, 250).map(([cell]) => cell));
});

test("a page of many columns shows as many records as one can send without holding others up, and loses none", async () => {
  const numbers: (number | undefined)[] = [];
  const shownPage = async (address: string) => {
    const answer = await fetch(`${server.url}/landing-kpi/drilldown/${wide.id}?${address}`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    numbers.push(...[...html.matchAll(/<tr><td[^>]*data-numeric[^>]*>(\d+)</g)].map(([, n]) => Number(n)));
    return { address: new URL(answer.url).searchParams.toString(), html };
  };
  const first = await shownPage("page_size=500");
  expect(first.address).toBe("page_size=83&page=1");
  expect(first.html).toContain("With 60 columns a page has at most 83 records");
  for (const page of [2, 3, 4, 5])
    expect((await shownPage(`page_size=83&page=${page}`)).address).toBe(`page_size=83&page=${page}`);
  expect(numbers).toEqual(wide.rows.map(([cell]) => cell));
  const few = await shownPage("page_size=500&show=COLUMN_0&show=COLUMN_1");
  expect(few.address).toBe("page_size=500&show=COLUMN_0&show=COLUMN_1");
  expect(few.html).toContain(">400<");
});

test("rows are read no further when the client has gone", async () => {
  const ended = Promise.withResolvers<void>();
  async function* endless() {
    try {
      for (;;) yield '{"n":1},'.repeat(1000);
    } finally {
      ended.resolve();
    }
  }
  const executions = { get: async () => ({ execution: await listed(), rows: endless() }) };
  const { audit, close } = await openAudit(folder.path);
  const context = { executions, audit, actor: READER, origin: HERE } as unknown as ApiContext;
  const app = restApp(
    () => context,
    async () => "",
  );
  const own = await listen(app.fetch, { host: "127.0.0.1", port: 0 }, undefined);
  const leaving = new AbortController();
  const answer = await fetch(`${own.url}${EXECUTIONS}/${run.id}`, { signal: leaving.signal });
  await answer.body?.getReader().read();
  leaving.abort();
  await ended.promise;
  own.stopListening();
  await own.close();
  await close();
});

/** The run as the service has it beside its rows. */
async function listed() {
  const { executions } = (await get(server, "/v1/landing-kpi/kpis/1/executions")).body;
  return { ...executions[0], result_data: [] };
}
