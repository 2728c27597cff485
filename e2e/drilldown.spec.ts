import { readFile } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "./fixtures.ts";
import { columnTexts, givenKpi, givenRun, RBP_NOT_IN_OPS, records, uniqueName } from "./journeys.ts";
import { givenGraph } from "./shop.ts";

async function givenRecords(request: APIRequestContext, name: string) {
  return givenRun(request, await givenKpi(request, name, RBP_NOT_IN_OPS));
}

/** What the API says about the same rows, to hold the page against. */
async function drilldown(request: APIRequestContext, id: number, params: Record<string, string> = {}) {
  const response = await request.get(`/v1/landing-kpi/executions/${id}/drilldown`, { params });
  expect(response.status()).toBe(200);
  return response.json();
}

/** The button works with and without JavaScript, which also applies what is typed by itself. */
async function apply(page: Page) {
  await page.getByRole("search", { name: "Records" }).getByRole("button", { name: "Apply" }).click();
}

test("records are sorted by their column's link, both ways", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Sorted", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  const header = records(page).getByRole("columnheader", { name: "Material" });
  await header.getByRole("link").click();
  await expect(header).toHaveAttribute("aria-sort", "ascending");
  const ascending = await drilldown(request, run.id, { sort_by: "Material", sort_order: "asc" });
  expect(await columnTexts(page, "Material")).toEqual(
    ascending.data.map((row: Record<string, string>) => row.Material),
  );
  await header.getByRole("link").click();
  await expect(header).toHaveAttribute("aria-sort", "descending");
  const descending = await drilldown(request, run.id, { sort_by: "Material", sort_order: "desc" });
  expect(descending.data[0].Material).not.toBe(ascending.data[0].Material);
  expect((await columnTexts(page, "Material"))[0]).toBe(descending.data[0].Material);
});

test("records are filtered by column, searched in all columns, and shown again", async ({
  page,
  request,
}, info) => {
  const run = await givenRecords(request, uniqueName("Filtered", info));
  const all = await drilldown(request, run.id);
  const part = String(all.data[0].Material).slice(-3);
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await page.getByRole("textbox", { name: "Filter Material" }).fill(part);
  await apply(page);
  await expect(page.getByText(/that match/)).toBeVisible();
  const filters = JSON.stringify({ Material: { contains: part } });
  const filtered = await drilldown(request, run.id, { filters });
  expect(filtered.total_records).toBeLessThan(all.total_records);
  await expect(page.getByText(`of ${filtered.total_records.toLocaleString("en")} that match`)).toBeVisible();
  expect(await columnTexts(page, "Material")).toEqual(
    filtered.data.map((row: Record<string, string>) => row.Material),
  );

  await page.getByRole("searchbox", { name: "Search in all columns" }).fill("no such text anywhere");
  await apply(page);
  await expect(page.getByText("No record matches this search and these filters.")).toBeVisible();
  await expect(records(page).getByRole("columnheader", { name: "Material" })).toBeVisible();
  await page.getByRole("link", { name: "Show all records" }).click();
  await expect(page.getByText(/that match/)).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "Filter Material" })).toHaveValue("");
});

test("numbers are filtered by comparing them, and a filter that cannot be read stays to be corrected", async ({
  page,
  request,
}, info) => {
  const run = await givenRecords(request, uniqueName("Compared", info));
  const { data } = await drilldown(request, run.id, { sort_by: "Overall_Result" });
  const least = data[0].Overall_Result as number;
  const expected = await drilldown(request, run.id, {
    filters: JSON.stringify({ Overall_Result: `>${least}` }),
  });
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  const field = page.getByRole("textbox", { name: "Filter Overall_Result" });
  await field.fill(">abc");
  await apply(page);
  await expect(page.getByText(/“>abc” cannot be read as a filter of Overall_Result/)).toBeVisible();
  await expect(field).toHaveValue(">abc");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Showing none: correct the filter first")).toBeVisible();
  await field.fill(`>${least}`);
  await apply(page);
  await expect(page.getByText(/^Filtered: Overall_Result greater than /)).toBeVisible();
  await expect(page.getByText(`of ${expected.total_records.toLocaleString("en")} that match`)).toBeVisible();
  expect(await columnTexts(page, "Material")).toEqual(
    expected.data.map((row: Record<string, string | null>) => row.Material ?? "null"),
  );
});

