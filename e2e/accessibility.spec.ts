import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";
import { givenKpi, givenRun, RBP_NOT_IN_OPS, UNKNOWN_PHRASE, uniqueName } from "./journeys.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "axe runs as JavaScript in the page");

const WIDTHS = [320, 1280];
const SCHEMES = ["light", "dark"] as const;

test("axe finds nothing on any page, in both themes, narrow and wide", async ({ page, request }, info) => {
  test.slow();
  const id = await givenKpi(request, uniqueName("Accessible", info), RBP_NOT_IN_OPS);
  const run = await givenRun(request, id);
  const failing = await givenKpi(request, uniqueName("Failing", info), UNKNOWN_PHRASE);
  const failed = await givenRun(request, failing);
  const deleted = await givenKpi(request, uniqueName("Deleted", info), RBP_NOT_IN_OPS);
  await request.delete(`/v1/landing-kpi/kpis/${deleted}`);
  const paths = [
    "/landing-kpi",
    `/landing-kpi?kpi=${id}`,
    "/landing-kpi?state=deleted",
    "/landing-kpi?search=no+such+kpi",
    "/landing-kpi/new",
    `/landing-kpi/${id}/edit`,
    `/landing-kpi/${id}/execute`,
    `/landing-kpi/${id}/delete`,
    `/landing-kpi/${deleted}/purge`,
    `/landing-kpi/drilldown/${run.id}`,
    `/landing-kpi/drilldown/${run.id}?search=no+such+text`,
    `/landing-kpi/drilldown/${failed.id}`,
    "/landing-kpi/99999999/edit",
    "/no/such/page",
  ];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      for (const path of paths) {
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id: rule, nodes }) => `${rule}: ${nodes.map(({ html }) => html).join(" ")}`,
        );
        expect.soft(found, `${path}, ${width} px, ${colorScheme}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect.soft(overflow, `${path} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  }
});

test("a refused form is accessible too", async ({ page }) => {
  await page.goto("/landing-kpi/new");
  await page.getByRole("button", { name: "Create KPI" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
