import { readFile } from "node:fs/promises";
import type { APIRequestContext } from "@playwright/test";
import { readXlsx } from "hucre/xlsx";
import { expect, test } from "./fixtures.ts";
import { columnTexts, givenKpi, givenRun, RBP_NOT_IN_OPS, uniqueName } from "./journeys.ts";

/** Two executions of a KPI, the first of which kept fewer records. */
async function givenTwoRuns(request: APIRequestContext, name: string) {
  const kpi = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const before = await givenRun(request, kpi, { limit_records: 10 });
  const after = await givenRun(request, kpi, { limit_records: 25 });
  return { kpi, before, after };
}

test("what changed since the run before is a link on the page of an execution", async ({
  page,
  request,
}, info) => {
  const { before, after } = await givenTwoRuns(request, uniqueName("Compared", info));
  await page.goto(`/landing-kpi/drilldown/${before.id}`);
  await expect(page.getByRole("link", { name: "What changed since the run before" })).toHaveCount(0);
  await page.goto(`/landing-kpi/drilldown/${after.id}`);
  await page.getByRole("link", { name: "What changed since the run before" }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/compare/${before.id}/${after.id}$`));
  await expect(page.getByRole("link", { name: "All differences, certain or not (15)" })).toHaveAttribute(
    "aria-current",
    "true",
  );
  await expect(page.getByText(/limit 10 → 25/)).toBeVisible();
  await expect(page.getByText(`Execution ${before.id} kept the first 10`)).toBeVisible();
  await page.getByRole("link", { name: "The same (10)" }).click();
  await expect(page).toHaveURL(/\?change=same$/);
  await expect(page.getByText("10 records", { exact: true })).toBeVisible();
  expect(new Set(await columnTexts(page, "Change"))).toEqual(new Set(["The same"]));
  await page.getByRole("link", { name: "The other way round" }).click();
  await expect(page.getByRole("link", { name: "Gone or beyond the limit (15)" })).toBeVisible();
  await page.getByRole("link", { name: "Gone or beyond the limit (15)" }).click();
  await expect(page.getByText("15 records", { exact: true })).toBeVisible();
  expect(new Set(await columnTexts(page, "Change"))).toEqual(new Set(["Gone or beyond the limit"]));
});

test("records are compared by columns that one chooses, and by whole rows", async ({
  page,
  request,
}, info) => {
  const { before, after } = await givenTwoRuns(request, uniqueName("Chosen key", info));
  await page.goto(`/landing-kpi/compare/${before.id}/${after.id}?change=added`);
  await expect(page.getByText(/^Rows are the same thing when they have the same/)).toBeVisible();
  await page.getByText("Compare by other columns").click();
  await page.getByRole("link", { name: "Compare whole rows" }).click();
  await expect(page).toHaveURL(/by=row/);
  await expect(page.getByText(/^Whole rows are compared/)).toBeVisible();
  await page.reload(); // the choice is folded again
  await page.getByText("Compare by other columns").click();
  await page.getByLabel("Material", { exact: true }).check();
  await page.getByRole("button", { name: "Compare by these columns" }).click();
  await expect(page).toHaveURL(/change=added&key=Material$/);
  await expect(page.getByText("have the same Material (as you chose)")).toBeVisible();
});

test("the history leads to the comparison, where other executions can be chosen", async ({
  page,
  request,
}, info) => {
  const { kpi, before, after } = await givenTwoRuns(request, uniqueName("From history", info));
  const last = await givenRun(request, kpi, { limit_records: 25 });
  await page.goto(`/landing-kpi?kpi=${kpi}`);
  await page
    .getByRole("link", { name: /^Compare of/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`/compare/${after.id}/${last.id}$`));
  await expect(
    page.getByText("Both executions kept the same records; what lies beyond their limits may differ."),
  ).toBeVisible();
  await page.getByRole("combobox", { name: "From" }).selectOption(String(before.id));
  await page.getByRole("button", { name: "Compare these" }).click();
  await expect(page).toHaveURL(new RegExp(`/compare/${before.id}/${last.id}$`));
  await page.goto(`/landing-kpi/compare/before/${before.id}`);
  await expect(page.getByText(/it has nothing to be compared with/)).toBeVisible();
});

test("the differences that are shown can be taken along", async ({ page, request }, info) => {
  const { before, after } = await givenTwoRuns(request, uniqueName("Taken along", info));
  await page.goto(`/landing-kpi/compare/${before.id}/${after.id}?change=added`);
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export Excel" }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^taken-along-.*-to-\d{4}-\d\d-\d\d-\d{4}\.xlsx$/);
  const { sheets } = await readXlsx(await readFile(await file.path()));
  expect(sheets[0]?.rows.map(([change]) => change)).toEqual([
    "Change",
    ...Array(15).fill("added or beyond the limit"),
  ]);
});