test("records come in pages of a size that one chooses", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Paged", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await page.getByRole("combobox", { name: "Records per page" }).selectOption("25");
  await apply(page);
  await expect(page.getByText("Showing 1 to 25 of")).toBeVisible();
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByText("Showing 26 to 50 of")).toBeVisible();
  await expect(page.getByRole("link", { name: "Page 2", exact: true })).toHaveAttribute(
    "aria-current",
    "page",
  );
  const second = await drilldown(request, run.id, { page: "2", page_size: "25" });
  expect((await columnTexts(page, "Material"))[0]).toBe(second.data[0].Material);
  // The next run begins with as many.
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page).toHaveURL(/page_size=25$/);
  await expect(page.getByText("Showing 1 to 25 of")).toBeVisible();
});

test("a choice outlives a run that has too many columns for it, and no link is taken for one", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const shop = uniqueName("Z wide shop", info);
  const parcels = shop.replace("Z wide shop", "parcels").replaceAll(" ", "_");
  const columns = Array.from({ length: 25 }, (_, n) => `mark_${n} TEXT DEFAULT 'm'`).join(", ");
  const script = `CREATE TABLE ${parcels} (${columns}); INSERT INTO ${parcels} DEFAULT VALUES`;
  const { file } = await givenGraph(request, dataFolder, shop, script);
  const kpi = await givenKpi(request, shop, `all rows of ${parcels}`);
  const run = await givenRun(request, kpi, { kg_name: shop, select_schema: file.replace(/\.db$/, "") });
  const wide = `/landing-kpi/drilldown/${run.id}`;
  const narrow = `/landing-kpi/drilldown/${(await givenRecords(request, uniqueName("Narrow", info))).id}`;
  const size = page.getByRole("combobox", { name: "Records per page" });

  await page.goto(narrow);
  await size.selectOption("500");
  await apply(page);
  await expect(page).toHaveURL(/page_size=500$/);
  await page.goto(wide);
  await expect(size).toHaveValue("200");
  // What else one sends with the form of the wide run is no choice of its number of records.
  await page.getByRole("searchbox", { name: "Search in all columns" }).fill("m");
  await apply(page);
  await expect(page).toHaveURL(/search=m/);
  await page.goto(`${narrow}?page_size=25`);
  await expect(size).toHaveValue("25");
  await page.goto(narrow);
  await expect(size).toHaveValue("500");
});

test("columns are chosen, and the choice is part of the address", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Chosen", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}?sort_by=Material`);
  const before = await records(page).getByRole("columnheader").count();
  await page.getByText(/^Columns \(/).click();
  await page.getByRole("checkbox", { name: "Product_Line" }).uncheck();
  await page.getByRole("button", { name: "Show these columns" }).click();
  await expect(records(page).getByRole("columnheader")).toHaveCount(before - 1);
  await expect(records(page).getByRole("columnheader", { name: "Product_Line" })).toHaveCount(0);
  await page.goto(page.url());
  await expect(records(page).getByRole("columnheader")).toHaveCount(before - 1);
  await expect(page).toHaveURL(/sort_by=Material/);
});

test("the values of a column stand with their counts, and one is chosen as a filter", async ({
  page,
  request,
}, info) => {
  const run = await givenRecords(request, uniqueName("Facets", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  const grid = page.getByRole("region", { name: "Query Results" });
  await grid.getByText("Values of a column").click();
  await grid.getByRole("combobox", { name: "Column" }).selectOption("Product_Line");
  await grid.getByRole("button", { name: "Count its values" }).click();
  const values = grid.getByRole("list", { name: "Values of Product_Line" });
  await expect(values).toBeVisible();
  const params = { column: "Product_Line" };
  const { values: told } = await (
    await request.get(`/v1/landing-kpi/executions/${run.id}/facet`, { params })
  ).json();
  await expect(values.getByRole("listitem")).toHaveCount(told.length);
  const [first] = told;
  const count = first.count.toLocaleString("en");
  await expect(values.getByRole("listitem").first()).toHaveText(`${first.value} ${count}`);

  await values.getByRole("link", { name: first.value, exact: true }).click();
  await expect(page.getByText(`Filtered: Product_Line is “${first.value}”`)).toBeVisible();
  await expect(page.getByText(`of ${count} that match`)).toBeVisible();
  await expect(values.getByRole("listitem")).toHaveCount(told.length);
  await values.locator("[aria-current]").click();
  await expect(page.getByText(/that match/)).toHaveCount(0);

  await page.goto(`/landing-kpi/drilldown/${run.id}?facet=Material`);
  await expect(grid.getByText("Material has too many different values to choose from.")).toBeVisible();
  await page.goto(`/landing-kpi/drilldown/${run.id}?facet=NO_SUCH`);
  await expect(grid.getByText('The result has no column "NO_SUCH".')).toBeVisible();
});

test("the CSV file holds exactly what is filtered, in the order shown", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Exported", info));
  const part = String((await drilldown(request, run.id)).data[0].Material).slice(0, 4);
  await page.goto(
    `/landing-kpi/drilldown/${run.id}?filter.Material=${part}&sort_by=Material&sort_order=desc`,
  );
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/^exported-\w+-\d{4}-\d\d-\d\d-\d{4}\.csv$/);
  const file = await readFile(await (await downloading).path(), "utf8");
  const expected = await drilldown(request, run.id, {
    filters: JSON.stringify({ Material: { contains: part } }),
    sort_by: "Material",
    sort_order: "desc",
    page_size: "500",
  });
  const [header, ...lines] = file
    .replace(/^\uFEFF/, "")
    .trimEnd()
    .split(/\r?\n/);
  expect(header).toBe(expected.columns.join(","));
  const material = expected.columns.indexOf("Material");
  expect(lines).toHaveLength(expected.total_records);
  expect(lines.map((line) => line.split(",")[material])).toEqual(
    expected.data.map((row: Record<string, string>) => row.Material),
  );
});

