import { afterAll, beforeAll, expect, test } from "vitest";
import {
  EXECUTIONS,
  KPIS,
  MISSING,
  type RestClient,
  SAMPLE,
  startRestClient,
} from "../testing/rest-client.ts";

/** Bounds of a KPI's value, and what its runs are judged to be. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const change = (id: number, changes: object) => rest.call("PUT", `${KPIS}/${id}`, changes);
const run = async (id: number) =>
  (await rest.call("POST", `${KPIS}/${id}/execute`, SAMPLE)).body.execution_result;

test("a run is judged by the bounds of when it began, and keeps them", async () => {
  const kpi = await rest.createKpi(MISSING);
  expect(kpi).toMatchObject({ better: null, warning_bound: null, critical_bound: null });
  const before = await run(kpi.id);
  expect(before).toMatchObject({ threshold_state: null, better: null });

  const value: number = before.value;
  const strict = { better: "lower", warning_bound: 0, critical_bound: value - 1 };
  expect((await change(kpi.id, strict)).body.kpi).toMatchObject(strict);
  const breached = await run(kpi.id);
  expect(breached).toMatchObject({ ...strict, threshold_state: "critical" });
  expect((await change(kpi.id, { critical_bound: value })).body.kpi).toMatchObject({ warning_bound: 0 });
  expect(await run(kpi.id)).toMatchObject({ threshold_state: "warning" });
  expect((await change(kpi.id, { warning_bound: "", critical_bound: String(value) })).status).toBe(200);
  expect(await run(kpi.id)).toMatchObject({ threshold_state: "ok", warning_bound: null });
  expect((await rest.call("GET", `${EXECUTIONS}/${breached.id}`)).body.execution).toMatchObject(strict);

  const { body } = await rest.call("GET", `${KPIS}/${kpi.id}/trend`);
  expect(body).toMatchObject({ better: "lower", warning_bound: null, critical_bound: value });
  expect(body.points.map((point: { threshold_state: unknown }) => point.threshold_state)).toEqual([
    null,
    "critical",
    "warning",
    "ok",
  ]);
});

test("a run that failed has bounds and no state", async () => {
  const kpi = await rest.createKpi("products with a parking permit");
  await change(kpi.id, { better: "lower", critical_bound: 0 });
  expect(await run(kpi.id)).toMatchObject({
    execution_status: "failed",
    critical_bound: 0,
    threshold_state: null,
  });
});

test.each([
  [{ better: "lower", warning_bound: 20, critical_bound: 10 }, "warning_bound", /must be below/],
  [{ warning_bound: 20 }, "better", /lower or higher/],
  [{ better: "less" }, "better", /lower or higher/],
  [{ better: "lower", warning_bound: "many" }, "warning_bound", /must be a number, such as 10/],
  [{ better: "lower", critical_bound: 1e15 }, "critical_bound", /at most 15 digits/],
])("%j is refused with a sentence beside its field", async (bounds, field, message) => {
  const kpi = { name: "Badly bounded", nl_definition: MISSING, ...bounds };
  const { status, body } = await rest.call("POST", KPIS, kpi);
  expect(status).toBe(422);
  expect(body.errors).toEqual([{ field, message: expect.stringMatching(message) }]);
});

test("bounds that stay are looked at together with those that change", async () => {
  const kpi = await rest.createKpi(MISSING);
  await change(kpi.id, { better: "lower", warning_bound: 10, critical_bound: 20 });
  const { status, body } = await change(kpi.id, { warning_bound: 30 });
  expect({ status, fields: body.errors.map((error: { field: string }) => error.field) }).toEqual({
    status: 422,
    fields: ["warning_bound"],
  });
});
