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

/** KPI definitions over REST, as the specification has them (sections 3.3.1 and 3.5). */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

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
    const { status, body } = await rest.call("POST", KPIS, request);
    expect(status).toBe(201);
    expect(body).toMatchObject({ success: true, message: "KPI created successfully", kpi: request });
    expect(Object.keys(body.kpi)).toEqual(expect.arrayContaining(KPI_FIELDS));
    expect(body.kpi).toMatchObject({ id: expect.any(Number), is_active: true });
    expect(body.kpi.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test("a list counts and filters by group, state and text", async () => {
    const all = (await rest.call("GET", KPIS)).body;
    expect(all).toMatchObject({ success: true, total: all.kpis.length });
    const groups = (await rest.call("GET", `${KPIS}?group_name=Data%20Quality`)).body.kpis;
    expect(groups.length).toBeGreaterThan(0);
    expect(new Set(groups.map((kpi: Json) => kpi.group_name))).toEqual(new Set(["Data Quality"]));
    const found = (await rest.call("GET", `${KPIS}?search=duplicate%20PLANNING`)).body.kpis;
    expect(found.map((kpi: Json) => kpi.name)).toContain("Duplicate Planning SKUs");
    expect((await rest.call("GET", `${KPIS}?limit=2&offset=1`)).body.kpis).toEqual(all.kpis.slice(1, 3));
  });

  test("changing keeps what is left out", async () => {
    const kpi = await rest.createKpi(MISSING);
    const { status, body } = await rest.call("PUT", `${KPIS}/${kpi.id}`, {
      description: "Updated description",
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      message: "KPI updated successfully",
      kpi: { name: kpi.name, nl_definition: MISSING, description: "Updated description" },
    });
  });

  test("the second of two saves over the same version is refused with what changed", async () => {
    const kpi = await rest.createKpi(MISSING);
    const first = { description: "by the first", expected_version: kpi.version };
    expect((await rest.call("PUT", `${KPIS}/${kpi.id}`, first)).status).toBe(200);
    const second = { description: "by the second", expected_version: kpi.version };
    const { status, body } = await rest.call("PUT", `${KPIS}/${kpi.id}`, second);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      success: false,
      message: expect.stringContaining("Somebody else saved this KPI"),
      errors: [{ field: "description", message: "Is now: by the first" }],
    });
    expect((await rest.call("GET", `${KPIS}/${kpi.id}`)).body.kpi.description).toBe("by the first");
  });

  test("deleting is soft, and a deleted KPI can be restored but not executed", async () => {
    const kpi = await rest.createKpi(MISSING);
    const deleted = await rest.call("DELETE", `${KPIS}/${kpi.id}`);
    expect(deleted).toMatchObject({
      status: 200,
      body: { success: true, message: "KPI deleted successfully" },
    });
    expect((await rest.call("GET", `${KPIS}/${kpi.id}`)).body.kpi.is_active).toBe(false);
    const active = (await rest.call("GET", `${KPIS}?is_active=true`)).body.kpis;
    expect(active.map((one: Json) => one.id)).not.toContain(kpi.id);
    expect((await rest.call("POST", `${KPIS}/${kpi.id}/execute`, SAMPLE)).status).toBe(409);
    expect((await rest.call("POST", `${KPIS}/${kpi.id}/restore`)).body.kpi.is_active).toBe(true);
  });

  test("deleting for good needs the name and takes the history along", async () => {
    const run = (await rest.execute(MISSING)).execution_result;
    const { kpi } = (await rest.call("GET", `${KPIS}/${run.kpi_id}`)).body;
    const wrong = await rest.call("POST", `${KPIS}/${kpi.id}/purge`, { confirm_name: "another" });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: "confirm_name" }] } });
    const right = await rest.call("POST", `${KPIS}/${kpi.id}/purge`, { confirm_name: kpi.name });
    expect(right.status).toBe(200);
    expect((await rest.call("GET", `${KPIS}/${kpi.id}`)).status).toBe(404);
    expect((await rest.call("GET", `${EXECUTIONS}/${run.id}`)).status).toBe(404);
  });
});

test.each([
  ["a NUL", "Alpha\u0000"],
  ["a line break", "Alpha\nBeta"],
  ["a sign that turns the text around", "Alpha\u202eateB"],
  ["zero-width characters only", "\u200b\u200d\ufeff"],
  ["fillers only", "\u3164\u2800\u00ad"],
])("names of KPIs and groups may not be %s", async (_what, text) => {
  for (const field of ["name", "alias_name", "group_name", "created_by"]) {
    const kpi = { name: "Well named", nl_definition: MISSING, [field]: text };
    const { status, body } = await rest.call("POST", KPIS, kpi);
    expect(status).toBe(422);
    expect(body.errors).toEqual([{ field, message: expect.stringMatching(/ (may not|must) have .*\.$/) }]);
  }
});

test.each([
  ["a NUL", "products in RBP GPU\u0000 which are not in OPS Excel", /may not have control characters/],
  ["half a character", "products in RBP GPU\ud800", /may not have control characters/],
  // Said once: that there is nothing to be seen in it goes without saying.
  ["nothing", "", /^Definition is required\.$/],
  ["zero-width characters only", "\u200b\u2060", /must have a character that can be seen/],
])("a definition may not be or have %s, saved or tried", async (_what, nl_definition, sentence) => {
  const errors = [{ field: "nl_definition", message: expect.stringMatching(sentence) }];
  for (const [path, body] of [
    [KPIS, { name: "Well named", nl_definition }],
    ["/v1/landing-kpi/preview", { ...SAMPLE, nl_definition }],
  ] as const)
    expect(await rest.call("POST", path, body)).toMatchObject({ status: 422, body: { errors } });
});

test("a definition and a description keep their lines and tabs", async () => {
  const written = {
    nl_definition: "products in RBP GPU\n\twhich are not in OPS Excel",
    description: "One\ntwo",
  };
  const { body } = await rest.call("POST", KPIS, { name: "In several lines", ...written });
  expect(body.kpi).toMatchObject(written);
});

test("names in any script are names, with the joiners that some need", async () => {
  for (const name of ["Zoë Müller", "نام‌ها", "製品", "👩‍🔬 Lab"]) {
    const { status, body } = await rest.call("POST", KPIS, {
      name,
      group_name: name,
      nl_definition: MISSING,
    });
    expect(status).toBe(201);
    expect(body.kpi).toMatchObject({ name, group_name: name });
  }
});
