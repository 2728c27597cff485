import { afterAll, beforeAll, expect, test } from "vitest";
import { type PeopleServer, startWithPeople } from "../testing/people-client.ts";
import { EXECUTIONS, KPIS, MISSING, SAMPLE, startRestClient } from "../testing/rest-client.ts";

/** Under whose name KPIs and executions are kept. */

let people: PeopleServer;
beforeAll(async () => {
  people = await startWithPeople();
});
afterAll(() => people?.close());

test("a KPI is its maker's, whatever the request says", async () => {
  const eva = await people.person("Eva", "editor");
  const request = { name: "By Eva", nl_definition: MISSING, created_by: "Ada" };
  expect((await eva.api("POST", KPIS, request)).body.kpi.created_by).toBe("Eva");
});

test("an execution tells who began it, in the answer, the history and on its page", async () => {
  const { body } = await people.ada.api("POST", `${KPIS}/1/execute`, SAMPLE);
  expect(body.execution_result.executed_by).toBe("Ada");
  const { id } = body.execution_result;
  const history = (await people.ada.api("GET", `${KPIS}/1/executions`)).body.executions;
  expect(history[0]).toMatchObject({ id, executed_by: "Ada" });
  const page = await (await people.ada.get(`/landing-kpi/drilldown/${id}`)).text();
  expect(page).toMatch(/<dt>By<\/dt><dd>Ada/);
});

test("an execution that a program began has the name of its key", async () => {
  const key = (await people.ada.api("POST", "/v1/keys", { name: "Night job", scope: "execute" })).body;
  const answer = await fetch(`${people.server.url}${KPIS}/1/execute`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${key.secret}` },
    body: JSON.stringify(SAMPLE),
  });
  expect(await answer.json()).toMatchObject({ execution_result: { executed_by: "Night job" } });
});

test("the KPIs of a ruleset are executed in the name of who made them", async () => {
  const made = await people.ada.api("POST", "/v1/kg/KG_101/rulesets/RECON_20251027_001/kpis", {});
  expect(made.status).toBe(201);
  const history = (await people.ada.api("GET", `${KPIS}/${made.body.kpis[0].id}/executions`)).body;
  expect(history.executions[0].executed_by).toBe("Ada");
});

test("without accounts created_by stays the label that it is, and nobody's name is made up", async () => {
  const rest = await startRestClient();
  try {
    const request = { name: "Labelled", nl_definition: MISSING, created_by: "finance" };
    const { kpi } = (await rest.call("POST", KPIS, request)).body;
    expect(kpi.created_by).toBe("finance");
    const run = (await rest.call("POST", `${KPIS}/${kpi.id}/execute`, SAMPLE)).body.execution_result;
    expect(run.executed_by).toBeNull();
    const page = await (await fetch(`${rest.url}/landing-kpi/drilldown/${run.id}`)).text();
    expect(page).not.toContain("<dt>By</dt>");
    expect((await rest.call("GET", `${EXECUTIONS}/${run.id}`)).body.execution.executed_by).toBeNull();
  } finally {
    await rest.close();
  }
});