test("the Excel and JSON lines files hold exactly what is filtered", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Workbook", info));
  const part = String((await drilldown(request, run.id)).data[0].Material).slice(0, 4);
  const expected = await drilldown(request, run.id, {
    filters: JSON.stringify({ Material: { contains: part } }),
    page_size: "500",
  });
  await page.goto(`/landing-kpi/drilldown/${run.id}?filter.Material=${part}`);
  const download = async (name: string) => {
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name, exact: true }).click();
    const file = await downloading;
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const excel = await download("Export Excel");
  expect(excel.name).toMatch(/^workbook-\w+-\d{4}-\d\d-\d\d-\d{4}\.xlsx$/);
  const { sheets } = await readXlsx(excel.bytes);
  expect(sheets.map((sheet) => sheet.name)).toEqual(["Records", "About"]);
  expect(sheets[0]?.rows).toHaveLength(expected.total_records + 1);
  const lines = await download("JSON lines");
  expect(lines.name).toMatch(/\.jsonl$/);
  const records = lines.bytes.toString().trimEnd().split("\n");
  expect(records.map((line) => JSON.parse(line))).toEqual(expected.data);
});

test("a link to a view of the records shows that view", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Linked", info));
  await page.goto(
    `/landing-kpi/drilldown/${run.id}?page=2&page_size=25&sort_by=Material&sort_order=desc&show=Material`,
  );
  await expect(page.getByText("Showing 26 to 50 of")).toBeVisible();
  await expect(records(page).getByRole("columnheader")).toHaveText(["Material"]);
  const view = await drilldown(request, run.id, {
    page: "2",
    page_size: "25",
    sort_by: "Material",
    sort_order: "desc",
  });
  expect((await columnTexts(page, "Material"))[0]).toBe(view.data[0].Material);
});

test("a run without records says so, with nothing to filter", async ({ page, request }, info) => {
  const definition = "Show me all products in RBP GPU where Material is 'no such material'";
  const run = await givenRun(request, await givenKpi(request, uniqueName("Empty", info), definition));
  expect(run.number_of_records).toBe(0);
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page.getByText("The query ran and found no records.")).toBeVisible();
  await expect(page.getByRole("search")).toHaveCount(0);
  await expect(records(page)).toHaveCount(0);
});

test("a run's page begins with what it found", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("First", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  const count = page.locator(".run-result");
  await expect(count).toHaveText(
    `${(run.total_records ?? 0).toLocaleString("en")} records, ${run.distinct_key?.count} different Material`,
  );
  await expect(count).toBeInViewport();
  await expect(records(page).getByRole("row").nth(2)).toBeInViewport();

  const counting = "Count all products where status is inactive";
  const counted = await givenRun(request, await givenKpi(request, uniqueName("Value", info), counting));
  const { data, columns } = await drilldown(request, counted.id);
  expect(counted.value).toBe(data[0][columns[0]]);
  await page.goto(`/landing-kpi/drilldown/${counted.id}`);
  await expect(page.locator(".run-result")).toHaveText(
    `${(counted.value ?? 0).toLocaleString("en")} ${columns[0]}`,
  );

  const grouping = "Count products by status in OPS Excel";
  const grouped = await givenRun(request, await givenKpi(request, uniqueName("Groups", info), grouping));
  await page.goto(`/landing-kpi/drilldown/${grouped.id}`);
  await expect(page.locator(".run-result")).toHaveText(`${grouped.total_records} groups`);

  const share = "What percentage of products in RBP GPU is missing in OPS Excel";
  const shared = await givenRun(request, await givenKpi(request, uniqueName("Share", info), share));
  await page.goto(`/landing-kpi/drilldown/${shared.id}`);
  await expect(page.locator(".run-result")).toHaveText(/^\d+(\.\d{1,2})?\u00a0%\s*$/);
});

