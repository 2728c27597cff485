import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  EXECUTIONS,
  type Json,
  KPIS,
  type RestClient,
  SAMPLE,
  startRestClient,
} from "../testing/rest-client.ts";
import { fails, type ModelEndpoint, reads, startModelEndpoint } from "./testing/model-endpoint.ts";

/** The rules do not know what it is to take charge of something. */
const UNREADABLE = "hana master materials that nobody has taken charge of";
const NO_PLANNER = {
  table: "hana_material_master",
  where: { kind: "blank", column: "OPS_PLANNER" },
  shape: { kind: "rows", columns: null, distinct: false, also: [] },
  order: [],
  limit: null,
};
const KEY = "sk-test-9876543210";

let endpoint: ModelEndpoint;
let rest: RestClient;

beforeAll(async () => {
  endpoint = await startModelEndpoint();
  rest = await startRestClient({
    LLM_BASE_URL: endpoint.baseUrl,
    LLM_MODEL: "test-model",
    LLM_API_KEY: KEY,
  });
}, 90_000);
afterAll(async () => {
  await rest?.close();
  await endpoint?.close();
});

describe("an execution on a server with a model", () => {
  it("is read by the model where the rules cannot, and says so", async () => {
    endpoint.willReply(reads(NO_PLANNER));
    const { success, execution_result: run } = await rest.execute(UNREADABLE);
    expect(success).toBe(true);
    expect(run.reader).toMatch(/^model test-model \(rules: .*charge/);
    expect(run.confidence_score).toBe(0.75);
    expect(run.explanation.warnings[0]).toContain("check the reading");
    expect(run.sql_query_type).toBe("COMPLETENESS_QUERY");
    const byRules = await rest.execute("hana material master with ops planner null", { use_llm: false });
    expect(run.total_records).toBe(byRules.execution_result.total_records);
    expect(run.number_of_records).toBeGreaterThan(0);
    expect(endpoint.asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it("fails with the rules' diagnostics when the model fails, and says why", async () => {
    endpoint.willReply(fails(500, `trouble with ${KEY}`));
    const { success, execution_result: run } = await rest.execute(UNREADABLE);
    expect(success).toBe(false);
    expect(run.reader).toBe(
      "rules (the model test-model was not used: its endpoint answered with status 500)",
    );
    expect(run.diagnostics[0].code).toBe("unknown_phrase");
    expect(JSON.stringify(run)).not.toContain(KEY);
  });

  it("can be cancelled while the model is asked", async () => {
    endpoint.willReply("silence");
    const kpi = await rest.createKpi(UNREADABLE);
    const execution = rest.call("POST", `${KPIS}/${kpi.id}/execute`, SAMPLE);
    await expect.poll(() => endpoint.asked.length, { timeout: 30_000 }).toBe(1);
    const list = await rest.call("GET", `${KPIS}/${kpi.id}/executions`);
    const [{ id }]: Json[] = list.body.executions;
    const { body } = await rest.call("POST", `${EXECUTIONS}/${id}/cancel`);
    expect(body.execution.execution_status).toBe("cancelled");
    expect((await execution).body.success).toBe(false);
  });

  it("does not ask the model for a preview", async () => {
    endpoint.willReply(reads(NO_PLANNER));
    const { body } = await rest.call("POST", "/v1/landing-kpi/preview", {
      ...SAMPLE,
      nl_definition: UNREADABLE,
    });
    expect(body.preview.reader).toBe("rules (a preview does not ask the model test-model)");
    expect(endpoint.asked).toEqual([]);
  });
});
