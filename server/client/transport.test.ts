import fs from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { temporaryFolder } from "../testing/started-server.ts";
import { serverEvents } from "./events.ts";
import { type ClientOptions, createLandingKpiClient, type LandingKpiClient } from "./index.ts";

/** What the client does where a server, or what is before it, does not answer as it should. */

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(null)));
  server = undefined;
});

/** A server that gives these answers, one after the other, and the last one from then on; what it was asked. */
async function given(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${new URL(request.url ?? "", "http://server").pathname}`);
    request.resume();
    answers[Math.min(asked.length, answers.length) - 1]?.(response, request);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, client: createLandingKpiClient({ url: `http://127.0.0.1:${port}`, ...options }) };
}

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
const busy = json(
  503,
  { success: false, message: "Come back." },
  { "Retry-After": "0", "X-Request-Id": "request-1" },
);
const fine = json(200, { result: { data: { execution_result: { id: 7 } } } });
const cut: Answer = (response) => response.destroy();

const get = ({ api }: LandingKpiClient) => api.kpis.get.query({ kpi_id: 1 });
const start = ({ api }: LandingKpiClient, more = {}) =>
  api.executions.start.mutate({ kpi_id: 1, kg_name: "SHOP", select_schema: "shop", ...more });

describe("what passes", () => {
  test.each([
    ["a server that is busy", busy],
    ["a connection that breaks", cut],
    [
      "a proxy that has lost the server",
      ((response) => response.writeHead(502).end("<html>")) satisfies Answer,
    ],
  ])("a query is tried again after %s", async (_what, trouble) => {
    const { asked, client } = await given([trouble, trouble, fine]);
    expect(await get(client)).toEqual({ execution_result: { id: 7 } });
    expect(asked).toEqual(Array(3).fill("GET /trpc/kpis.get"));
  });

  test("only so often", async () => {
    const { asked, client } = await given([busy], { retries: 1 });
    const refused = { code: "unavailable", status: 503, message: "Come back.", requestId: "request-1" };
    await expect(get(client)).rejects.toMatchObject(refused);
    expect(asked.length).toBe(2);
  });

  test("what changes something is sent once, but for an execution with a key of its own", async () => {
    const { asked, client } = await given([busy]);
    await expect(client.api.kpis.delete.mutate({ kpi_id: 1 })).rejects.toMatchObject({ status: 503 });
    await expect(start(client)).rejects.toMatchObject({ status: 503 });
    expect(asked).toEqual(["POST /trpc/kpis.delete", "POST /trpc/executions.start"]);
    await expect(start(client, { idempotency_key: "k" })).rejects.toMatchObject({ status: 503 });
    expect(asked.length).toBe(2 + 4);
  });

  test("a helper's run has such a key", async () => {
    const { asked, client } = await given([cut, busy, fine]);
    expect((await client.run({ kpi_id: 1, kg_name: "SHOP", select_schema: "shop" })).id).toBe(7);
    expect(asked.length).toBe(3);
  });

  test("a server that wants to be left alone for long is not waited for, nor is it asked before", async () => {
    const { asked, client } = await given([json(429, { message: "Later." }, { "Retry-After": "3600" })]);
    const refused = { code: "too_many_requests", retryAfterMs: 3_600_000 };
    await expect(get(client)).rejects.toMatchObject(refused);
    expect(asked.length).toBe(1);
  });

  test("a signal ends the pauses too", async () => {
    const enough = new AbortController();
    const wait = json(503, {}, { "Retry-After": "20" });
    const { client } = await given([
      (response, request) => {
        wait(response, request);
        setTimeout(() => enough.abort("Enough."), 100);
      },
    ]);
    const asked = client.api.kpis.get.query({ kpi_id: 1 }, { signal: enough.signal });
    await expect(asked).rejects.toBe("Enough.");
  });
});

