import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Json, type RestClient, SAMPLE, startRestClient } from "../testing/rest-client.ts";

/** Rulesets over REST, from the first rule to the run that uses it. */

const TOKEN = "a-token-for-the-rulesets-test";
const ADMINISTRATOR = { Authorization: `Bearer ${TOKEN}` };
const ALL = "/v1/kg/KG_101/rulesets";
const JOIN = "brz_lnd_RBP_GPU.Material -> brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU";
let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient({ ADMIN_TOKEN: TOKEN });
});

afterAll(() => rest?.close());

const change = (method: string, path: string, body?: object) => rest.call(method, path, body, ADMINISTRATOR);
const create = (ruleset: object) => change("POST", ALL, ruleset);

test("the sample has one, with its rules", async () => {
  const { body } = await rest.call("GET", ALL);
  expect(body.rulesets.map((ruleset: Json) => ruleset.name)).toContain("RECON_20251027_001");
  const { ruleset } = (await rest.call("GET", `${ALL}/RECON_20251027_001`)).body;
  expect(ruleset).toMatchObject({ version: 1 });
  expect(ruleset.rules[0]).toMatchObject({
    name: "RBP GPU to OPS Excel",
    source: { table: "brz_lnd_RBP_GPU", columns: ["Material"] },
    comparisons: [{ how: "case_insensitive" }],
    problem: null,
  });
});

test("a ruleset is made by hand, changes in versions, and runs say which they used", async () => {
  const made = await create({ ruleset_name: "MINE", rules: [{ join: JOIN, name: "materials" }] });
  expect(made.status).toBe(201);
  expect(made.body.ruleset).toMatchObject({
    name: "MINE",
    version: 1,
    rules: [{ name: "materials", comparisons: [{ how: "exact" }], confidence: 1 }],
  });
  const kpi = { name: "By rule", nl_definition: "RBP GPU which are not in OPS Excel" };
  const { id } = (await rest.call("POST", "/v1/landing-kpi/kpis", kpi)).body.kpi;
  const run = async () =>
    (await rest.call("POST", `/v1/landing-kpi/kpis/${id}/execute`, { ...SAMPLE, ruleset_name: "MINE" })).body
      .execution_result;
  const exact = await run();
  expect(exact).toMatchObject({ execution_status: "success", ruleset_name: "MINE", ruleset_version: 1 });

  const changed = await change("PUT", `${ALL}/MINE/rules/materials`, {
    comparisons: [{ how: "case_insensitive" }],
  });
  expect(changed.body.ruleset).toMatchObject({ version: 2, rules: [{ name: "materials" }] });
  const folded = await run();
  expect(folded).toMatchObject({ execution_status: "success", ruleset_version: 2 });
  expect(folded.generated_sql).toContain("upper(trim(");
  expect(folded.number_of_records).toBeLessThan(exact.number_of_records);
  expect(folded.changes).toEqual(["ruleset version 1 → 2"]);

  const removed = await change("DELETE", `${ALL}/MINE/rules/materials`);
  expect(removed.body.ruleset).toMatchObject({ version: 3, rules: [] });
  expect((await change("DELETE", `${ALL}/MINE`)).status).toBe(200);
  expect((await rest.call("GET", `${ALL}/MINE`)).status).toBe(404);
  const kept = await rest.call("GET", `/v1/landing-kpi/executions/${folded.id}`);
  expect(kept.body.execution).toMatchObject({ ruleset_name: "MINE", ruleset_version: 2 });
});

test("a ruleset is made from the approved joins of the graph, one rule for each pair of tables", async () => {
  const { body } = await create({ ruleset_name: "FROM_JOINS", from_joins: true });
  const { relationships } = (await rest.call("GET", "/v1/kg/KG_101")).body.graph;
  const pair = ({ source, target }: Json) => [source.table, target.table].sort().join(" ");
  const pairs = body.ruleset.rules.map(pair);
  expect(pairs.length).toBeGreaterThan(1);
  expect(pairs.toSorted()).toEqual([...new Set(relationships.map(pair))].sort());
});

