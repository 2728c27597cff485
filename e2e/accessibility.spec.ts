import type { APIRequestContext, TestInfo } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { givenKpi, givenRun, RBP_NOT_IN_OPS, UNKNOWN_PHRASE, uniqueName } from "./journeys.ts";
import { changeShop, givenGraph, makeGraph } from "./shop.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "axe runs as JavaScript in the page");

/** The KPIs of the sample's ruleset with their values. */
async function givenResults(request: APIRequestContext): Promise<void> {
  const kpis = "/v1/kg/KG_101/rulesets/RECON_20251027_001/kpis";
  expect((await request.post(kpis, { data: {} })).status()).toBe(201);
  await expect
    .poll(async () => await (await request.get(kpis)).text(), { timeout: 30_000 })
    .not.toMatch(/"execution_status":"(pending|running)"/);
}

/** A source with a file that waits: its id, and the file's. */
async function givenUpload(
  request: APIRequestContext,
  name: string,
): Promise<{ source: number; upload: number }> {
  const made = await request.post("/v1/sources", { data: { name, db_type: "files" } });
  const source = (await made.json()).source.id;
  const file = {
    name: "Places.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("Place;Since\nOslo;31.12.2023\n"),
  };
  const sent = await request.post(`/v1/sources/${source}/files`, { multipart: { file } });
  return { source, upload: (await sent.json()).upload.id };
}

/** One page of every kind, in every state that looks different. */
async function everyPage(request: APIRequestContext, info: TestInfo, dataFolder: string): Promise<string[]> {
  const id = await givenKpi(request, uniqueName("Z accessible", info), RBP_NOT_IN_OPS);
  const before = await givenRun(request, id, { limit_records: 30 });
  const run = await givenRun(request, id);
  const grouped = await givenRun(
    request,
    await givenKpi(request, uniqueName("Grouped", info), "count of RBP GPU rows per product line"),
  );
  const failing = await givenKpi(request, uniqueName("Failing", info), UNKNOWN_PHRASE);
  const failed = await givenRun(request, failing);
  const deleted = await givenKpi(request, uniqueName("Deleted", info), RBP_NOT_IN_OPS);
  await request.delete(`/v1/landing-kpi/kpis/${deleted}`);
  const stale = await givenKpi(request, uniqueName("Z stale", info), RBP_NOT_IN_OPS);
  const data = { kg_name: "KG_101", select_schema: "newdqschema" };
  expect((await request.put(`/v1/landing-kpi/kpis/${stale}/sql-pin`, { data })).status()).toBe(200);
  await request.put(`/v1/landing-kpi/kpis/${stale}`, { data: { nl_definition: "all RBP GPU rows" } });
  const graph = uniqueName("Z accessible", info);
  const { file, sourceId } = await givenGraph(request, dataFolder, graph);
  changeShop(dataFolder, file, "ALTER TABLE customers DROP COLUMN city; CREATE TABLE couriers (name TEXT)");
  const build = await makeGraph(request, sourceId, graph);
  const { source, upload } = await givenUpload(request, uniqueName("Files", info));
  const ruleset = "/graphs/KG_101/rulesets/RECON_20251027_001";
  await givenResults(request);
  return [
    "/",
    "/runs",
    "/find",
    "/find?q=no+such+thing",
    "/runs?status=cancelled",
    `/landing-kpi/${id}`,
    `/landing-kpi/${failing}`,
    `/landing-kpi/${id}/sql`,
    `/landing-kpi/${failing}/sql`,
    `/landing-kpi/${stale}`,
    `/landing-kpi/${stale}/sql`,
    `/landing-kpi/${stale}/execute`,
    `/landing-kpi?kpi=${id}`,
    "/landing-kpi?state=deleted",
    "/landing-kpi?search=no+such+kpi",
    "/landing-kpi/new",
    "/sources",
    "/sources/new",
    "/sources/new?type=sqlite",
    "/sources/new?type=postgresql",
    "/sources/1",
    "/sources/1/edit",
    "/sources/1/delete",
    `/sources/${source}`,
    `/sources/${source}/files`,
    `/uploads/${upload}`,
    "/admin",
    "/setup",
    "/graphs",
    "/graphs/new",
    "/graphs/new?source=1",
    "/graphs/KG_101",
    `/graph-builds/${build}`,
    "/graphs/KG_101/delete",
    "/graphs/KG_101/drawing",
    "/graphs/KG_101/tables",
    "/graphs/KG_101/tables?q=no+such+table",
    "/graphs/KG_101/tables/hana_material_master",
    "/graphs/KG_101/rulesets",
    ruleset,
    `${ruleset}/delete`,
    `${ruleset}/rules/RBP%20GPU%20to%20OPS%20Excel`,
    `/landing-kpi/${id}/edit`,
    `/landing-kpi/${id}/execute`,
    `/landing-kpi/${id}/retention`,
    `/landing-kpi/${id}/delete`,
    `/landing-kpi/${deleted}/purge`,
    `/landing-kpi/drilldown/${run.id}`,
    `/landing-kpi/drilldown/${run.id}?search=no+such+text`,
    `/landing-kpi/drilldown/${run.id}?filter.Overall_Result=%3E0`,
    `/landing-kpi/drilldown/${run.id}?filter.Overall_Result=%3Eabc`,
    `/landing-kpi/drilldown/${failed.id}`,
    `/landing-kpi/drilldown/${grouped.id}/groups/1?page_size=25`,
    `/landing-kpi/drilldown/${before.id}`,
    `/landing-kpi/drilldown/${before.id}/live`,
    `/landing-kpi/drilldown/${before.id}/live?filter.Overall_Result=%3Eabc`,
    `/landing-kpi/compare/${before.id}/${run.id}`,
    "/graphs/KG_101/names",
    "/graphs/KG_101/names?q=inactive",
    "/graphs/KG_101/names?kind=values&page=2",
    "/people/audit?verify=yes",
    "/people/audit?search=no+such+entry",
    "/docs",
    "/landing-kpi/99999999/edit",
    "/no/such/page",
  ];
}

// Two journeys, so that they run beside each other.
for (const half of [0, 1]) {
  test(`axe finds nothing on any page, part ${half + 1} of 2`, async ({
    page,
    request,
    dataFolder,
  }, info) => {
    // Sixty pages take minutes on a machine with other work; how long is not what is tested.
    test.setTimeout(600_000);
    const pages = await everyPage(request, info, dataFolder);
    for (const path of pages.filter((_, index) => index % 2 === half)) {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(path);
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await violations(page), `${path} at ${width} px`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(overflow, `${path} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      }
      // Only colours change with the scheme, and with the width they do not.
      await page.emulateMedia({ colorScheme: "dark" });
      expect.soft(await violations(page, "color-contrast"), `${path} in dark colours`).toEqual([]);
    }
  });
}

test("a refused form and a preview are accessible too", async ({ page }) => {
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Definition").fill(RBP_NOT_IN_OPS);
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("region", { name: "Preview" })).toBeVisible();
  expect(await violations(page)).toEqual([]);
});
