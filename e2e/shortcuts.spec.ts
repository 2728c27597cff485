import { expect, test } from "./fixtures.ts";
import { givenKpi, givenRun, RBP_NOT_IN_OPS, uniqueName } from "./journeys.ts";

test("anything is found on a page of its own, with and without JavaScript", async ({
  page,
  request,
}, info) => {
  const name = uniqueName("Z found", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const run = await givenRun(request, id);
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Find" }).click();
  const field = page.getByRole("main").getByRole("searchbox");
  await field.fill(name.toUpperCase());
  await field.press("Enter");
  await expect(page.getByRole("link", { name: `KPI ${name}` })).toHaveAttribute("href", `/landing-kpi/${id}`);
  await expect(page.getByRole("link", { name: `Run ${name}` })).toHaveAttribute(
    "href",
    `/landing-kpi/drilldown/${run.id}`,
  );
  await field.fill("kg_101");
  await field.press("Enter");
  await page.getByRole("link", { name: "Graph KG_101" }).click();
  await expect(page).toHaveURL(/\/graphs\/KG_101$/);
  await page.goto(`/find?q=${run.id}`);
  await expect(page.getByRole("link", { name: `Run Execution ${run.id}`, exact: true })).toBeVisible();
  await page.goto("/find?q=no+such+thing");
  await expect(page.getByText("Nothing is called “no such thing”.")).toBeVisible();
});

test("a KPI whose name begins with the text comes before those that have it elsewhere", async ({
  page,
  request,
}, info) => {
  const word = uniqueName("Zq", info).replaceAll(" ", "");
  for (const other of ["b", "c"]) await givenKpi(request, `Other ${other} ${word}`, RBP_NOT_IN_OPS);
  await givenKpi(request, `${word} first`, RBP_NOT_IN_OPS);
  await page.goto(`/find?q=${word}`);
  await expect(page.getByRole("main").getByRole("link", { name: word }).first()).toHaveText(
    new RegExp(`KPI\\s*${word} first`),
  );
});

test.describe("shortcuts", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "what JavaScript adds");

  test("Ctrl+K goes to a KPI by keyboard, and Escape gives the focus back", async ({ page }) => {
    await page.goto("/runs");
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" });
    await link.focus();
    await page.keyboard.press("Control+k");
    const palette = page.getByRole("dialog", { name: "Go to" });
    await expect(palette.getByRole("searchbox")).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(palette).toHaveCount(0);
    await expect(link).toBeFocused();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("Long Lead");
    const found = palette.getByRole("link");
    await expect(found.first()).toHaveText(/KPI\s*Long Lead Times/);
    await page.keyboard.press("ArrowDown");
    await expect(found.first()).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Long Lead Times" })).toBeVisible();
    await expect(palette).toHaveCount(0);
  });

  test("keys of one letter lead to pages, are told by ?, and can be turned off", async ({ page }) => {
    await page.goto("/runs");
    await page.getByRole("heading", { name: "Runs" }).waitFor();
    await expect(async () => {
      await page.keyboard.press("?");
      await expect(page.getByRole("dialog").getByText("The search of the page")).toBeVisible({
        timeout: 500,
      });
    }).toPass();
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await expect(page).toHaveURL(/\/sources$/);
    await page.keyboard.press("?");
    await page.getByLabel("Use the shortcuts that are single keys").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Go to" })).toBeVisible();
    await expect(page).toHaveURL(/\/sources$/);
  });

  test("no key is taken from a field or a dialog", async ({ page }) => {
    await page.goto("/landing-kpi");
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(page.getByRole("main").getByRole("searchbox")).toBeFocused({ timeout: 500 });
    }).toPass();
    await page.keyboard.type("gk?n/");
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("main").getByRole("searchbox")).toHaveValue("gk?n/");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.goto("/landing-kpi/1/delete");
    await page.getByRole("alertdialog").getByRole("link", { name: "Cancel" }).focus();
    await page.keyboard.press("n");
    await page.keyboard.press("?");
    await expect(page).toHaveURL(/\/landing-kpi\/1\/delete$/);
  });
});
