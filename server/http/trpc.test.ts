import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppRouter } from "../router.ts";
import { MISSING, type RestClient, SAMPLE, startRestClient } from "../testing/rest-client.ts";

/** The typed door for TypeScript services. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

test("TypeScript services call the same procedures over tRPC, end to end typed", async () => {
  const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${rest.url}/trpc` })] });
  const name = "Over tRPC";
  const { kpi } = await client.kpis.create.mutate({ name, nl_definition: MISSING });
  const run = await client.executions.execute.mutate({ kpi_id: kpi.id, ...SAMPLE, limit_records: 5 });
  expect(run.execution_result.result_data).toHaveLength(5);
  const page = await client.drilldown.page.query({ execution_id: run.execution_result.id, page_size: 2 });
  expect(page.data).toHaveLength(2);
  const refused = client.kpis.create.mutate({ name, nl_definition: MISSING });
  await expect(refused).rejects.toBeInstanceOf(TRPCClientError);
  await expect(refused).rejects.toMatchObject({
    data: { httpStatus: 409, reason: "duplicate_name", errors: [{ field: "name" }] },
  });
});

test.each([
  ["too many calls", Array(11).fill("kpis.list")],
  ["the rows of several runs", ["executions.get", "kpis.list", "executions.get"]],
])("a batch with %s is refused with a sentence", async (_what, names) => {
  for (const path of [names.join(","), names.map(encodeURIComponent).join("%2C")]) {
    const answer = await fetch(`${rest.url}/trpc/${path}?batch=1&input=%7B%7D`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ success: false, message: expect.stringMatching(/batch/) });
  }
});

test.each([
  ["GET", "%ff", 400, "not well-formed"],
  ["GET", "kpis.list%", 400, "not well-formed"],
  ["PUT", "kpis.list", 405, "PUT is not possible here"],
  ["DELETE", "kpis.delete", 405, "DELETE is not possible here"],
])("%s of %s is refused with a sentence", async (method, name, status, sentence) => {
  const answer = await fetch(`${rest.url}/trpc/${name}`, { method });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ success: false, message: expect.stringContaining(sentence) });
});
