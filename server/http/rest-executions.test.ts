import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  EXECUTIONS,
  type Json,
  KPIS,
  MISSING,
  type RestClient,
  SAMPLE,
  startRestClient,
} from "../testing/rest-client.ts";

/** Executions and previews over REST (sections 3.3.2 and 3.5). */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const EXECUTION_FIELDS = [
  "id",
  "kpi_id",
  "kg_name",
  "select_schema",
  "ruleset_name",
  "db_type",
  "limit_records",
  "use_llm",
  "excluded_fields",
  "generated_sql",
  "number_of_records",
  "joined_columns",
  "sql_query_type",
  "operation",
  "execution_status",
  "execution_timestamp",
  "execution_time_ms",
  "confidence_score",
  "error_message",
  "result_data",
  "source_table",
  "target_table",
];

describe("executions", () => {
  test("a run, its list, and a preview say how many things their records are about", async () => {
    const { execution_result: listed } = await rest.execute(MISSING);
    const count = new Set(listed.result_data.map((row: Json) => row.Material).filter(Boolean)).size;
    const distinct_key = { columns: ["Material"], count };
    expect(listed.distinct_key).toEqual(distinct_key);
    expect(count).toBeLessThan(listed.value);

    const { execution_result: counted } = await rest.execute(
      "Count of products in RBP GPU which are not in OPS Excel",
    );
    expect(counted).toMatchObject({ value: listed.value, value_kind: "figure", distinct_key });

    const body = { ...SAMPLE, nl_definition: MISSING };
    const { body: previewed } = await rest.call("POST", "/v1/landing-kpi/preview", body);
    expect(previewed.preview).toMatchObject({ total_records: listed.value, distinct_key });

    const { execution_result: things } = await rest.execute("SKULIFNR with lead time over 100");
    expect(things.distinct_key).toBeNull();
  });

  test("a run answers as specified, with its rows", async () => {
    const { success, message, execution_result: run } = await rest.execute(MISSING, { limit_records: 25 });
    expect({ success, message }).toEqual({ success: true, message: "KPI executed successfully" });
    expect(Object.keys(run)).toEqual(expect.arrayContaining(EXECUTION_FIELDS));
    expect(run).toMatchObject({
      ...SAMPLE,
      ruleset_name: null,
      db_type: "sqlite",
      limit_records: 25,
      use_llm: true,
      excluded_fields: null,
      number_of_records: 25,
      joined_columns: [["Material", "PLANNING_SKU"]],
      sql_query_type: "COMPARISON_QUERY",
      operation: "NOT_IN",
      execution_status: "success",
      error_message: null,
      source_table: "brz_lnd_RBP_GPU",
      target_table: "brz_lnd_OPS_EXCEL_GPU",
    });
    expect(run.result_data).toHaveLength(25);
    expect(run.result_data[0]).toHaveProperty("Material");
    expect(run.total_records).toBeGreaterThan(25);
    expect(run.confidence_score).toBeGreaterThanOrEqual(0.7);
    expect(run.execution_time_ms).toBeGreaterThan(0);
  });

  test.each([
    ["Count all products where status is inactive", "figure"],
    ["What percentage of products in RBP GPU is missing in OPS Excel", "percentage"],
    ["How many duplicate PLANNING_SKU are there in OPS Excel", "figure"],
  ])("the value of %s is its %s", async (definition, kind) => {
    const { execution_result: run } = await rest.execute(definition);
    expect(run).toMatchObject({ execution_status: "success", total_records: 1, value_kind: kind });
    expect(run.value).toBe(Object.values(run.result_data[0])[0]);
  });

  test.each([
    ["Count products by status in OPS Excel", "groups"],
    ["Show duplicate PLANNING_SKU in OPS Excel", "groups"],
    [MISSING, "rows"],
  ])("the value of %s counts all its %s", async (definition, kind) => {
    const { execution_result: run } = await rest.execute(definition, { limit_records: 1 });
    expect(run).toMatchObject({ execution_status: "success", number_of_records: 1, value_kind: kind });
    expect(run.value).toBe(run.total_records);
    expect(run.value).toBeGreaterThan(1);
  });

  test("the specification's own example runs, its db_type left out", async () => {
    const { success, execution_result } = await rest.execute(MISSING, {
      ruleset_name: "RECON_20251027_001",
      limit_records: 1000,
      use_llm: true,
      excluded_fields: ["created_date", "modified_date"],
    });
    expect(success).toBe(true);
    expect(execution_result).toMatchObject({
      ruleset_name: "RECON_20251027_001",
      excluded_fields: ["created_date", "modified_date"],
    });
  });

  test("a run that fails answers 200 with success false and stays in the history", async () => {
    const { success, message, execution_result: run } = await rest.execute("products with a parking permit");
    expect({ success, message }).toEqual({ success: false, message: "KPI execution failed" });
    expect(run).toMatchObject({ execution_status: "failed", number_of_records: 0, result_data: null });
    expect(run).toMatchObject({ value: null, value_kind: null });
    expect(run.error_message).toContain("permit");
    const history = (await rest.call("GET", `${KPIS}/${run.kpi_id}/executions?status=failed`)).body;
    expect(history).toMatchObject({ success: true, total: 1, executions: [{ id: run.id }] });
    expect((await rest.call("GET", `${EXECUTIONS}/${run.id}/drilldown`)).status).toBe(409);
  });

  test("excluding the only join column fails with the candidates and how to fix it", async () => {
    const { success, execution_result } = await rest.execute(MISSING, { excluded_fields: ["Material"] });
    expect(success).toBe(false);
    expect(execution_result.error_message).toMatch(/Material.*PLANNING_SKU|PLANNING_SKU.*Material/s);
  });

  test("the history is newest first, pages, and never carries rows", async () => {
    const kpi = await rest.createKpi("Count all products where status is inactive");
    for (let run = 0; run < 3; run++) await rest.call("POST", `${KPIS}/${kpi.id}/execute`, SAMPLE);
    const { body } = await rest.call("GET", `${KPIS}/${kpi.id}/executions`);
    expect(body).toMatchObject({ success: true, total: 3 });
    const ids = body.executions.map((run: Json) => run.id);
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => b - a));
    expect(body.executions.every((run: Json) => run.result_data === null)).toBe(true);
    const page = (await rest.call("GET", `${KPIS}/${kpi.id}/executions?limit=1&offset=1`)).body;
    expect(page).toMatchObject({ total: 3, executions: [{ id: ids[1] }] });
    const detail = (await rest.call("GET", `${EXECUTIONS}/${ids[0]}`)).body;
    expect(detail).toMatchObject({
      success: true,
      execution: { id: ids[0], result_data: [expect.anything()] },
    });
  });

  test("a run says what changed since the run before, whatever became of that", async () => {
    const kpi = await rest.createKpi(MISSING);
    const execute = async (parameters: object) =>
      (await rest.call("POST", `${KPIS}/${kpi.id}/execute`, { ...SAMPLE, ...parameters })).body
        .execution_result;
    expect((await execute({ limit_records: 9 })).changes).toEqual([]);
    await rest.call("PUT", `${KPIS}/${kpi.id}`, { nl_definition: "products with a parking permit" });
    const refused = await execute({ limit_records: 9 });
    expect(refused).toMatchObject({
      execution_status: "failed",
      changes: ["definition changed since the run before"],
    });
    await rest.call("PUT", `${KPIS}/${kpi.id}`, { nl_definition: MISSING });
    const changes = ["definition changed since the run before", "limit 9 → 1,000"];
    const last = await execute({});
    expect(last.changes).toEqual(changes);
    const history = (await rest.call("GET", `${KPIS}/${kpi.id}/executions?status=success`)).body.executions;
    expect(history.map((run: Json) => run.changes)).toEqual([changes, []]);
    expect((await rest.call("GET", `${EXECUTIONS}/${last.id}`)).body.execution.changes).toEqual(changes);
  });

  test.each([
    ["kg_name", { kg_name: "KG_404" }],
    ["select_schema", { select_schema: "newdqschema, elsewhere" }],
    ["ruleset_name", { ruleset_name: "RECON_404" }],
    ["db_type", { db_type: "mysql" }],
    ["limit_records", { limit_records: 0 }],
    ["min_confidence", { min_confidence: 2 }],
    ["use_llm", { use_llm: "perhaps" }],
    ["excluded_fields", { excluded_fields: "Material" }],
    ["limit_record", { limit_record: 10 }],
  ])("a wrong %s is refused with 422 and its reason", async (field, parameters) => {
    const kpi = await rest.createKpi(MISSING);
    const { status, body } = await rest.call("POST", `${KPIS}/${kpi.id}/execute`, {
      ...SAMPLE,
      ...parameters,
    });
    expect(status).toBe(422);
    expect(body).toMatchObject({ success: false, message: expect.any(String) });
    expect(body.errors.map((error: Json) => error.field)).toEqual([field]);
    expect((await rest.call("GET", `${KPIS}/${kpi.id}/executions`)).body.total).toBe(0);
  });
});

