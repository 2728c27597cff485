import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Json,
  KPIS,
  MISSING,
  type RestClient,
  SAMPLE,
  startRestClient,
} from "../testing/rest-client.ts";

/** The values of a KPI over time. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

test("a trend has the successful runs of one kind of value, the oldest first, each with its change", async () => {
  const kpi = await rest.createKpi("Count all products where status is inactive");
  const execute = async () =>
    (await rest.call("POST", `${KPIS}/${kpi.id}/execute`, SAMPLE)).body.execution_result;
  const define = (nl_definition: string) => rest.call("PUT", `${KPIS}/${kpi.id}`, { nl_definition });
  const trend = async (query = "") => (await rest.call("GET", `${KPIS}/${kpi.id}/trend${query}`)).body;
  expect(await trend()).toMatchObject({ success: true, kpi_id: kpi.id, value_kind: null, points: [] });
  await execute();
  await define(MISSING);
  const missing = await execute();
  await define("products with a parking permit");
  await execute();
  await define("Show me all products in RBP GPU which are also in OPS Excel");
  const shared = await execute();
  const { value_kind, points } = await trend();
  expect(value_kind).toBe("rows");
  expect(points.map((point: Json) => point.execution_id)).toEqual([missing.id, shared.id]);
  expect(points[0]).toEqual({
    execution_id: missing.id,
    execution_timestamp: missing.execution_timestamp,
    value: missing.value,
    threshold_state: null,
    total_records: missing.total_records,
    change: null,
    execution_time_ms: missing.execution_time_ms,
  });
  expect(points[1].change).toBeCloseTo((shared.value - missing.value) / missing.value, 10);
  const third = await execute();
  expect((await trend("?runs=2")).points.map((point: Json) => point.execution_id)).toEqual([
    shared.id,
    third.id,
  ]);
});

test.each(["?runs=1", "?runs=501", "?run=5"])("a trend of %s is refused with 422", async (query) => {
  const { id } = await rest.createKpi(MISSING);
  expect((await rest.call("GET", `${KPIS}/${id}/trend${query}`)).status).toBe(422);
});

test("a KPI that is not there has no trend", async () => {
  expect((await rest.call("GET", `${KPIS}/999999/trend`)).status).toBe(404);
});
