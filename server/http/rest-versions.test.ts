import { afterAll, beforeAll, expect, test } from "vitest";
import { KPIS, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** What a KPI was before, and how that comes back. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

test("every change is kept with what it changed, and restoring one makes a new change", async () => {
  const kpi = await rest.createKpi(MISSING);
  const route = `${KPIS}/${kpi.id}`;
  const other = "Count all products where status is inactive";
  await rest.call("PUT", route, { nl_definition: other, better: "lower", critical_bound: 5 });
  await rest.call("DELETE", route);
  await rest.call("POST", `${route}/restore`);
  const { body } = await rest.call("GET", `${route}/versions`);
  expect(body).toMatchObject({ success: true, kpi_id: kpi.id, total: 4 });
  expect(
    body.versions.map(({ version, changes }: { version: number; changes: object[] }) => [version, changes]),
  ).toEqual([
    [4, [{ field: "is_active", before: false, after: true }]],
    [3, [{ field: "is_active", before: true, after: false }]],
    [
      2,
      [
        { field: "nl_definition", before: MISSING, after: other },
        { field: "better", before: null, after: "lower" },
        { field: "critical_bound", before: null, after: 5 },
      ],
    ],
    [1, []],
  ]);
  const restored = await rest.call("POST", `${route}/versions/1/restore`);
  expect(restored).toMatchObject({
    status: 200,
    body: {
      kpi: { version: 5, nl_definition: MISSING, better: null, critical_bound: null, is_active: true },
    },
  });
  const page = (await rest.call("GET", `${route}/versions?limit=1&offset=0`)).body;
  expect(page).toMatchObject({ total: 5, versions: [{ version: 5, changes: { length: 3 } }] });
});

test("a version that is not there, and a name that another KPI has by now, are refused with a sentence", async () => {
  const kpi = await rest.createKpi(MISSING);
  const route = `${KPIS}/${kpi.id}`;
  const gone = await rest.call("POST", `${route}/versions/9/restore`);
  expect(gone).toMatchObject({ status: 404, body: { message: expect.stringContaining("no version 9") } });
  await rest.call("PUT", route, { name: "Renamed" });
  expect((await rest.call("POST", KPIS, { name: kpi.name, nl_definition: MISSING })).status).toBe(201);
  const taken = await rest.call("POST", `${route}/versions/1/restore`);
  expect(taken).toMatchObject({ status: 409, body: { errors: [{ field: "name" }] } });
  expect((await rest.call("GET", `${KPIS}/999999/versions`)).status).toBe(404);
});

test("a KPI that is deleted for good takes its versions along", async () => {
  const kpi = await rest.createKpi(MISSING);
  await rest.call("POST", `${KPIS}/${kpi.id}/purge`, { confirm_name: kpi.name });
  expect((await rest.call("GET", `${KPIS}/${kpi.id}/versions`)).status).toBe(404);
});
