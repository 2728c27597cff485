import { expect, test } from "./fixtures.ts";

const TABLE = "brz_lnd_SKU_LIFNR_Excel";

test("a table is found, given another name, and the name is taken away", async ({ page }, info) => {
  const name = `supply list ${info.project.name} ${info.repeatEachIndex}`;
  await page.goto("/graphs/KG_101");
  await page.getByRole("link", { name: "Tables", exact: true }).click();
  const search = page.getByRole("search", { name: "Tables" });
  await search.getByRole("searchbox").fill("skulifnr");
  await search.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("1 table found.")).toBeVisible();
  await page.getByRole("link", { name: TABLE }).click();

  await expect(page.getByRole("heading", { name: TABLE })).toBeVisible();
  const columns = page.getByRole("region", { name: `Columns of ${TABLE}` });
  await expect(columns.getByRole("row", { name: /^Supplier / })).toContainText("vendor");
  await page.getByRole("textbox", { name: "Name (required)" }).fill(name);
  await page.getByRole("button", { name: "Add the name" }).click();
  const names = page.getByRole("region", { name: "Other names of the table" });
  await expect(names).toContainText(name);
  await names.getByRole("button", { name: `Delete the name ${name}` }).click();
  await expect(names).not.toContainText(name);
});

test("a name that something else goes by is refused beside the field, and stays typed", async ({ page }) => {
  await page.goto(`/graphs/KG_101/tables/${TABLE}`);
  const row = page.getByRole("row", { name: /^Lead_time / });
  await row.getByRole("link", { name: "Add a name for Lead_time" }).click();
  await expect(page.getByLabel("What is called so")).toHaveValue("Lead_time");
  await page.getByRole("textbox", { name: "Name (required)" }).fill("Vendor");
  await page.getByRole("button", { name: "Add the name" }).click();
  await expect(page.getByText(`The column Supplier of ${TABLE} goes by “Vendor” already.`)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name (required)" })).toHaveValue("Vendor");
  await expect(page.getByLabel("What is called so")).toHaveValue("Lead_time");
});

test("the columns of a table are searched by what people call them", async ({ page }) => {
  await page.goto("/graphs/KG_101/tables/hana_material_master?search=marketing+name");
  await expect(page.getByText("1 column found.")).toBeVisible();
  await expect(page.getByRole("row", { name: /^OPS_MKTG_NM / })).toBeVisible();
  const missing = await page.goto("/graphs/KG_101/tables/nowhere");
  expect(missing?.status()).toBe(404);
  await expect(
    page.getByText("has no table “nowhere”").or(page.getByText('has no table "nowhere"')),
  ).toBeVisible();
});

test("a type of two short words is on one line", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/graphs/KG_101/tables/hana_material_master");
  const lines = await page.getByRole("cell", { name: "text, TEXT" }).evaluateAll((cells) =>
    cells.map((cell) => {
      const text = document.createRange();
      text.selectNodeContents(cell);
      return new Set([...text.getClientRects()].map(({ top }) => top)).size;
    }),
  );
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((count) => count > 1)).toEqual([]);
});

test("the drawing leads from a table to its joins, and says the same in words", async ({ page }) => {
  await page.goto("/graphs/KG_101");
  await page.getByRole("link", { name: "Drawing", exact: true }).click();
  const drawing = page.getByRole("region", { name: "Drawing of KG_101" });
  await expect(drawing.getByRole("link")).toHaveCount(9);
  await page.getByText("The drawing in words").click();
  const words = page.getByRole("listitem").filter({ hasText: "brz_lnd_RBP_GPU joins brz_lnd_OPS_EXCEL_GPU" });
  await expect(words).toContainText("1 approved");
  await drawing.getByRole("link", { name: "Joins of brz_lnd_SAR_Excel_GPU" }).click();
  await expect(page.getByRole("link", { name: "Approved (1)" })).toBeVisible();
  await expect(page.locator(".join-list strong")).toContainText("brz_lnd_SAR_Excel_GPU.Material");
});