describe("preview", () => {
  test.each([
    ["postgresql", /from "newdqschema"\."brz_lnd_RBP_GPU" .* limit 1000$/],
    ["mysql", /from `newdqschema`\.`brz_lnd_RBP_GPU` .* limit 1000$/],
    ["sqlserver", /^select top\(1000\) /],
    ["oracle", / fetch next 1000 rows only$/],
  ])("a definition is compiled for %s too, and the source is then asked nothing", async (db_type, sql) => {
    const request = { ...SAMPLE, nl_definition: MISSING, db_type };
    const { status, body } = await rest.call("POST", "/v1/landing-kpi/preview", request);
    expect(status).toBe(200);
    expect(body.preview).toMatchObject({ columns: null, rows: null, total_records: null });
    expect(body.preview.generated_sql).toMatch(sql);
    expect(body.preview.rows_message).toBe(
      `This is the SQL for ${db_type}. The source takes sqlite, so it was not asked for rows.`,
    );
  });

  test("a definition is tried without storing anything", async () => {
    const request = { ...SAMPLE, nl_definition: MISSING, rows: 3 };
    const { status, body } = await rest.call("POST", "/v1/landing-kpi/preview", request);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      preview: {
        sql_query_type: "COMPARISON_QUERY",
        operation: "NOT_IN",
        generated_sql: expect.stringMatching(/^select/i),
        explanation: { reading: expect.stringMatching(/\w+ \w+/) },
        diagnostics: [],
      },
    });
    expect(body.preview.rows).toHaveLength(3);
    expect(body.preview.total_records).toBeGreaterThan(3);
    expect(body.preview.generated_sql).toMatch(/limit 1000$/);
    expect(body.preview.columns).toContain("Material");
  });

  test("a phrase that is not understood comes back with its place", async () => {
    const nl_definition = "products in RBP GPU with a parking permit";
    const { body } = await rest.call("POST", "/v1/landing-kpi/preview", { ...SAMPLE, nl_definition });
    expect(body).toMatchObject({ success: false, preview: { generated_sql: null, rows: null } });
    const [{ span }] = body.preview.diagnostics;
    expect(nl_definition.slice(span.start, span.end)).toMatch(/permit/);
  });
});
