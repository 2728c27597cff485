import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { KPIS, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** What changes nothing makes no version, and the audit has no entry of a change that did not happen. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const ok = async (method: string, route: string, body?: unknown) => {
  const answer = await rest.call(method, route, body);
  expect(answer.status).toBe(200);
  return answer.body;
};

const acts = async (thing: string): Promise<string[]> =>
  (await ok("GET", `/v1/audit?${new URLSearchParams({ search: thing })}`)).entries.map(
    ({ act }: { act: string }) => act,
  );

describe("a KPI that is saved as it is", () => {
  test("stays at its version over REST and tRPC, whatever of it is sent", async () => {
    const kpi = await rest.createKpi(MISSING);
    const route = `${KPIS}/${kpi.id}`;
    const { name, nl_definition, description, is_active, better, warning_bound } = kpi;
    const all = { name, nl_definition, description, is_active, better, warning_bound };
    for (const same of [{}, all, { description: " " }, { expected_version: kpi.version }])
      expect(await ok("PUT", route, same)).toEqual({
        success: true,
        message: "KPI updated successfully",
        kpi,
      });
    const over = await ok("POST", "/trpc/kpis.update", { kpi_id: kpi.id, ...all });
    expect(over.result.data.kpi).toEqual(kpi);
    await ok("POST", `${route}/versions/1/restore`);
    await ok("POST", `${route}/restore`);
    expect(await ok("GET", `${route}/versions`)).toMatchObject({ total: 1 });
    expect(await acts(name)).toEqual(["kpis.create"]);
  });

  test("stays at its version when its form is sent untouched", async () => {
    const kpi = await rest.createKpi(MISSING);
    const form = new URLSearchParams({
      ...{ name: kpi.name, nl_definition: kpi.nl_definition, expected_version: String(kpi.version) },
      ...{ alias_name: "", group_name: "", description: "", better: "" },
      ...{ warning_bound: "", critical_bound: "" },
    });
    const sent = await fetch(`${rest.url}/landing-kpi/${kpi.id}/edit`, {
      method: "POST",
      body: form,
      redirect: "manual",
    });
    expect([302, 303]).toContain(sent.status);
    expect((await ok("GET", `${KPIS}/${kpi.id}`)).kpi).toEqual(kpi);
    expect(await acts(kpi.name)).toEqual(["kpis.create"]);
  });

  test("has a version again for what does change, and an entry for that alone", async () => {
    const kpi = await rest.createKpi(MISSING);
    const route = `${KPIS}/${kpi.id}`;
    await ok("PUT", route, { name: kpi.name, description: "new" });
    await ok("DELETE", route);
    await ok("DELETE", route);
    expect(await ok("GET", `${route}/versions`)).toMatchObject({ total: 3 });
    expect(await acts(kpi.name)).toEqual(["kpis.delete", "kpis.update", "kpis.create"]);
  });

  test("keeps its history as it was asked to without an entry each time", async () => {
    const kpi = await rest.createKpi(MISSING);
    for (let n = 0; n < 2; n++)
      await ok("PUT", `${KPIS}/${kpi.id}/retention`, { keep_runs: 5, keep_days: null });
    expect(await acts(kpi.name)).toEqual(["kpis.setRetention", "kpis.create"]);
  });
});

describe("what definitions are read by", () => {
  const graph = async () => (await ok("GET", "/v1/kg/KG_101")).graph.version;

  test("a join that is decided as it was leaves the graph at its version, and accepted SQL fresh", async () => {
    const { relationships } = await ok("GET", "/v1/kg/KG_101/relationships?status=approved");
    const [join] = relationships;
    const before = await graph();
    const route = `/v1/kg/KG_101/relationships/${join.id}`;
    const { status, priority, excluded } = join;
    const first = await ok("PUT", route, { status, priority, excluded });
    const raised = await graph();
    expect(raised - before).toBe(first.relationship.confidence === join.confidence ? 0 : 1);
    expect(await ok("PUT", route, { status, priority, excluded })).toMatchObject({
      relationship: { id: join.id, status, priority, excluded },
    });
    expect(await graph()).toBe(raised);
    await ok("PUT", route, { priority: priority + 1 });
    expect(await graph()).toBe(raised + 1);
  });

  test("a rule that is changed into itself leaves its ruleset at its version", async () => {
    const [{ name, version, rules }] = (await ok("GET", "/v1/kg/KG_101/rulesets")).rulesets;
    const [rule] = rules;
    const route = `/v1/kg/KG_101/rulesets/${encodeURIComponent(name)}/rules/${encodeURIComponent(rule.name)}`;
    const { ruleset } = await ok("PUT", route, { comparisons: rule.comparisons });
    expect(ruleset).toMatchObject({ version, rules });
    expect(await acts(name)).not.toContain("rulesets.changeRule");
  });
});