test("names may hold any character, and all pairs of a rule may be compared alike in one word", async () => {
  const hostile = `50 % / Größe? #1 "a" & 'b' <b>\\ %2F`;
  const made = await create({
    ruleset_name: hostile,
    rules: [{ join: JOIN, name: hostile, how: "leading_zeros" }],
  });
  expect(made.body.ruleset.rules).toMatchObject([{ name: hostile, comparisons: [{ how: "leading_zeros" }] }]);
  const one = `${ALL}/${encodeURIComponent(hostile)}`;
  const rule = `${one}/rules/${encodeURIComponent(hostile)}`;
  const changed = await change("PUT", rule, { comparisons: [{ how: "trimmed" }] });
  expect(changed.body.ruleset).toMatchObject({ name: hostile, version: 2 });
  expect((await change("DELETE", rule)).body.ruleset.rules).toEqual([]);
  expect((await change("DELETE", one)).status).toBe(200);
});

describe("the KPIs of its rules", () => {
  const OTHER = "brz_lnd_SKU_LIFNR_Excel.Material -> brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU";
  const make = (ruleset: string, body: object = {}) =>
    rest.call("POST", `${ALL}/${encodeURIComponent(ruleset)}/kpis`, body);
  const ended = async (ruleset: string) => {
    const list = async () =>
      (await rest.call("GET", `${ALL}/${encodeURIComponent(ruleset)}/kpis`)).body.rules;
    const statuses = async () =>
      (await list()).flatMap((rule: Json) => rule.kpis.map((kpi: Json) => kpi.last_run.execution_status));
    await expect.poll(async () => [...new Set(await statuses())], { timeout: 20_000 }).toEqual(["success"]);
    return list();
  };

  test("are made once, executed by the ruleset, and their values fit each other", async () => {
    await create({
      ruleset_name: "RECON",
      rules: [
        { join: JOIN, name: "materials", how: "case_insensitive" },
        { join: OTHER, name: "suppliers" },
      ],
    });
    const first = await make("RECON", { rule_name: "materials" });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ message: "4 made, 0 there already", trouble: null });
    expect(first.body.kpis.map((kpi: Json) => kpi.name)).toEqual([
      "RECON: RBP GPU in OPS Excel",
      "RECON: RBP GPU not in OPS Excel",
      "RECON: OPS Excel not in RBP GPU",
      "RECON: share of RBP GPU in OPS Excel",
    ]);
    const [rule, unmade] = await ended("RECON");
    expect(unmade).toMatchObject({ rule: "suppliers", kpis: [] });
    const values = Object.fromEntries(rule.kpis.map((kpi: Json) => [kpi.kind, kpi.last_run.value]));
    expect(values.unmatched_target).toBeGreaterThan(0);
    const share = (100 * values.matched) / (values.matched + values.unmatched_source);
    expect(values.percentage).toBeCloseTo(share, 6);

    const { id } = first.body.kpis[0];
    const { kpi } = (await rest.call("GET", `/v1/landing-kpi/kpis/${id}`)).body;
    expect(kpi).toMatchObject({ group_name: "RECON", nl_definition: "RBP GPU which are also in OPS Excel" });
    expect(kpi.description).toMatch(
      /^Made of the rule “materials” of the ruleset “RECON” of KG_101: rows of /,
    );
    const runs = async () => (await rest.call("GET", `/v1/landing-kpi/kpis/${id}/executions`)).body;
    expect((await runs()).executions[0]).toMatchObject({
      kg_name: "KG_101",
      ruleset_name: "RECON",
      ruleset_version: 1,
    });

    // Whatever people call it by now, it is there; only the other rule's are new.
    await rest.call("PUT", `/v1/landing-kpi/kpis/${id}`, { name: "Mine now", group_name: "Mine" });
    const again = await make("RECON");
    expect(again.body).toMatchObject({ message: "4 made, 4 there already" });
    expect(again.body.kpis[0]).toMatchObject({ id, name: "Mine now", made: false });
    await ended("RECON");
    expect((await runs()).total).toBe(2);
  });

  test("have names of their own, and one that was deleted is made anew", async () => {
    await create({ ruleset_name: "TWICE", rules: [{ join: JOIN }] });
    const taken = { name: "TWICE: RBP GPU in OPS Excel", nl_definition: "RBP GPU" };
    await rest.call("POST", "/v1/landing-kpi/kpis", taken);
    const { kpis } = (await make("TWICE")).body;
    expect(kpis[0].name).toBe("TWICE: RBP GPU in OPS Excel (2)");
    await rest.call("DELETE", `/v1/landing-kpi/kpis/${kpis[1].id}`);
    const again = (await make("TWICE")).body;
    expect(again.message).toBe("1 made, 3 there already");
    expect(again.kpis[1]).toMatchObject({ made: true, name: "TWICE: RBP GPU not in OPS Excel (2)" });
    await ended("TWICE");
  });

  test("are made of all rules or of none, and the refusal names the rule", async () => {
    const self = "brz_lnd_RBP_GPU.Material -> brz_lnd_RBP_GPU.Product_Line";
    await create({ ruleset_name: "ODD", rules: [{ join: JOIN }, { join: self, name: "with itself" }] });
    const { status, body } = await make("ODD");
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({
      field: "rule_name",
      message: expect.stringMatching(/^No KPIs of the rule “with itself” can be made\. “.+” /),
    });
    const { total } = (await rest.call("GET", "/v1/landing-kpi/kpis?group_name=ODD")).body;
    expect(total).toBe(0);
    expect((await make("ODD", { rule_name: "none" })).status).toBe(404);
    await create({ ruleset_name: "EMPTY" });
    expect((await make("EMPTY")).status).toBe(409);
  });
});

