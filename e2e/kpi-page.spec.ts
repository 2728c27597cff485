import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, givenRun, RBP_NOT_IN_OPS, uniqueName } from "./journeys.ts";

/** The page of one KPI. */

test("a KPI's page says what it means, how it went and what it was, and an earlier version is restored", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Z Page", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const run = await givenRun(request, id);
  await page.goto(`/landing-kpi?kpi=${id}&search=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name: "Page of this KPI" }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/${id}$`));
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const about = page.getByRole("region", { name: "About this KPI" });
  await expect(about).toContainText((run.value ?? 0).toLocaleString("en"));
  await expect(about).toContainText("KG_101 · newdqschema");
  const definition = page.getByRole("region", { name: "Definition" });
  await expect(definition.getByText("Understood as:")).toBeVisible();
  await definition.getByText("The SQL of the last run").click();
  await expect(definition.getByRole("region", { name: "Generated SQL" })).toContainText("brz_lnd_RBP_GPU");

  const data = { nl_definition: "Count all products where status is inactive" };
  await request.put(`/v1/landing-kpi/kpis/${id}`, { data });
  await page.reload();
  await expect(definition).toContainText("It was changed after the last run");
  const changes = page.getByRole("region", { name: "Changes of this KPI" });
  await expect(changes.getByRole("listitem")).toHaveCount(2);
  await expect(changes.getByRole("listitem").first()).toContainText(`→ ${data.nl_definition}`);
  await changes.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByText("What that version said is saved as the newest one.")).toBeVisible();
  await expect(changes.getByRole("listitem")).toHaveCount(3);
  await expect(definition.getByText(RBP_NOT_IN_OPS).first()).toBeVisible();
  await expect(definition).not.toContainText("It was changed after the last run");
});

test("a version whose name another KPI has is not restored, and its definition can be had", async ({
  page,
  request,
}, info) => {
  const taken = uniqueName("Z Taken", info);
  const id = await givenKpi(request, taken, RBP_NOT_IN_OPS);
  const data = { name: `${taken} now`, nl_definition: "Count all products where status is inactive" };
  await request.put(`/v1/landing-kpi/kpis/${id}`, { data });
  await givenKpi(request, taken, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}`);
  await page.getByRole("button", { name: "Restore version 1" }).click();
  const refused = page.getByRole("alert");
  await expect(refused).toContainText(`Version 1 is not restored. A KPI named "${taken}" exists already`);
  await expect(refused).toBeFocused();
  await expect(page.getByRole("heading", { name: data.name, level: 1 })).toBeVisible();
  await refused.getByRole("link", { name: "Edit this KPI with the definition of version 1" }).click();
  const fields = fieldsOf(page.getByRole("dialog"));
  await expect(fields.name).toHaveValue(data.name);
  await expect(fields.definition).toHaveValue(RBP_NOT_IN_OPS);
});

test("a KPI that never ran, and one that is not there, say so", async ({ page, request }, info) => {
  const id = await givenKpi(request, uniqueName("Z New", info), RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}`);
  await expect(page.getByText("This KPI was never executed.")).toBeVisible();
  await page.goto("/landing-kpi/99999999");
  await expect(page.getByText("There is no KPI with id 99999999.")).toBeVisible();
});