test("records scroll with the page, under a head that stays in sight", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Scrolled", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  const grid = records(page);
  const hidden = await grid.evaluate((element) => element.scrollHeight - element.clientHeight);
  expect(hidden, "the grid scrolls in itself").toBeLessThanOrEqual(0);
  await grid.getByRole("row").last().scrollIntoViewIfNeeded();
  await expect(grid.getByRole("columnheader", { name: "Material" })).toBeInViewport();
});

test("the SQL is shown in full, one column a line", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Statement", info));
  for (const width of [1280, 375]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`/landing-kpi/drilldown/${run.id}`);
    await page.getByText("How it was read, and its SQL").click();
    const sql = page.getByRole("region", { name: "Generated SQL" });
    await expect(sql).toContainText(/"Product_Line",\n\s+"\w+"\."Product_Family"/);
    const cut = await sql.evaluate(
      ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
        scrollWidth > clientWidth || scrollHeight > clientHeight,
    );
    expect(cut, `cut at ${width} px`).toBe(false);
  }
});

test("the row of a group leads to its rows, and back", async ({ page, request }, info) => {
  const definition = "count of RBP GPU rows per product line";
  const run = await givenRun(request, await givenKpi(request, uniqueName("Grouped", info), definition));
  const { data } = await drilldown(request, run.id);
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await page.getByRole("link", { name: "Rows of group 2", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Rows of this group" })).toBeVisible();
  await expect(
    page.getByText(`${data[1].row_count.toLocaleString("en")} rows, as the source has them now.`),
  ).toBeVisible();
  const cells = page.getByRole("region", { name: "The rows", exact: true }).getByRole("row");
  await expect(cells).toHaveCount(Math.min(500, data[1].row_count) + 1);
  await page.getByRole("link", { name: "Back to the groups" }).click();
  await expect(records(page)).toBeVisible();
});

test("rows that were not stored are read from the source, page by page", async ({ page, request }, info) => {
  const kpi = await givenKpi(request, uniqueName("Zurplus", info), RBP_NOT_IN_OPS);
  const run = await givenRun(request, kpi, { limit_records: 5 });
  const all = await drilldown(request, run.id);
  await page.goto(`/landing-kpi/drilldown/${run.id}?sort_by=Material&sort_order=desc`);
  await expect(
    page.getByText(`5 of ${all.source_records.toLocaleString("en")} rows are stored.`),
  ).toBeVisible();
  await page.getByRole("link", { name: "Read the rest from the source" }).click();

  await expect(page.getByRole("heading", { name: "Rows on the source" })).toBeVisible();
  await expect(page.getByText(/Read now from the source, .* UTC/)).toBeVisible();
  const live = async (params: Record<string, string>) => {
    const order = { sort_by: "Material", sort_order: "desc" };
    const path = `/v1/landing-kpi/executions/${run.id}/live-rows`;
    return (await request.get(path, { params: { ...order, ...params } })).json();
  };
  const materials = ({ data }: { data: Record<string, string>[] }) => data.map((row) => row.Material);
  expect(await columnTexts(page, "Material")).toEqual(materials(await live({})));
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.getByText("Showing 51 to 100 of")).toBeVisible();
  const second = await live({ page: "2" });
  expect(await columnTexts(page, "Material")).toEqual(materials(second));

  const part = String(second.data[0].Material).slice(-3);
  await page.getByRole("textbox", { name: "Filter Material" }).fill(part);
  await apply(page);
  const filtered = await live({ filters: JSON.stringify({ Material: { contains: part } }) });
  await expect(page.getByText(`of ${filtered.total_records} row`)).toBeVisible();
  expect(filtered.total_records).toBeLessThan(all.source_records);
  expect(await columnTexts(page, "Material")).toEqual(materials(filtered));

  await page.getByRole("textbox", { name: "Filter Overall_Result" }).fill(">abc");
  await apply(page);
  await expect(page.getByText("“>abc” cannot be read as a filter of Overall_Result")).toBeVisible();
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.getByRole("link", { name: "Back to the stored rows" }).click();
  await expect(page.getByRole("link", { name: "Read the rest from the source" })).toBeVisible();
});

test("a run without other rows to read says so", async ({ page, request }, info) => {
  const run = await givenRecords(request, uniqueName("Zwhole", info));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page.getByText(/rows are stored\./)).toHaveCount(0);
  await page.goto(`/landing-kpi/drilldown/${run.id}/live`);
  await expect(page.getByText("has kept all rows that its query returned")).toBeVisible();
});
