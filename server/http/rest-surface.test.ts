import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXECUTIONS, KPIS, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** What holds for every endpoint: error envelopes, who may change something, documentation. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

describe("graphs and schemas", () => {
  test("the knowledge graphs are listed", async () => {
    const { body } = await rest.call("GET", "/v1/kg");
    expect(body).toMatchObject({ success: true, count: 1, data: [{ name: "KG_101" }] });
    expect(body.data[0]).toEqual({
      name: "KG_101",
      created_at: expect.stringMatching(/Z$/),
      source_name: "newdqschema",
      nodes_count: expect.any(Number),
      relationships_count: expect.any(Number),
      proposed_count: 0,
      schemas: ["newdqschema"],
      rulesets: [expect.any(String)],
    });
    expect(body.data[0].nodes_count).toBeGreaterThan(50);
  });

  test("the schemas are listed", async () => {
    expect((await rest.call("GET", "/v1/schemas")).body).toEqual({
      success: true,
      schemas: ["newdqschema"],
      count: 1,
    });
  });
});

describe("what answers a program is kept by nobody on the way", () => {
  test.each([
    ["a list", "GET", KPIS, 200],
    ["a refusal", "GET", `${KPIS}/999999`, 404],
    ["an endpoint that is not there", "GET", "/v1/nothing", 404],
    ["a file", "GET", "/v1/audit/export.csv", 200],
    ["the API's description", "GET", "/openapi.json", 200],
    ["a call over tRPC", "GET", "/trpc/kpis.list?input=%7B%7D", 200],
    ["a batch over tRPC", "GET", "/trpc/kpis.list,home.get?batch=1&input=%7B%7D", undefined],
    ["a refused call over tRPC", "GET", "/trpc/nothing.here", 404],
    ["a change", "POST", KPIS, undefined],
  ] as const)("%s", async (_what, method, path, status) => {
    const answer = await fetch(`${rest.url}${path}`, { method });
    if (status !== undefined) expect(answer.status).toBe(status);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("a page is asked for again each time, as before", async () => {
    const page = await fetch(`${rest.url}/landing-kpi`);
    expect(page.headers.get("cache-control")).toBe("private, no-cache");
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
    const answer = await rest.call(method, route, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, message: expect.stringMatching(/\w+ \w+/) });
    expect(answer.body.message).not.toMatch(/at .*\.ts|undefined|\[object/);
    if (status === 422) expect(answer.body.errors ?? [{}]).not.toHaveLength(0);
  });

  test("a name that is taken is a 409 on that field", async () => {
    const kpi = await rest.createKpi(MISSING);
    const { status, body } = await rest.call("POST", KPIS, { name: kpi.name, nl_definition: MISSING });
    expect(status).toBe(409);
    expect(body.errors).toEqual([{ field: "name", message: expect.stringContaining("exists already") }]);
  });

  test("a body that is no JSON by its type is a 415", async () => {
    const answer = await rest.call("POST", KPIS, "name=x", {
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
    expect((await rest.call("POST", KPIS, body, headers)).status).toBe(403);
  });

  test("our own pages and programs may", async () => {
    const headers = { Origin: rest.url, "Sec-Fetch-Site": "same-origin" };
    expect((await rest.call("POST", KPIS, { ...body, name: "from our page" }, headers)).status).toBe(201);
  });

  test("every answer carries a strict Content-Security-Policy", async () => {
    const { headers } = await rest.call("GET", KPIS);
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'nonce-\w+'/);
    expect(headers.get("content-security-policy")).not.toContain("unsafe-inline");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });
});

describe("documentation", () => {
  test("the OpenAPI 3.1 document lists every endpoint of the specification with examples", async () => {
    const { body } = await rest.call("GET", "/openapi.json");
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
        "GET /v1/kg/{kg_name}/names",
        "GET /v1/schemas",
      ]),
    );
    expect(body.paths[`${KPIS}`].post.tags).toEqual(["Landing KPI"]);
    expect(body.paths[KPIS].post.requestBody.content["application/json"].example.name).toBeTruthy();
  });
});
