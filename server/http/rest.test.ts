import path from "node:path";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AppRouter } from "../router.ts";
import { type StartedServer, startServer, temporaryFolder } from "../testing/started-server.ts";

/** The REST surface of the specification (sections 3.3 to 3.5) over HTTP against the started server. */

let folder: ReturnType<typeof temporaryFolder>;
let server: StartedServer;

beforeAll(async () => {
  folder = temporaryFolder();
  server = await startServer(path.join(folder.path, "landing_kpi.db"));
});

afterAll(async () => {
  await server?.stop();
  folder.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: these tests check the shapes of the answers themselves
type Json = any;

async function call(method: string, route: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${route}`, {
    method,
    headers: { ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Json };
}

const KPIS = "/v1/landing-kpi/kpis";
const EXECUTIONS = "/v1/landing-kpi/executions";
const RUN = { kg_name: "KG_101", select_schema: "newdqschema" };
const KPI_FIELDS = [
  "id",
  "name",
  "alias_name",
  "group_name",
  "description",
  "nl_definition",
  "created_at",
  "updated_at",
  "created_by",
  "is_active",
];
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

let serial = 0;
async function createKpi(nl_definition: string): Promise<Json> {
  const name = `Test KPI ${++serial}`;
  const { status, body } = await call("POST", KPIS, { name, nl_definition });
  expect(status).toBe(201);
  return body.kpi;
}

async function execute(nl_definition: string, parameters: object = {}): Promise<Json> {
  const kpi = await createKpi(nl_definition);
  const { status, body } = await call("POST", `${KPIS}/${kpi.id}/execute`, { ...RUN, ...parameters });
  expect(status).toBe(200);
  return body;
}

const MISSING = "Show me all products in RBP GPU which are not in OPS Excel";

describe("KPI definitions", () => {
  test("creating answers 201 with the KPI as specified", async () => {
    const request = {
      name: "Product Mismatch - as in the specification",
      alias_name: "PMR_RBP_OPS_2",
      group_name: "Data Quality",
      description: "Identifies products present in RBP GPU but missing in OPS Excel",
      nl_definition: MISSING,
      created_by: "admin",
    };
    const { status, body } = await call("POST", KPIS, request);
    expect(status).toBe(201);
    expect(body).toMatchObject({ success: true, message: "KPI created successfully", kpi: request });
    expect(Object.keys(body.kpi)).toEqual(expect.arrayContaining(KPI_FIELDS));
    expect(body.kpi).toMatchObject({ id: expect.any(Number), is_active: true });
    expect(body.kpi.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test("a list counts and filters by group, state and text", async () => {
    const all = (await call("GET", KPIS)).body;
    expect(all).toMatchObject({ success: true, total: all.kpis.length });
    const groups = (await call("GET", `${KPIS}?group_name=Data%20Quality`)).body.kpis;
    expect(groups.length).toBeGreaterThan(0);
    expect(new Set(groups.map((kpi: Json) => kpi.group_name))).toEqual(new Set(["Data Quality"]));
    const found = (await call("GET", `${KPIS}?search=duplicate%20PLANNING`)).body.kpis;
    expect(found.map((kpi: Json) => kpi.name)).toContain("Duplicate Planning SKUs");
    expect((await call("GET", `${KPIS}?limit=2&offset=1`)).body.kpis).toEqual(all.kpis.slice(1, 3));
  });

  test("changing keeps what is left out", async () => {
    const kpi = await createKpi(MISSING);
    const { status, body } = await call("PUT", `${KPIS}/${kpi.id}`, { description: "Updated description" });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      message: "KPI updated successfully",
      kpi: { name: kpi.name, nl_definition: MISSING, description: "Updated description" },
    });
  });

  test("the second of two saves over the same version is refused with what changed", async () => {
    const kpi = await createKpi(MISSING);
    const first = { description: "by the first", expected_version: kpi.version };
    expect((await call("PUT", `${KPIS}/${kpi.id}`, first)).status).toBe(200);
    const second = { description: "by the second", expected_version: kpi.version };
    const { status, body } = await call("PUT", `${KPIS}/${kpi.id}`, second);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      success: false,
      message: expect.stringContaining("Somebody else saved this KPI"),
      errors: [{ field: "description", message: "Is now: by the first" }],
    });
    expect((await call("GET", `${KPIS}/${kpi.id}`)).body.kpi.description).toBe("by the first");
  });

  test("deleting is soft, and a deleted KPI can be restored but not executed", async () => {
    const kpi = await createKpi(MISSING);
    const deleted = await call("DELETE", `${KPIS}/${kpi.id}`);
    expect(deleted).toMatchObject({
      status: 200,
      body: { success: true, message: "KPI deleted successfully" },
    });
    expect((await call("GET", `${KPIS}/${kpi.id}`)).body.kpi.is_active).toBe(false);
    const active = (await call("GET", `${KPIS}?is_active=true`)).body.kpis;
    expect(active.map((one: Json) => one.id)).not.toContain(kpi.id);
    expect((await call("POST", `${KPIS}/${kpi.id}/execute`, RUN)).status).toBe(409);
    expect((await call("POST", `${KPIS}/${kpi.id}/restore`)).body.kpi.is_active).toBe(true);
  });

  test("deleting for good needs the name and takes the history along", async () => {
    const run = (await execute(MISSING)).execution_result;
    const { kpi } = (await call("GET", `${KPIS}/${run.kpi_id}`)).body;
    const wrong = await call("POST", `${KPIS}/${kpi.id}/purge`, { confirm_name: "another" });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: "confirm_name" }] } });
    const right = await call("POST", `${KPIS}/${kpi.id}/purge`, { confirm_name: kpi.name });
    expect(right.status).toBe(200);
    expect((await call("GET", `${KPIS}/${kpi.id}`)).status).toBe(404);
    expect((await call("GET", `${EXECUTIONS}/${run.id}`)).status).toBe(404);
  });
});

describe("executions", () => {
  test("a run answers as specified, with its rows", async () => {
    const { success, message, execution_result: run } = await execute(MISSING, { limit_records: 25 });
    expect({ success, message }).toEqual({ success: true, message: "KPI executed successfully" });
    expect(Object.keys(run)).toEqual(expect.arrayContaining(EXECUTION_FIELDS));
    expect(run).toMatchObject({
      ...RUN,
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

  test("the specification's own example runs, its db_type left out", async () => {
    const { success, execution_result } = await execute(MISSING, {
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
    const { success, message, execution_result: run } = await execute("products with a parking permit");
    expect({ success, message }).toEqual({ success: false, message: "KPI execution failed" });
    expect(run).toMatchObject({ execution_status: "failed", number_of_records: 0, result_data: null });
    expect(run.error_message).toContain("permit");
    const history = (await call("GET", `${KPIS}/${run.kpi_id}/executions?status=failed`)).body;
    expect(history).toMatchObject({ success: true, total: 1, executions: [{ id: run.id }] });
    expect((await call("GET", `${EXECUTIONS}/${run.id}/drilldown`)).status).toBe(409);
  });

  test("excluding the only join column fails with the candidates and how to fix it", async () => {
    const { success, execution_result } = await execute(MISSING, { excluded_fields: ["Material"] });
    expect(success).toBe(false);
    expect(execution_result.error_message).toMatch(/Material.*PLANNING_SKU|PLANNING_SKU.*Material/s);
  });

  test("the history is newest first, pages, and never carries rows", async () => {
    const kpi = await createKpi("Count all products where status is inactive");
    for (let run = 0; run < 3; run++) await call("POST", `${KPIS}/${kpi.id}/execute`, RUN);
    const { body } = await call("GET", `${KPIS}/${kpi.id}/executions`);
    expect(body).toMatchObject({ success: true, total: 3 });
    const ids = body.executions.map((run: Json) => run.id);
    expect(ids).toEqual(ids.toSorted((a: number, b: number) => b - a));
    expect(body.executions.every((run: Json) => run.result_data === null)).toBe(true);
    const page = (await call("GET", `${KPIS}/${kpi.id}/executions?limit=1&offset=1`)).body;
    expect(page).toMatchObject({ total: 3, executions: [{ id: ids[1] }] });
    const detail = (await call("GET", `${EXECUTIONS}/${ids[0]}`)).body;
    expect(detail).toMatchObject({
      success: true,
      execution: { id: ids[0], result_data: [expect.anything()] },
    });
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
    const kpi = await createKpi(MISSING);
    const { status, body } = await call("POST", `${KPIS}/${kpi.id}/execute`, { ...RUN, ...parameters });
    expect(status).toBe(422);
    expect(body).toMatchObject({ success: false, message: expect.any(String) });
    expect(body.errors.map((error: Json) => error.field)).toEqual([field]);
    expect((await call("GET", `${KPIS}/${kpi.id}/executions`)).body.total).toBe(0);
  });
});

describe("preview", () => {
  test("a definition is tried without storing anything", async () => {
    const request = { ...RUN, nl_definition: MISSING, rows: 3 };
    const { status, body } = await call("POST", "/v1/landing-kpi/preview", request);
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
    expect(body.preview.columns).toContain("Material");
  });

  test("a phrase that is not understood comes back with its place", async () => {
    const nl_definition = "products in RBP GPU with a parking permit";
    const { body } = await call("POST", "/v1/landing-kpi/preview", { ...RUN, nl_definition });
    expect(body).toMatchObject({ success: false, preview: { generated_sql: null, rows: null } });
    const [{ span }] = body.preview.diagnostics;
    expect(nl_definition.slice(span.start, span.end)).toMatch(/permit/);
  });
});

describe("drill-down", () => {
  let id: number;
  let rows: Json[];

  beforeAll(async () => {
    const run = (await execute(MISSING, { limit_records: 120 })).execution_result;
    id = run.id;
    rows = run.result_data;
  });

  const page = async (query: string) => (await call("GET", `${EXECUTIONS}/${id}/drilldown?${query}`)).body;

  test("the first page is as specified", async () => {
    const body = await page("");
    expect(body).toMatchObject({
      success: true,
      execution_id: id,
      kpi_name: expect.stringContaining("Test KPI"),
      total_records: 120,
      page: 1,
      page_size: 50,
      total_pages: 3,
      columns: Object.keys(rows[0]),
      generated_sql: expect.stringMatching(/^select/i),
    });
    expect(body.data).toEqual(rows.slice(0, 50));
    expect((await page("page=3&page_size=50")).data).toEqual(rows.slice(100));
    expect((await page("page=4")).data).toEqual([]);
  });

  test("sorting keeps every row, numbers as numbers, what is null or blank last either way", async () => {
    for (const order of ["asc", "desc"]) {
      const { data } = await page(`page_size=200&sort_by=Overall_Result&sort_order=${order}`);
      const values = data.map((row: Json) => row.Overall_Result);
      const known = values.filter((value: unknown) => value !== null && value !== "");
      expect(known.length).toBeLessThan(120);
      expect(values.slice(0, known.length)).toEqual(known);
      const sorted = known.toSorted((a: number, b: number) => (order === "asc" ? a - b : b - a));
      expect(known).toEqual(sorted);
      expect(data).toHaveLength(120);
    }
  });

  test("filters and search narrow the rows, and the count follows", async () => {
    const { Material } = rows[3];
    const equal = await page(`filters=${encodeURIComponent(JSON.stringify({ Material }))}`);
    const folded = (row: Json) => String(row.Material).trim().toLowerCase();
    expect(equal.data).toEqual(rows.filter((row) => folded(row) === folded(rows[3])));
    const part = String(Material).trim().slice(0, 5).toLowerCase();
    const contains = await page(
      `page_size=200&filters=${encodeURIComponent(JSON.stringify({ Material: { contains: part } }))}`,
    );
    expect(contains.data).toEqual(rows.filter((row) => String(row.Material).toLowerCase().includes(part)));
    expect(contains.total_records).toBe(contains.data.length);
    const nothing = await page("search=there%20is%20no%20such%20text");
    expect(nothing).toMatchObject({
      total_records: 0,
      total_pages: 0,
      data: [],
      columns: Object.keys(rows[0]),
    });
  });

  test.each([
    ["sort_by", "sort_by=NO_SUCH_COLUMN"],
    ["filters", `filters=${encodeURIComponent('{"NO_SUCH":1}')}`],
    ["filters", "filters=not%20json"],
    ["page", "page=0"],
    ["page_size", "page_size=501"],
    ["sort_order", "sort_order=upwards"],
  ])("a wrong %s is refused with 422", async (field, query) => {
    const { status, body } = await call("GET", `${EXECUTIONS}/${id}/drilldown?${query}`);
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe(field);
  });

  test("the CSV export holds exactly the rows shown, in their order", async () => {
    const query = "sort_by=Material&sort_order=desc&search=a";
    const response = await fetch(`${server.url}${EXECUTIONS}/${id}/export.csv?${query}`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [header, ...lines] = (await response.text()).trimEnd().split("\r\n");
    expect(header).toBe(Object.keys(rows[0]).join(","));
    const shown = (await page(`${query}&page_size=500`)).data;
    expect(lines).toHaveLength(shown.length);
    const column = Object.keys(rows[0]).indexOf("Material");
    expect(lines.map((line) => line.split(",")[column])).toEqual(
      shown.map((row: Json) => row.Material ?? ""),
    );
  });

  test("columns are there with zero rows", async () => {
    const run = (
      await execute("products in RBP GPU where product line is 'No Such Line'", { min_confidence: 0 })
    ).execution_result;
    expect(run).toMatchObject({ execution_status: "success", number_of_records: 0, result_data: [] });
    const body = (await call("GET", `${EXECUTIONS}/${run.id}/drilldown`)).body;
    expect(body.columns).toContain("Material");
    expect(body).toMatchObject({ total_records: 0, total_pages: 0, data: [] });
  });
});

describe("graphs and schemas", () => {
  test("the knowledge graphs are listed", async () => {
    const { body } = await call("GET", "/v1/kg");
    expect(body).toMatchObject({ success: true, count: 1, data: [{ name: "KG_101" }] });
    expect(body.data[0]).toEqual({
      name: "KG_101",
      created_at: expect.stringMatching(/Z$/),
      nodes_count: expect.any(Number),
      relationships_count: expect.any(Number),
    });
    expect(body.data[0].nodes_count).toBeGreaterThan(50);
  });

  test("the schemas are listed", async () => {
    expect((await call("GET", "/v1/schemas")).body).toEqual({
      success: true,
      schemas: ["newdqschema"],
      count: 1,
    });
  });
});

describe("bad requests get a sentence in the error envelope", () => {
  test.each([
    ["an unknown KPI", "GET", `${KPIS}/999999`, undefined, 404],
    ["an id that is no number", "GET", `${KPIS}/one`, undefined, 422],
    ["an unknown execution", "GET", `${EXECUTIONS}/999999`, undefined, 404],
    ["the history of an unknown KPI", "GET", `${KPIS}/999999/executions`, undefined, 404],
    ["an unknown endpoint", "GET", "/v1/landing-kpi/nothing", undefined, 404],
    ["a method that is not there", "DELETE", KPIS, undefined, 405],
    ["a body that is not JSON", "POST", KPIS, '{"name": ', 400],
    ["a body that is a list", "POST", KPIS, [], 422],
    ["a body that is too large", "POST", KPIS, { name: "x".repeat(1_100_000) }, 413],
    ["missing fields", "POST", KPIS, {}, 422],
    ["blank fields", "POST", KPIS, { name: " ", nl_definition: "" }, 422],
    ["a field that does not exist", "POST", KPIS, { name: "x", nl_definition: "y", nlDefinition: "z" }, 422],
    ["an unknown query parameter", "GET", `${KPIS}?groupname=x`, undefined, 422],
    ["a state that is neither true nor false", "GET", `${KPIS}?is_active=maybe`, undefined, 422],
  ])("%s", async (_what, method, route, body, status) => {
    const answer = await call(method, route, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, message: expect.stringMatching(/\w+ \w+/) });
    expect(answer.body.message).not.toMatch(/at .*\.ts|undefined|\[object/);
    if (status === 422) expect(answer.body.errors ?? [{}]).not.toHaveLength(0);
  });

  test("a name that is taken is a 409 on that field", async () => {
    const kpi = await createKpi(MISSING);
    const { status, body } = await call("POST", KPIS, { name: kpi.name, nl_definition: MISSING });
    expect(status).toBe(409);
    expect(body.errors).toEqual([{ field: "name", message: expect.stringContaining("exists already") }]);
  });

  test("a body that is no JSON by its type is a 415", async () => {
    const answer = await call("POST", KPIS, "name=x", {
      "Content-Type": "application/x-www-form-urlencoded",
    });
    expect(answer.status).toBe(415);
  });
});

describe("who may change something", () => {
  const body = { name: "from elsewhere", nl_definition: MISSING };
  test.each([
    ["another site's page", { "Sec-Fetch-Site": "cross-site" }],
    ["another origin", { Origin: "https://elsewhere.example" }],
    ["a page without an origin of its own", { Origin: "null" }],
  ])("%s may not", async (_who, headers: Record<string, string>) => {
    expect((await call("POST", KPIS, body, headers)).status).toBe(403);
  });

  test("our own pages and programs may", async () => {
    const headers = { Origin: server.url, "Sec-Fetch-Site": "same-origin" };
    expect((await call("POST", KPIS, { ...body, name: "from our page" }, headers)).status).toBe(201);
  });

  test("every answer carries a strict Content-Security-Policy", async () => {
    const { headers } = await call("GET", KPIS);
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-\w+'/);
    expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("documentation", () => {
  test("the OpenAPI 3.1 document lists every endpoint of the specification with examples", async () => {
    const { body } = await call("GET", "/openapi.json");
    expect(body.openapi).toBe("3.1.0");
    const operations = Object.entries(body.paths as Record<string, object>).flatMap(([route, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${route}`),
    );
    expect(operations).toEqual(
      expect.arrayContaining([
        "POST /v1/landing-kpi/kpis",
        "GET /v1/landing-kpi/kpis",
        "GET /v1/landing-kpi/kpis/{kpi_id}",
        "PUT /v1/landing-kpi/kpis/{kpi_id}",
        "DELETE /v1/landing-kpi/kpis/{kpi_id}",
        "POST /v1/landing-kpi/kpis/{kpi_id}/execute",
        "GET /v1/landing-kpi/kpis/{kpi_id}/executions",
        "GET /v1/landing-kpi/executions/{execution_id}",
        "GET /v1/landing-kpi/executions/{execution_id}/drilldown",
        "GET /v1/kg",
        "GET /v1/schemas",
      ]),
    );
    expect(body.paths[`${KPIS}`].post.tags).toEqual(["Landing KPI"]);
    expect(body.paths[KPIS].post.requestBody.content["application/json"].example.name).toBeTruthy();
  });

  test("the documentation page needs no script and nothing from elsewhere", async () => {
    const page = await (await fetch(`${server.url}/docs`)).text();
    expect(page).toContain("/v1/landing-kpi/kpis/{kpi_id}/execute");
    expect(page).not.toMatch(/<script|https?:\/\//);
  });
});

test("TypeScript services call the same procedures over tRPC, end to end typed", async () => {
  const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${server.url}/trpc` })] });
  const name = `Over tRPC ${++serial}`;
  const { kpi } = await client.kpis.create.mutate({ name, nl_definition: MISSING });
  const run = await client.executions.execute.mutate({ kpi_id: kpi.id, ...RUN, limit_records: 5 });
  expect(run.execution_result.result_data).toHaveLength(5);
  const page = await client.drilldown.page.query({ execution_id: run.execution_result.id, page_size: 2 });
  expect(page.data).toHaveLength(2);
  const refused = client.kpis.create.mutate({ name, nl_definition: MISSING });
  await expect(refused).rejects.toBeInstanceOf(TRPCClientError);
  await expect(refused).rejects.toMatchObject({
    data: { httpStatus: 409, reason: "duplicate_name", errors: [{ field: "name" }] },
  });
});
