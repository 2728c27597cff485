import { afterAll, beforeAll, expect, test } from "vitest";
import {
  EXECUTIONS,
  type Json,
  KPIS,
  MISSING,
  type RestClient,
  SAMPLE,
  startRestClient,
} from "../testing/rest-client.ts";

/** SQL that was accepted: what its runs send, and when it is asked about. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const EDITED = "Show me all products in RBP NBU which are not in OPS Excel NBU";
const pinOf = (id: number) => `${KPIS}/${id}/sql-pin`;
const execute = (id: number, more: object = {}) =>
  rest.call("POST", `${KPIS}/${id}/execute`, { ...SAMPLE, limit_records: 20, ...more });
const without = (run: Json, ...fields: string[]) =>
  Object.fromEntries(Object.entries(run).filter(([field]) => !fields.includes(field)));

async function accept(id: number, more: object = {}): Promise<Json> {
  const { status, body } = await rest.call("PUT", pinOf(id), { ...SAMPLE, ...more });
  expect([status, body.message]).toEqual([200, "SQL accepted"]);
  return body.pin;
}

test("what was reviewed is accepted, and runs give what they gave before, and say so", async () => {
  const kpi = await rest.createKpi(MISSING);
  expect((await rest.call("GET", pinOf(kpi.id))).body).toEqual({ success: true, pin: null });
  const before = (await execute(kpi.id)).body.execution_result;
  expect(before.sql_pin).toBeNull();
  const { body } = await rest.call("POST", `${pinOf(kpi.id)}/review`, SAMPLE);
  expect(body).toMatchObject({ success: true, pin: null, review: { is_accepted: false, moving_dates: [] } });
  const pin = await accept(kpi.id, { fingerprint: body.review.fingerprint });
  expect(pin).toMatchObject({ kpi_version: 1, kg_name: "KG_101", stale: [], accepted_by: null });
  expect(pin.generated_sql).toBe(body.review.generated_sql);
  const after = (await execute(kpi.id)).body.execution_result;
  expect(after.sql_pin).toEqual({
    accepted_by: null,
    accepted_at: pin.accepted_at,
    kpi_version: 1,
    stale: [],
  });
  const own = ["id", "execution_timestamp", "execution_time_ms", "sql_pin", "reader"];
  expect(without(after, ...own)).toEqual(without(before, ...own));
  expect(after).toMatchObject({ execution_status: "success", number_of_records: 20 });
  expect(after.total_records).toBeGreaterThan(20);
  const live = await rest.call("GET", `${EXECUTIONS}/${after.id}/live-rows?page=2&page_size=20`);
  expect(live.body.data).toHaveLength(20);
  const { kpis } = (await rest.call("GET", `${KPIS}?search=${encodeURIComponent(kpi.name)}`)).body;
  expect(kpis.find(({ id }: Json) => id === kpi.id).sql_pin).toMatchObject({ kpi_version: 1, stale: [] });
});

test("after an edit of the definition a run asks, and takes either answer", async () => {
  const kpi = await rest.createKpi(MISSING);
  const pin = await accept(kpi.id);
  await rest.call("PUT", `${KPIS}/${kpi.id}`, { description: "The definition stays", critical_bound: null });
  expect((await execute(kpi.id)).status).toBe(200);
  const saved = await rest.call("PUT", `${KPIS}/${kpi.id}`, { nl_definition: EDITED });
  expect(saved.body.kpi.sql_pin.stale).toEqual(["The definition was edited after version 1 of the KPI."]);
  const asked = await execute(kpi.id);
  expect(asked).toMatchObject({ status: 409, body: { errors: [{ field: "sql" }] } });
  expect(asked.body.message).toMatch(
    /accepted on .* version 1\. The definition was edited .*"compiled".*"pinned"/,
  );
  const old = (await execute(kpi.id, { sql: "pinned" })).body.execution_result;
  expect(old).toMatchObject({
    ...{ execution_status: "success", nl_definition: MISSING, source_table: "brz_lnd_RBP_GPU" },
    sql_pin: { kpi_version: 1, accepted_at: pin.accepted_at, stale: [expect.stringContaining("edited")] },
  });
  const now = (await execute(kpi.id, { sql: "compiled" })).body.execution_result;
  expect(now).toMatchObject({ nl_definition: EDITED, source_table: "brz_lnd_RBP_NBU", sql_pin: null });
  const { body } = await rest.call("POST", `${pinOf(kpi.id)}/review`, SAMPLE);
  expect(body).toMatchObject({ review: { is_accepted: false, kpi_version: 3 }, pin: { kpi_version: 1 } });
  expect(body.review.generated_sql).not.toBe(body.pin.generated_sql);
  await accept(kpi.id, { fingerprint: body.review.fingerprint });
  expect((await execute(kpi.id)).body.execution_result.sql_pin).toMatchObject({ kpi_version: 3, stale: [] });
});

test("a change of the graph makes it stale, also where the SQL stays as it is", async () => {
  const kpi = await rest.createKpi(MISSING);
  await accept(kpi.id);
  const named = await rest.call("POST", "/v1/kg/KG_101/aliases", {
    ...{ table: "brz_lnd_RBP_GPU", alias: "forecast of pins" },
  });
  expect(named.status).toBe(201);
  const { body } = await rest.call("POST", `${pinOf(kpi.id)}/review`, SAMPLE);
  expect(body).toMatchObject({
    review: { is_accepted: true },
    pin: {
      stale: [expect.stringMatching(/graph KG_101 was changed: it was version \d+ and is version \d+ now/)],
    },
  });
  expect(await execute(kpi.id)).toMatchObject({ status: 409 });
  await accept(kpi.id);
  expect((await execute(kpi.id)).status).toBe(200);
});

test("other parameters than those it was accepted for are asked about, and never take its SQL", async () => {
  const kpi = await rest.createKpi(MISSING);
  await accept(kpi.id);
  for (const sql of [undefined, "pinned"]) {
    const asked = await execute(kpi.id, { sql, excluded_fields: ["Created_By"] });
    expect(asked.status).toBe(409);
    expect(asked.body.message).toContain("excluded fields none, and the run has Created_By");
  }
  const run = await execute(kpi.id, { sql: "compiled", excluded_fields: ["Created_By"] });
  expect(run.body.execution_result).toMatchObject({ execution_status: "success", sql_pin: null });
});

test("what is unpinned is compiled again, and there is nothing to insist on", async () => {
  const kpi = await rest.createKpi(MISSING);
  await accept(kpi.id);
  const { fingerprint } = (await rest.call("POST", `${pinOf(kpi.id)}/review`, SAMPLE)).body.review;
  const { status } = await rest.call("DELETE", pinOf(kpi.id));
  expect(status).toBe(200);
  expect((await rest.call("DELETE", pinOf(kpi.id))).status).toBe(404);
  expect((await execute(kpi.id)).body.execution_result.sql_pin).toBeNull();
  const insisted = await execute(kpi.id, { sql: "pinned" });
  expect(insisted).toMatchObject({ status: 409, body: { message: expect.stringContaining("is accepted") } });
  expect((await execute(kpi.id, { sql: "newest" })).status).toBe(422);
  await rest.call("PUT", `${KPIS}/${kpi.id}`, { nl_definition: EDITED });
  const late = await rest.call("PUT", pinOf(kpi.id), { ...SAMPLE, fingerprint });
  expect(late).toMatchObject({ status: 409, body: { errors: [{ field: "fingerprint" }] } });
});

test("a definition that is not understood has nothing to accept", async () => {
  const kpi = await rest.createKpi("the colour of money");
  const { status, body } = await rest.call("POST", `${pinOf(kpi.id)}/review`, SAMPLE);
  expect([status, body.success, body.review.fingerprint]).toEqual([200, false, null]);
  expect((await rest.call("PUT", pinOf(kpi.id), SAMPLE)).status).toBe(409);
});

test("an idempotency key stands for the choice of SQL, too", async () => {
  const kpi = await rest.createKpi(MISSING);
  await accept(kpi.id);
  const headers = { "Idempotency-Key": "choice-of-sql" };
  const once = (sql?: string) => rest.call("POST", `${KPIS}/${kpi.id}/execute`, { ...SAMPLE, sql }, headers);
  expect((await once()).body.repeated).toBe(false);
  await rest.call("PUT", `${KPIS}/${kpi.id}`, { nl_definition: EDITED });
  expect((await once()).body).toMatchObject({ repeated: true, execution_result: { nl_definition: MISSING } });
  expect((await once("compiled")).body.message).toContain("with another sql");
});

test("the rows behind a group of accepted SQL are told while the definition still gives that SQL", async () => {
  const kpi = await rest.createKpi("count of RBP GPU rows per product line");
  await accept(kpi.id);
  const run = (await execute(kpi.id, { limit_records: 1000 })).body.execution_result;
  const behind = (await rest.call("GET", `${EXECUTIONS}/${run.id}/groups/1`)).body;
  expect(behind.total_records).toBe(run.result_data[0].row_count);
});
