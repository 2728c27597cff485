import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MOST_STREAMS } from "../services/open-streams.ts";
import { type EventReader, openEvents } from "../testing/event-reader.ts";
import { FormBrowser, PASSWORD } from "../testing/people-client.ts";
import { EXECUTIONS } from "../testing/rest-client.ts";
import { get, PARAMETERS, post, startEndless } from "../testing/slow-runs.ts";
import { makeSlowStore } from "../testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";

/** Following an execution by server-sent events, over REST and tRPC. */

let folder: ReturnType<typeof temporaryFolder>;
let server: StartedServer;
const readers: EventReader[] = [];

beforeEach(async () => {
  folder = temporaryFolder();
  server = await startServer(await makeSlowStore(folder.path));
});

afterEach(async () => {
  for (const reader of readers.splice(0)) reader.leave();
  await server.stop("SIGKILL");
  folder.remove();
});

async function follow(id: number, headers?: Readonly<Record<string, string>>): Promise<EventReader> {
  const reader = await openEvents(`${server.url}${EXECUTIONS}/${id}/events`, headers);
  readers.push(reader);
  return reader;
}

async function quickRun(): Promise<number> {
  return (await post(server, "/v1/landing-kpi/kpis/2/execute", PARAMETERS)).body.execution_result.id;
}

test("a run is followed from where it is to its end, and then the stream ends", async () => {
  const { id } = await startEndless(server);
  const events = await follow(id);
  expect(events.status).toBe(200);
  expect(Object.fromEntries(events.headers)).toMatchObject({
    "content-type": expect.stringContaining("text/event-stream"),
    "cache-control": expect.stringContaining("no-store"),
    "x-accel-buffering": "no",
  });
  expect(await events.next()).toEqual({ retry: expect.stringMatching(/^\d+$/) });
  const progress = await events.until("progress");
  expect(progress.id).toMatch(/./);
  expect(JSON.parse(progress.data as string)).toEqual({
    ...{ kind: "progress", execution_id: id, execution_status: "running", phase: "fetching" },
    ...{ queue_position: null, rows_so_far: 0, elapsed_ms: expect.any(Number) },
  });
  await post(server, `${EXECUTIONS}/${id}/cancel`);
  const [end, ...more] = await events.rest();
  expect(more).toEqual([]);
  expect(end).toMatchObject({ event: "end", id: "end" });
  const stored = await get(server, `${EXECUTIONS}/${id}`);
  expect(JSON.parse(end?.data as string)).toEqual({ kind: "end", execution: stored.body.execution });
});

test("one that waits for its turn says which in line it is", async () => {
  for (let runs = 0; runs < 2; runs++) await startEndless(server);
  const headers = { Prefer: "respond-async", "Content-Type": "application/json" };
  const body = JSON.stringify(PARAMETERS);
  const started = await fetch(`${server.url}/v1/landing-kpi/kpis/2/execute`, {
    method: "POST",
    headers,
    body,
  });
  const { execution_result } = (await started.json()) as { execution_result: { id: number } };
  const event = await (await follow(execution_result.id)).until("progress");
  expect(JSON.parse(event.data as string)).toMatchObject({
    ...{ execution_status: "pending", phase: "waiting", queue_position: 1 },
  });
});

test("a run that has ended says so at once; a client that knows that is told to ask no more", async () => {
  const id = await quickRun();
  const [retry, end, ...more] = await (await follow(id)).rest();
  expect([Object.keys(retry ?? {}), more]).toEqual([["retry"], []]);
  expect(JSON.parse(end?.data as string)).toMatchObject({
    execution: { id, execution_status: "success", number_of_records: 1, result_data: null },
  });
  expect((await follow(id, { "Last-Event-ID": "end" })).status).toBe(204);
});

test("a client that comes back is told at once how far the run is now", async () => {
  const { id } = await startEndless(server);
  const { id: last = "" } = await (await follow(id)).until("progress");
  const again = await follow(id, { "Last-Event-ID": last });
  expect((await again.until("progress")).id).toBe(last);
});

test("a run that is not there is refused as it is elsewhere, also one that was purged while it is followed", async () => {
  expect(await get(server, `${EXECUTIONS}/987654/events`)).toMatchObject({
    status: 404,
    body: { success: false, message: "There is no execution with id 987654." },
  });
  const { id } = await startEndless(server);
  const events = await follow(id);
  await events.until("progress");
  await post(server, "/v1/landing-kpi/kpis/1/purge", { confirm_name: "Endless" });
  const last = (await events.rest()).at(-1);
  expect(last).toMatchObject({ event: "refusal" });
  expect(JSON.parse(last?.data as string)).toMatchObject({ success: false, status: 404 });
});

