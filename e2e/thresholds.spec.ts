import { expect, test } from "./fixtures.ts";
import { actOn, fieldsOf, givenKpi, givenRun, RBP_NOT_IN_OPS, rowOf, uniqueName } from "./journeys.ts";

/** Bounds of a KPI's value, from the form to where their breach is seen. */

test("bounds are given with a new KPI, and a breach is seen in list, run, history and chart", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Z Bounded", info);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog", { name: "New KPI" });
  const fields = fieldsOf(dialog);
  await fields.name.fill(name);
  await fields.definition.fill(RBP_NOT_IN_OPS);
  await dialog.getByText("Thresholds", { exact: true }).click();
  await dialog.getByLabel("Better is").selectOption("Lower");
  await dialog.getByLabel("Warning beyond").fill("0");
  await dialog.getByLabel("Critical beyond").fill("1");
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(page.getByText("The KPI is created.")).toBeVisible();
  const id = Number(new URL(page.url()).searchParams.get("kpi"));
  const runs = [await givenRun(request, id), await givenRun(request, id)];

  await page.goto(`/landing-kpi?search=${encodeURIComponent(name)}&kpi=${id}`);
  await expect(rowOf(page, name).getByText("Critical", { exact: true })).toBeVisible();
  const history = page.getByRole("region", { name: `Execution History: ${name}` });
  await expect(history.getByText("Lower is better: warning above 0, critical above 1.")).toBeVisible();
  await expect(
    history.getByRole("region", { name: "Executions", exact: true }).getByText("Critical", { exact: true }),
  ).toHaveCount(2);
  await expect(
    history.getByRole("img", { name: /^Value of 2 .*; warning above 0, critical above 1$/ }),
  ).toBeVisible();
  await page.goto(`/landing-kpi/drilldown/${runs[1]?.id}`);
  await expect(page.getByText("Lower is better: warning above 0, critical above 1.")).toBeVisible();
  await expect(page.getByText("Critical", { exact: true })).toBeVisible();
});

test("bounds that contradict each other are refused beside their field, which is open to be seen", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Z Contradicting", info);
  await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi?search=${encodeURIComponent(name)}`);
  await actOn(page, name, "Edit");
  const dialog = page.getByRole("dialog", { name: `Edit KPI: ${name}` });
  await expect(dialog.getByLabel("Warning beyond")).toBeHidden();
  await dialog.getByText("Thresholds", { exact: true }).click();
  await dialog.getByLabel("Better is").selectOption("Higher");
  await dialog.getByLabel("Warning beyond").fill("10");
  await dialog.getByLabel("Critical beyond").fill("20");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  const warning = dialog.getByLabel("Warning beyond");
  await expect(warning).toHaveAttribute("aria-invalid", "true");
  await expect(warning).toBeVisible();
  await expect(dialog.getByRole("alert")).toContainText("(10) must be above the critical one (20)");
  await dialog.getByLabel("Critical beyond").fill("5");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toBeHidden();
  await actOn(page, name, "Edit");
  await expect(dialog.getByLabel("Critical beyond")).toHaveValue("5");
});
