import { expect, test } from "./fixtures.ts";
import { fieldsOf } from "./journeys.ts";

test("the names that a definition may have are a page of their own, which is searched", async ({ page }) => {
  await page.goto("/graphs/KG_101/names");
  const tables = page.getByRole("region", { name: /^Tables \(9\)$/ });
  const hana = tables.getByRole("listitem").filter({ hasText: "hana_material_master" }).first();
  await expect(hana).toContainText("hana master");
  await hana.getByText(/^\d+ columns/).click();
  await expect(hana.getByText("marketing name")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search" }).fill("VENDOR");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/names\?q=VENDOR$/);
  const columns = page.getByRole("region", { name: "Columns (1)" });
  await expect(columns.getByRole("listitem")).toHaveText("vendor Supplier in brz_lnd_SKU_LIFNR_Excel; text");
  await expect(tables).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search" }).fill("no such name");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("status")).toHaveText("0 tables, 0 columns, 0 values found.");
});

test("values have pages, and those of several columns are said with their column", async ({ page }) => {
  await page.goto("/graphs/KG_101/names");
  await page.getByRole("link", { name: /^All [\d,]+ values$/ }).click();
  const values = page.getByRole("region", { name: /^Values/ }).getByRole("listitem");
  await expect(values).toHaveCount(50);
  const first = await values.first().textContent();
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page).toHaveURL(/page=2/);
  await expect(values.first()).not.toHaveText(first ?? "");
  await page.goto("/graphs/KG_101/names?q=inactive&kind=values");
  for (const text of await values.allTextContents()) expect(text).toMatch(/ is inactive/i);
});

test("an address of names that leads nowhere says why", async ({ page }) => {
  for (const [path, reason] of [
    ["/graphs/KG_999/names", /There is no knowledge graph "KG_999"\. Known: .*KG_101/],
    ["/graphs/KG_101/names?table=nothing", 'The knowledge graph has no table "nothing".'],
    ["/graphs/KG_101/names?kind=rows", "Must be one of tables, columns, values."],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(reason);
  }
});

test("without JavaScript the names open in a tab of their own, and the form stays", async ({
  page,
  context,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled !== false, "with JavaScript they are beside the definition");
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  await fieldsOf(dialog).definition.fill("half written");
  const opened = context.waitForEvent("page");
  await dialog.getByText("Which names can be used?").click();
  // other journeys make graphs of their own, and each graph has such a link
  await dialog
    .getByRole("link", { name: /^Those of / })
    .first()
    .click();
  await expect((await opened).getByRole("heading", { name: /^Names in / })).toBeVisible();
  await expect(fieldsOf(dialog).definition).toHaveValue("half written");
});
