import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { MOST_STREAMS } from "../services/open-streams.ts";
import { type EventReader, openEvents } from "../testing/event-reader.ts";
import { FormBrowser, PASSWORD } from "../testing/people-client.ts";
import { EXECUTIONS, KPIS } from "../testing/rest-client.ts";
import {
  COUNT_FOREVER,
  cancelRuns,
  get,
  makeKpi,
  PARAMETERS,
  post,
  startEndless,
} from "../testing/slow-runs.ts";
import { makeSlowStore } from "../testing/slow-source.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";

/** Following an execution by server-sent events, over REST and tRPC. */

interface Followed {
  readonly server: StartedServer;
  /** Opens the stream of a run; it is left when the server ends, if not before. */
  follow(id: number, headers?: Readonly<Record<string, string>>): Promise<EventReader>;
  /** Ends every run and waits until nobody's stream counts any more. */
  calm(): Promise<void>;
  close(): Promise<void>;
}

async function start(environment?: Readonly<Record<string, string>>): Promise<Followed> {
  const folder = temporaryFolder();
  const server = await startServer(await makeSlowStore(folder.path), environment);
  const readers: EventReader[] = [];
  return {
    server,
    async follow(id, headers) {
      const reader = await openEvents(`${server.url}${EXECUTIONS}/${id}/events`, headers);
      readers.push(reader);
      return reader;
    },
    async calm() {
      await cancelRuns(server);
      // A stream ends with its run; one that was left cannot be read any more.
      await Promise.allSettled(readers.splice(0).map((reader) => reader.rest()));
    },
    async close() {
      for (const reader of readers.splice(0)) reader.leave();
      await server.stop("SIGKILL");
      folder.remove();
    },
  };
}

async function quickRun(server: StartedServer): Promise<number> {
  return (await post(server, `${KPIS}/2/execute`, PARAMETERS)).body.execution_result.id;
}

describe("on a server that goes on", () => {
  let followed: Followed;
  let server: StartedServer;
  const follow: Followed["follow"] = (id, headers) => followed.follow(id, headers);

  beforeAll(async () => {
    followed = await start();
    ({ server } = followed);
  });
  afterEach(() => followed.calm());
  afterAll(() => followed?.close());

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
    const id = await quickRun(server);
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
  });

  test("asking only for the headers leaves no stream open", async () => {
    const { id } = await startEndless(server);
    for (let times = 0; times <= MOST_STREAMS; times++)
      expect((await fetch(`${server.url}${EXECUTIONS}/${id}/events`, { method: "HEAD" })).status).toBe(200);
  });

  test("over tRPC it is a subscription with the same events", async () => {
    const id = await quickRun(server);
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

  test("a run that is not there is refused as it is elsewhere, also one that was purged while it is followed", async () => {
    expect(await get(server, `${EXECUTIONS}/987654/events`)).toMatchObject({
      status: 404,
      body: { success: false, message: "There is no execution with id 987654." },
    });
    const kpi = await makeKpi(server, "Purged", COUNT_FOREVER);
    const { id } = await startEndless(server, {}, kpi);
    const events = await follow(id);
    await events.until("progress");
    await post(server, `${KPIS}/${kpi}/purge`, { confirm_name: "Purged" });
    const last = (await events.rest()).at(-1);
    expect(last).toMatchObject({ event: "refusal" });
    expect(JSON.parse(last?.data as string)).toMatchObject({ success: false, status: 404 });
  });
});

// Each of these waits for a beat, and so they wait together.
describe.concurrent("for longer than a beat", () => {
  test("a stream says that it lives, and a server that stops does not wait for it", async () => {
    const { server, follow, close } = await start();
    try {
      const { id } = await startEndless(server);
      const events = await follow(id);
      await events.until("");
      const stopped = server.stop("SIGTERM");
      expect(JSON.parse((await events.until("end")).data as string)).toMatchObject({
        execution: { execution_status: "failed", error_message: expect.stringContaining("stopped") },
      });
      expect(await stopped).toBe(0);
    } finally {
      await close();
    }
  });

  describe("where people sign in, a stream ends within a beat of", () => {
    let followed: Followed;

    beforeAll(async () => {
      // As many run at a time as there are tests here.
      followed = await start({ MAX_RUNS_PER_SOURCE: "3" });
      const ada = new FormBrowser(followed.server.url);
      await ada.post("/setup", { login: "ada", name: "Ada", password: PASSWORD });
    });
    afterAll(() => followed?.close());

    /** Ada in a browser of her own, with a key and a run of a KPI in the group, which the key began. */
    async function begin(group_name: string) {
      const { url } = followed.server;
      const ada = new FormBrowser(url);
      await ada.signIn("ada");
      const made = await ada.api("POST", "/v1/keys", {
        name: `Night job of ${group_name}`,
        scope: "execute",
      });
      expect(made.status).toBe(201);
      const key = { id: made.body.key.id, headers: { Authorization: `Bearer ${made.body.secret}` } };
      const kpi = { name: `Endless of ${group_name}`, nl_definition: COUNT_FOREVER, group_name };
      const { body } = await ada.api("POST", KPIS, kpi);
      const started = await fetch(`${url}${KPIS}/${body.kpi.id}/execute`, {
        method: "POST",
        headers: { ...key.headers, "Content-Type": "application/json", Prefer: "respond-async" },
        body: JSON.stringify(PARAMETERS),
      });
      const { execution_result } = (await started.json()) as { execution_result: { id: number } };
      return { ada, key, id: execution_result.id };
    }

    type Begun = Awaited<ReturnType<typeof begin>>;

    test.each([
      [
        "its key's being revoked",
        { group: "Revoked", status: 401 },
        ({ ada, key }: Begun) => ada.api("DELETE", `/v1/keys/${key.id}`),
      ],
      [
        "its KPI's being hidden from it",
        { group: "Zalaries", status: 404 },
        ({ ada }: Begun) => ada.api("PUT", "/v1/groups/Zalaries/limit", { account_ids: [], key_ids: [] }),
      ],
    ])("%s", async (_what, { group, status }, change) => {
      const begun = await begin(group);
      const { key, id } = begun;
      expect((await openEvents(`${followed.server.url}${EXECUTIONS}/${id}/events`)).status).toBe(401);
      const events = await followed.follow(id, key.headers);
      await events.until("progress");
      expect((await change(begun)).status).toBe(200);
      const refusal = await events.until("refusal");
      expect(JSON.parse(refusal.data as string)).toMatchObject({ success: false, status });
      expect(await events.next()).toBeNull();
    });

    test("its person's signing out", async () => {
      const { ada, id } = await begin("Signed out");
      const events = await followed.follow(id, { Cookie: ada.cookie });
      await events.until("progress");
      await ada.post("/account", { intent: "sign_out" });
      const refusal = await events.until("refusal");
      expect(JSON.parse(refusal.data as string)).toMatchObject({ status: 401 });
    });
  });
});