describe("what does not", () => {
  test("an answer that takes too long is a timeout", async () => {
    const { client } = await given([() => {}], { timeoutMs: 100, retries: 0 });
    await expect(get(client)).rejects.toMatchObject({ code: "timeout", status: null, requestId: null });
  });

  test("a file of which nothing comes any more is a timeout, and leaves nothing behind", async () => {
    const begun: Answer = (response) => response.writeHead(200).write("id\n");
    const { client } = await given([begun], { timeoutMs: 100 });
    const folder = temporaryFolder();
    const downloaded = client.download(1, { file: path.join(folder.path, "rows.csv") });
    await expect(downloaded).rejects.toMatchObject({ code: "timeout" });
    expect(fs.readdirSync(folder.path)).toEqual([]);
    folder.remove();
  });

  test("a server that is not there is unreachable", async () => {
    const client = createLandingKpiClient({ url: "http://127.0.0.1:9", retries: 0 });
    await expect(get(client)).rejects.toMatchObject({ code: "unreachable", status: null });
  });

  test("something else that answers is unreadable", async () => {
    const { client } = await given([(response) => response.end("<html>It works!</html>")]);
    await expect(get(client)).rejects.toMatchObject({ code: "unreadable", status: 200 });
  });

  test("an address that leads to a page and not to the server is unreadable too, for calls and files", async () => {
    const page: Answer = (response) => response.writeHead(404).end("<html>Not found</html>");
    const { client } = await given([page]);
    const said = /^What answers at http:.*\/trpc\/kpis\.get is no .* Give the server's address without/;
    await expect(get(client)).rejects.toMatchObject({
      ...{ code: "unreadable", status: 404, message: expect.stringMatching(said) },
    });
    await expect(client.download(1, { file: "never.csv" })).rejects.toMatchObject({ code: "unreadable" });
  });
});

describe("a stream of events", () => {
  const events =
    (text: string, then: "cut" | "end"): Answer =>
    (response) => {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      response.write(text, () => (then === "cut" ? response.destroy() : response.end()));
    };
  const progress = (rows: number) =>
    `id: ${rows}\nevent: progress\ndata: {"kind":"progress","rows_so_far":${rows}}\n\n`;
  const end = 'id: end\nevent: end\ndata: {"kind":"end","execution":{"id":1}}\n\n';

  test("is opened again when it is cut off, and ends with the execution's end", async () => {
    const { asked, client } = await given([
      events(`retry: 1\n\n${progress(1)}`, "cut"),
      events(`: still here\n\n${progress(2)}`, "end"),
      events(`event: of a later version\ndata: 1\n\n${progress(3)}${end}`, "end"),
    ]);
    const told: unknown[] = [];
    for await (const event of client.follow(1)) told.push(event.kind === "end" ? "end" : event.rows_so_far);
    expect(told).toEqual([1, 2, 3, "end"]);
    expect(asked).toEqual(Array(3).fill("GET /v1/landing-kpi/executions/1/events"));
  });

  test("that never comes to an end is given up", async () => {
    const { asked, client } = await given([events("retry: 1\n\n", "end")], { retries: 1 });
    await expect(client.follow(1).next()).rejects.toMatchObject({ code: "unreachable" });
    expect(asked.length).toBe(2);
  });

  test("is the same however it is cut into parts, and whatever ends its lines", async () => {
    const text = `: comment\nretry: 1\n\nid: 1\nevent: progress\ndata: {"name":"Größe"}\n\ndata:a\ndata: b\n\nevent: none\n\nevent: cut off\ndata: x\n`;
    const expected = [
      { event: "progress", data: '{"name":"Größe"}' },
      { event: "message", data: "a\nb" },
    ];
    const property = fc.asyncProperty(
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }),
      async (lineEnd, sizes) => {
        const bytes = new TextEncoder().encode(text.replaceAll("\n", lineEnd));
        async function* parts() {
          for (let at = 0, part = 0; at < bytes.length; part++) {
            const size = sizes[part % sizes.length] ?? 1;
            yield bytes.subarray(at, at + size);
            at += size;
          }
        }
        const found: unknown[] = [];
        for await (const event of serverEvents(parts())) found.push(event);
        expect(found).toEqual(expected);
      },
    );
    await fc.assert(property);
  });
});