describe("is refused with a sentence", () => {
  beforeAll(async () => {
    await create({ ruleset_name: "TAKEN", rules: [{ join: JOIN }] });
  });

  test.each([
    ["a name that is taken", { ruleset_name: "TAKEN" }, "ruleset_name"],
    ["a join that cannot be read", { ruleset_name: "X", rules: [{ join: "Material" }] }, "join"],
    [
      "a second rule for one pair of tables",
      {
        ruleset_name: "X",
        rules: [
          { join: JOIN },
          { join: "brz_lnd_OPS_EXCEL_GPU.PLANNING_SKU -> brz_lnd_RBP_GPU.Material", name: "b" },
        ],
      },
      "join",
    ],
    [
      "too many comparisons",
      { ruleset_name: "X", rules: [{ join: JOIN, comparisons: [{ how: "exact" }, { how: "exact" }] }] },
      "comparisons",
    ],
    [
      "two ways to say how pairs are compared",
      { ruleset_name: "X", rules: [{ join: JOIN, how: "exact", comparisons: [{ how: "exact" }] }] },
      "how",
    ],
    ["a name that no address can hold", { ruleset_name: ".." }, "ruleset_name"],
    [
      "a tolerance between texts",
      { ruleset_name: "X", rules: [{ join: JOIN, comparisons: [{ how: "within", tolerance: 1 }] }] },
      "comparisons",
    ],
    [
      "a unit where no dates are compared",
      { ruleset_name: "X", rules: [{ join: JOIN, comparisons: [{ how: "exact", unit: "day" }] }] },
      "comparisons",
    ],
  ])("%s", async (_, request, field) => {
    const { status, body } = await create(request);
    expect([409, 422]).toContain(status);
    expect(body.errors[0]).toMatchObject({ field, message: expect.stringMatching(/\w+ \w+ \w+/) });
    expect((await rest.call("GET", `${ALL}/X`)).status).toBe(404);
  });

  test("a rule that is not there, and a change by nobody in particular", async () => {
    const change = { comparisons: [{ how: "exact" }] };
    expect((await rest.call("PUT", `${ALL}/TAKEN/rules/none`, change, ADMINISTRATOR)).status).toBe(404);
    expect((await rest.call("DELETE", `${ALL}/TAKEN`)).status).toBe(403);
  });
});
