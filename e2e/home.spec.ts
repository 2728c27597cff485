import { expect, test } from "./fixtures.ts";
import { givenKpi, givenRun, RBP_NOT_IN_OPS, UNKNOWN_PHRASE, uniqueName } from "./journeys.ts";

/** The pages that say how all KPIs are. */

test("what needs attention stands first at home, and leads to its run", async ({ page, request }, info) => {
  const [breached, failing] = [uniqueName("Z Breached", info), uniqueName("Z Failing", info)];
  const id = await givenKpi(request, breached, RBP_NOT_IN_OPS);
  const data = { better: "lower", critical_bound: 0, group_name: uniqueName("Z Group", info) };
  await request.put(`/v1/landing-kpi/kpis/${id}`, { data });
  await givenRun(request, id);
  const run = await givenRun(request, id);
  await givenRun(request, await givenKpi(request, failing, UNKNOWN_PHRASE));

  await page.goto("/");
  const attention = page.getByRole("region", { name: "KPIs that need attention" });
  const row = (name: string) => attention.getByRole("row").filter({ hasText: name });
  await expect(row(breached)).toContainText("Critical");
  await expect(row(breached)).toContainText((run.value ?? 0).toLocaleString("en"));
  await expect(row(breached)).toContainText("no change");
  await expect(row(failing)).toContainText("Failed");
  const group = page.locator("details.kpi-group").filter({ hasText: data.group_name });
  await expect(group).toContainText("1 KPI: 1 critical");
  await expect(group.getByRole("region", { name: data.group_name })).toBeVisible();
  await group.getByRole("heading").click();
  await expect(group.getByRole("region", { name: data.group_name })).toBeHidden();
  await row(breached)
    .getByRole("link", { name: /Critical/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/drilldown/${run.id}$`));
});

test("all runs of all KPIs are on a page, by state", async ({ page, request }, info) => {
  const name = uniqueName("Z Run", info);
  const failed = await givenRun(request, await givenKpi(request, name, UNKNOWN_PHRASE));
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  const runs = page.getByRole("region", { name: "Runs", exact: true });
  await expect(runs.getByRole("row").nth(1)).toContainText(name);
  await page
    .getByRole("navigation", { name: "Runs by state" })
    .getByRole("link", { name: "Cancelled" })
    .click();
  await expect(page.getByText("No run here. Choose another state or page.")).toBeVisible();
  await page.getByRole("navigation", { name: "Runs by state" }).getByRole("link", { name: "Failed" }).click();
  await expect(page).toHaveURL(/\/runs\?status=failed$/);
  await runs.getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/drilldown/${failed.id}$`));
});

test("a state or a page of runs that does not exist is told by a sentence", async ({ page }) => {
  await page.goto("/runs?page=999");
  await expect(page.getByText("No run here.")).toBeVisible();
  await page.goto("/runs?threshold_state=fine");
  await expect(page.getByText("Must be one of ok, warning, critical.")).toBeVisible();
});
