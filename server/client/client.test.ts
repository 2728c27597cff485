import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { post } from "../testing/slow-runs.ts";
import { makeSlowStore } from "../testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";
import { createLandingKpiClient, type LandingKpiClient, LandingKpiError } from "./index.ts";

/** What a service does with a real server. */

let folder: ReturnType<typeof temporaryFolder>;
let server: StartedServer;
let client: LandingKpiClient;

const ON_SLOW = { kg_name: "KG_SLOW", select_schema: "slow" };
const ENDLESS = { ...ON_SLOW, kpi_id: 1 };
const QUICK = { ...ON_SLOW, kpi_id: 2 };

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startServer(await makeSlowStore(folder.path));
  client = createLandingKpiClient({ url: `${server.url}/` });
});

afterAll(async () => {
  await server?.stop();
  folder?.remove();
});

/** A run of all twelve machines. */
async function machines(): Promise<number> {
  const name = `Machines ${crypto.randomUUID()}`;
  const { kpi } = await client.api.kpis.create.mutate({ name, nl_definition: "Show all machines" });
  const run = await client.run({ ...ON_SLOW, kpi_id: kpi.id });
  expect(await run.end()).toMatchObject({ execution_status: "success", number_of_records: 12 });
  return run.id;
}

test("a run tells how far it is, ends when it is cancelled, and says what became of it", async () => {
  const run = await client.run(ENDLESS);
  const phases: string[] = [];
  for await (const { phase, execution_id } of run) {
    expect(execution_id).toBe(run.id);
    phases.push(phase);
    if (phase === "fetching") await run.cancel();
  }
  expect(phases.at(-1)).toBe("fetching");
  expect(await run.end()).toMatchObject({ id: run.id, execution_status: "cancelled", kpi_id: 1 });
});

test("a run that nobody follows is waited for all the same, and the same key begins no other", async () => {
  const idempotency_key = crypto.randomUUID();
  const [one, other] = await Promise.all([
    client.run({ ...QUICK, idempotency_key }),
    client.run({ ...QUICK, idempotency_key }),
  ]);
  expect(other.id).toBe(one.id);
  expect(await one.end()).toMatchObject({ execution_status: "success", value: 12 });
});

test("waiting for a run is ended by its signal; the run goes on", async () => {
  const waiting = new AbortController();
  const run = await client.run(ENDLESS, { signal: waiting.signal });
  const end = run.end();
  waiting.abort(new Error("Enough."));
  await expect(end).rejects.toThrow("Enough.");
  const { execution } = await client.api.executions.summary.query({ execution_id: run.id });
  expect(["pending", "running"]).toContain(execution.execution_status);
  await run.cancel();
});

test("a run that is deleted while it is followed is not found", async () => {
  const { kpi } = await client.api.kpis.create.mutate({
    name: "To purge",
    nl_definition: "Count all readings",
  });
  const run = await client.run({ ...ON_SLOW, kpi_id: kpi.id });
  const end = run.end();
  const refused = expect(end).rejects.toMatchObject({ code: "not_found", status: 404 });
  for await (const { phase } of client.follow(run.id) as AsyncIterable<{ phase?: string }>)
    if (phase === "fetching") break;
  await post(server, `/v1/landing-kpi/kpis/${kpi.id}/purge`, { confirm_name: "To purge" });
  await refused;
});

test("all rows come, page by page, as far as filters leave them and in the order that is asked for", async () => {
  const id = await machines();
  const ids: unknown[] = [];
  for await (const row of client.rows(id, { pageSize: 5, sort: { by: "id", order: "desc" } }))
    ids.push(row.id);
  expect(ids).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  const some: unknown[] = [];
  const filters = { id: ">3", name: { contains: "1" } };
  for await (const row of client.rows(id, { filters })) some.push(row.name);
  expect(some).toEqual(["machine 10", "machine 11", "machine 12"]);
});

test("a file is downloaded as the server makes it, and one that is refused leaves nothing behind", async () => {
  const id = await machines();
  const file = path.join(folder.path, "machines.csv");
  await client.download(id, { file, filters: { id: "<3" } });
  expect(fs.readFileSync(file, "utf8").split("\r\n")).toEqual(["id,name", "1,machine 1", "2,machine 2", ""]);
  const none = path.join(folder.path, "none.csv");
  const refused = client.download(987_654, { file: none });
  await expect(refused).rejects.toMatchObject({ code: "not_found", status: 404 });
  expect(fs.readdirSync(folder.path).filter((name) => name.startsWith("none"))).toEqual([]);
});

test("what is refused says why, in a sentence, by field, and under which request the log has it", async () => {
  const refused = client.api.kpis.create.mutate({ name: "Quick", nl_definition: "machines" });
  await expect(refused).rejects.toBeInstanceOf(LandingKpiError);
  await expect(refused).rejects.toMatchObject({
    ...{ code: "duplicate_name", status: 409, errors: [{ field: "name" }] },
    message: expect.stringContaining("Quick"),
    requestId: expect.stringMatching(/^[\w-]{8,}$/),
  });
  await expect(client.api.kpis.get.query({ kpi_id: "none" })).rejects.toMatchObject({
    ...{ code: "invalid_input", status: 422, errors: [{ field: "kpi_id" }] },
  });
  const unknown = createLandingKpiClient({ url: server.url, apiKey: "lkpi_unknown" });
  await expect(unknown.api.kpis.list.query({})).rejects.toMatchObject({ code: "unauthorized", status: 401 });
  await expect(unknown.follow(1).next()).rejects.toMatchObject({ code: "unauthorized", status: 401 });
});

test("a file that cannot be written is told as all else is", async () => {
  const file = path.join(folder.path, "not there", "machines.csv");
  await expect(client.download(await machines(), { file })).rejects.toMatchObject({
    ...{ name: "LandingKpiError", code: "unwritable", status: null },
    message: `${file} could not be written: there is no folder ${path.dirname(file)}.`,
  });
});

test.each([
  [{ url: "nowhere" }, '"nowhere" is no address of a server.'],
  [{ url: "127.0.0.1:3000" }, '"127.0.0.1:3000" is no address of a server. Write it as http:'],
  [{ url: "ftp://127.0.0.1" }, '"ftp://127.0.0.1" is no address of a server.'],
  [{ apiKey: "lkpi_one\nlkpi_two" }, "The API key has a line break or another sign in it"],
  [{ timeoutMs: 0 }, "timeoutMs is 0. It must be"],
  [{ timeoutMs: Number("a minute") }, "timeoutMs is NaN. It must be"],
  [{ timeoutMs: 2 ** 31 }, "timeoutMs is 2147483648. It must be"],
  [{ retries: -1 }, "retries is -1. It must be a whole number"],
  [{ retries: 0.5 }, "retries is 0.5. It must be a whole number"],
])("options with which no call could succeed are refused at once: %j", (options, sentence) => {
  expect(() => createLandingKpiClient({ url: server.url, ...options })).toThrow(sentence);
});

test("an option that is undefined is one that is left out, and a key may end with its file's line", async () => {
  const rest = { timeoutMs: undefined, retries: undefined, userAgent: undefined };
  const unknown = createLandingKpiClient({ url: server.url, apiKey: "lkpi_unknown\n", ...rest });
  await expect(unknown.api.kpis.list.query({})).rejects.toMatchObject({ code: "unauthorized" });
});
