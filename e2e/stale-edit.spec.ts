import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, RBP_NOT_IN_OPS, uniqueName } from "./journeys.ts";

test("the second of two people who edit one KPI sees what the first changed and loses nothing", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Shared", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}/edit`);
  const dialog = page.getByRole("dialog");
  const fields = fieldsOf(dialog);
  await fields.definition.fill("my definition");
  await fields.alias.fill("MINE");

  const other = await request.put(`/v1/landing-kpi/kpis/${id}`, {
    data: { nl_definition: "their definition", description: "their description" },
  });
  expect(other.status()).toBe(200);

  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await expect(fields.definition).toHaveValue("my definition");
  await expect(fields.definition).toHaveAccessibleDescription(/their definition/);
  await expect(fields.alias).toHaveValue("MINE");
  await expect(fields.description).toHaveAccessibleDescription(/their description/);
  await expect(dialog.getByLabel("Take theirs instead of what you typed")).not.toBeChecked();
  await expect(dialog.getByLabel("Take theirs (you did not change this field)")).toBeChecked();

  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("region", { name: "This definition is not understood" })).toBeVisible();
  await expect(dialog.getByLabel("Take theirs instead of what you typed")).not.toBeChecked();

  await dialog.getByRole("button", { name: "Save over the other version" }).click();
  await dialog.getByRole("button", { name: "Save anyway" }).click();
  await expect(page.getByText("The changes are saved.")).toBeVisible();
  const { kpi } = await (await request.get(`/v1/landing-kpi/kpis/${id}`)).json();
  expect(kpi).toMatchObject({
    nl_definition: "my definition",
    alias_name: "MINE",
    description: "their description",
  });
});

test("one can drop one's own text and start from what is saved now", async ({ page, request }, info) => {
  const id = await givenKpi(request, uniqueName("Dropped", info), RBP_NOT_IN_OPS);
  await page.goto(`/landing-kpi/${id}/edit`);
  const fields = fieldsOf(page.getByRole("dialog"));
  await fields.definition.fill("my definition");
  await request.put(`/v1/landing-kpi/kpis/${id}`, { data: { nl_definition: "their definition" } });
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByRole("link", { name: "drop yours and start from what is saved now" }).click();
  await expect(fields.definition).toHaveValue("their definition");
});
