import type { Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, uniqueName } from "./journeys.ts";
import { givenGraph } from "./shop.ts";

/** The dialog with its templates opened. */
async function openTemplates(page: Page, path: string) {
  await page.goto(path, { waitUntil: "networkidle" });
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Start from a template").click();
  return {
    dialog,
    ...fieldsOf(dialog),
    family: dialog.getByLabel("What to find"),
    table: dialog.getByRole("combobox", { name: "Table", exact: true }),
    other: dialog.getByRole("combobox", { name: "Other table" }),
    column: dialog.getByRole("combobox", { name: "Column" }),
    fillIn: dialog.getByRole("button", { name: "Fill in" }),
    preview: dialog.getByRole("button", { name: "Preview" }),
    understood: dialog.getByText("Understood as:"),
  };
}

/** What a field offers to choose from. */
function offeredBy(field: ReturnType<Page["getByLabel"]>): Promise<string[]> {
  return field.evaluate((input) =>
    input instanceof HTMLInputElement ? [...(input.list?.options ?? [])].map(({ value }) => value) : [],
  );
}

test("a definition is filled from a template, and everything else that was typed stays", async ({
  page,
}, info) => {
  const name = uniqueName("Z from a template", info);
  const form = await openTemplates(page, "/landing-kpi/new");
  await form.name.fill(name);
  await form.description.fill("Half of it");
  await form.family.selectOption("Rows whose value in a column differs from another table");
  await form.table.fill("hana master");
  await form.other.fill("product master");
  await form.column.fill("product type");
  await form.fillIn.click();
  await expect(form.definition).toHaveValue(
    "rows of hana master whose product type differs from product master",
  );
  await expect(form.dialog.getByText("The definition is filled in.")).toBeVisible();
  await expect(form.name).toHaveValue(name);
  await expect(form.description).toHaveValue("Half of it");
  await expect(form.family).toHaveValue("mismatch");
  await expect(form.other).toHaveValue("product master");
  await form.preview.click();
  await expect(form.understood).toBeVisible();
  await expect(form.other).toHaveValue("product master");
  await form.dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(page.getByText("The KPI is created.")).toBeVisible();
});

test("only what the template has a place for is asked, and what is missing is said at its field", async ({
  page,
  javaScriptEnabled,
}) => {
  const form = await openTemplates(page, "/landing-kpi/new");
  await expect(form.column).toBeHidden();
  await form.other.fill("OPS Excel");
  await form.family.selectOption("Rows in which a column is blank");
  await expect(form.other).toBeHidden();
  await form.table.fill("OPS Excel");
  await form.fillIn.click();
  await expect(form.dialog.getByText("Choose a column of the table.")).toBeVisible();
  if (javaScriptEnabled !== false) await expect(form.column).toBeFocused();
  await expect(form.definition).toHaveValue("");
  await expect.poll(() => offeredBy(form.column)).toContain("Planner");
  expect(await offeredBy(form.table)).toContain("OPS Excel");
  await form.column.fill("Planner");
  await form.fillIn.click();
  await expect(form.definition).toHaveValue("rows of OPS Excel where Planner is blank");
  await form.family.selectOption("Rows of a table that are missing in another");
  await form.fillIn.click();
  await expect(form.dialog.getByText("Choose another one than OPS Excel.", { exact: false })).toBeVisible();
});

test("what the template replaced can be put back", async ({ page, request }, info) => {
  const id = await givenKpi(request, uniqueName("Z replaced", info), "all rows of SKULIFNR");
  const form = await openTemplates(page, `/landing-kpi/${id}/edit`);
  await form.family.selectOption("How many rows a table has, in all or for each value of a column");
  await form.table.fill("RBP GPU");
  await form.fillIn.click();
  await expect(form.definition).toHaveValue("number of rows of RBP GPU");
  await form.dialog.getByRole("button", { name: "Put it back" }).click();
  await expect(form.definition).toHaveValue("all rows of SKULIFNR");
});

test("the tables and columns that are offered are those of the graph that is chosen", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const shop = uniqueName("Z shop", info);
  await givenGraph(request, dataFolder, shop);
  const form = await openTemplates(page, "/landing-kpi/new");
  await form.dialog.getByLabel("Knowledge graph").selectOption(shop);
  await form.family.selectOption("Values of a column that occur more than once");
  await form.table.fill("customers");
  await form.fillIn.click();
  await expect.poll(() => offeredBy(form.table)).toContain("customers");
  expect(await offeredBy(form.table)).not.toContain("SKULIFNR");
  await expect.poll(() => offeredBy(form.column)).toContain("city");
  await form.column.fill("city");
  await form.fillIn.click();
  await expect(form.definition).toHaveValue("duplicate city in customers");
  await form.preview.click();
  await expect(form.understood).toBeVisible();
});

for (const width of [320, 1280])
  test(`axe finds nothing in a template that is filled badly, and nothing scrolls sideways, at ${width} px`, async ({
    page,
    javaScriptEnabled,
  }) => {
    test.skip(javaScriptEnabled === false, "axe is JavaScript");
    await page.setViewportSize({ width, height: 800 });
    const form = await openTemplates(page, "/landing-kpi/new");
    await form.family.selectOption("Rows whose value in a column differs from another table");
    await form.fillIn.click();
    await expect(form.table).toBeFocused();
    expect(await violations(page)).toEqual([]);
    expect(
      await form.dialog.evaluate((element) => element.scrollWidth - element.clientWidth),
    ).toBeLessThanOrEqual(0);
  });