test("a stream says that it lives, and a server that stops does not wait for it", async () => {
  const { id } = await startEndless(server);
  const events = await follow(id);
  await events.until("");
  const stopped = server.stop("SIGTERM");
  expect(JSON.parse((await events.until("end")).data as string)).toMatchObject({
    execution: { execution_status: "failed", error_message: expect.stringContaining("stopped") },
  });
  expect(await stopped).toBe(0);
}, 40_000);

test("one caller has only so many streams, and whoever goes away makes room", async () => {
  const { id } = await startEndless(server);
  const open = await Promise.all(Array.from({ length: MOST_STREAMS }, () => follow(id)));
  expect(open.map(({ status }) => status)).toEqual(open.map(() => 200));
  expect(await get(server, `${EXECUTIONS}/${id}/events`)).toMatchObject({
    status: 429,
    body: { success: false, message: expect.stringContaining("streams of events open") },
  });
  open[0]?.leave();
  await expect.poll(async () => (await follow(id)).status, { timeout: 10_000 }).toBe(200);
}, 30_000);

test("asking only for the headers leaves no stream open", async () => {
  const { id } = await startEndless(server);
  for (let times = 0; times <= MOST_STREAMS; times++)
    expect((await fetch(`${server.url}${EXECUTIONS}/${id}/events`, { method: "HEAD" })).status).toBe(200);
}, 30_000);

test("over tRPC it is a subscription with the same events", async () => {
  const id = await quickRun();
  const input = encodeURIComponent(JSON.stringify({ execution_id: id }));
  const answer = await openEvents(`${server.url}/trpc/executions.progress?input=${input}`);
  expect(answer.headers.get("cache-control")).toContain("no-store");
  const [, end, last] = await answer.rest();
  expect(end?.id).toBe("end");
  expect(JSON.parse(end?.data as string)).toMatchObject({ kind: "end", execution: { id } });
  expect(last?.event).toBe("return");

  const unknown = encodeURIComponent(JSON.stringify({ execution_id: 987_654 }));
  const refused = await openEvents(`${server.url}/trpc/executions.progress?input=${unknown}`);
  expect(JSON.parse((await refused.until("serialized-error")).data as string)).toMatchObject({
    message: "There is no execution with id 987654.",
    data: { code: "NOT_FOUND", httpStatus: 404, reason: "not_found" },
  });
});

describe("where people sign in, a stream ends within a beat of", () => {
  let ada: FormBrowser;
  let key: { id: number; headers: Record<string, string> };
  let id: number;

  beforeEach(async () => {
    ada = new FormBrowser(server.url);
    await ada.post("/setup", { login: "ada", name: "Ada", password: PASSWORD });
    const made = await ada.api("POST", "/v1/keys", { name: "Night job", scope: "execute" });
    expect(made.status).toBe(201);
    key = { id: made.body.key.id, headers: { Authorization: `Bearer ${made.body.secret}` } };
    await ada.api("PUT", "/v1/landing-kpi/kpis/1", { group_name: "Zalaries" });
    const started = await fetch(`${server.url}/v1/landing-kpi/kpis/1/execute`, {
      method: "POST",
      headers: { ...key.headers, "Content-Type": "application/json", Prefer: "respond-async" },
      body: JSON.stringify(PARAMETERS),
    });
    id = ((await started.json()) as { execution_result: { id: number } }).execution_result.id;
  });

  test.each([
    ["its key's being revoked", 401, () => ada.api("DELETE", `/v1/keys/${key.id}`)],
    [
      "its KPI's being hidden from it",
      404,
      () => ada.api("PUT", "/v1/groups/Zalaries/limit", { account_ids: [], key_ids: [] }),
    ],
  ])("%s", async (_what, status, change) => {
    expect((await openEvents(`${server.url}${EXECUTIONS}/${id}/events`)).status).toBe(401);
    const events = await follow(id, key.headers);
    await events.until("progress");
    expect((await change()).status).toBe(200);
    const refusal = await events.until("refusal");
    expect(JSON.parse(refusal.data as string)).toMatchObject({ success: false, status });
    expect(await events.next()).toBeNull();
  });

  test("its person's signing out", async () => {
    const events = await follow(id, { Cookie: ada.cookie });
    await events.until("progress");
    await ada.post("/account", { intent: "sign_out" });
    const refusal = await events.until("refusal");
    expect(JSON.parse(refusal.data as string)).toMatchObject({ status: 401 });
  });
});
