import { afterEach, beforeEach, test } from "vitest";
import { AppError } from "../errors.ts";
import type { Services } from "../services/compose.ts";
import { lifeSign } from "../services/life-sign.ts";
import { EXECUTIONS } from "../testing/rest-client.ts";
import { httpApp } from "./app.ts";
import { type Listening, listen } from "./listen.ts";

/** A client that goes away before its answer begins: what was asked for it ends. */

let server: Listening;
let begun: PromiseWithResolvers<void>;
let ended: PromiseWithResolvers<void>;

beforeEach(async () => {
  begun = Promise.withResolvers();
  ended = Promise.withResolvers();
  /** Never finds anything, until nobody waits for it. */
  const endless = (_query: unknown, signal: AbortSignal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => {
        reject(new AppError("unavailable", "The search ended."));
        ended.resolve();
      });
      begun.resolve();
    });
  const context = {
    drilldown: { page: endless },
    rowExports: { file: endless },
    signIn: { isOn: async () => false },
    audit: { around: (_doing: unknown, next: () => unknown) => next() },
    revision: async () => "always the same",
  } as unknown as Services;
  const settings = {
    host: "127.0.0.1",
    allowedHosts: [],
    adminToken: null,
    setupCode: "not used here",
    lifeSign: lifeSign("this test"),
    trustProxy: false,
    production: false,
    requestLog: false,
    clientFolder: undefined,
  };
  const app = httpApp(settings, context, async (_request, { api }) => {
    await api.drilldown.page({ execution_id: 1 }).catch(() => {}); // the pages answer refusals themselves
    return new Response("a page");
  });
  server = await listen(app.fetch, { host: "127.0.0.1", port: 0 }, undefined);
});

afterEach(async () => {
  server.stopListening();
  await server.close();
});

test.each([
  ["a page of rows over REST", `${EXECUTIONS}/1/drilldown?search=x`],
  ["an export", `${EXECUTIONS}/1/export.xlsx?search=x`],
  ["a page of rows over tRPC", `/trpc/drilldown.page?input=${encodeURIComponent('{"execution_id":1}')}`],
  ["a page for people", "/landing-kpi/drilldown/1"],
])("%s", async (_what, route) => {
  const leaving = new AbortController();
  const answer = fetch(server.url + route, { signal: leaving.signal });
  answer.catch(() => {});
  await begun.promise;
  leaving.abort();
  await ended.promise;
});
