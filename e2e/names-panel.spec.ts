import type { Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, uniqueName } from "./journeys.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "what JavaScript adds");

/** The dialog with the names opened beside the definition. */
async function openNames(page: Page, path: string) {
  await page.goto(path);
  const dialog = page.getByRole("dialog");
  const panel = dialog.getByRole("region", { name: "Names" });
  const button = dialog.getByText("Which names can be used?");
  await expect(panel).toHaveCount(0);
  await button.click();
  await expect(panel.getByRole("status")).toContainText("9 tables");
  return { dialog, panel, button, search: panel.getByRole("searchbox"), ...fieldsOf(dialog) };
}

test("a name that is found goes to the cursor in the definition by a click", async ({ page }) => {
  const { panel, search, definition } = await openNames(page, "/landing-kpi/new");
  await definition.fill("products in which are not in RBP GPU");
  await definition.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(11, 11));
  await search.fill("OPS_EXCEL");
  await expect(panel.getByRole("status")).toContainText("2 tables");
  await panel.getByRole("button", { name: "OPS Excel", exact: true }).click();
  await expect(definition).toHaveValue("products in OPS Excel which are not in RBP GPU");
  await expect(definition).toBeFocused();
  await page.keyboard.type(" and here");
  await expect(definition).toHaveValue("products in OPS Excel and here which are not in RBP GPU");
});

test("names are written with the keyboard alone, and the form is not sent by it", async ({ page }) => {
  const { dialog, panel, search, definition, button } = await openNames(page, "/landing-kpi/new");
  await definition.fill("products in hana master with");
  await search.focus();
  await page.keyboard.type("gpu");
  await page.keyboard.press("Enter");
  const first = panel
    .getByRole("region", { name: /^Values/ })
    .getByRole("button")
    .first();
  await expect(first).toBeVisible();
  await first.focus();
  const said = await first.textContent();
  await page.keyboard.press("Enter");
  await expect(definition).toHaveValue(`products in hana master with ${said}`);
  await expect(dialog.getByText("is required")).toHaveCount(0);
  await button.click();
  await expect(panel).toHaveCount(0);
});

test("a name goes to the end of a definition that nobody has been in, and is saved with it", async ({
  page,
  request,
}, info) => {
  const id = await givenKpi(request, uniqueName("Named", info), "all rows of");
  const { dialog, panel, search, definition } = await openNames(page, `/landing-kpi/${id}/edit`);
  await search.fill("vendor");
  await panel.getByRole("button", { name: "vendor", exact: true }).waitFor();
  await search.fill("skulifnr");
  await panel.getByRole("button", { name: "SKULIFNR", exact: true }).click();
  await expect(definition).toHaveValue("all rows of SKULIFNR");
  await dialog.getByRole("button", { name: "Save changes" }).click();
  await expect(dialog).toHaveCount(0);
  const { kpi } = await (await request.get(`/v1/landing-kpi/kpis/${id}`)).json();
  expect(kpi.nl_definition).toBe("all rows of SKULIFNR");
});

test("a search that finds no server says so, and what was typed stays", async ({ page, context }) => {
  const { panel, search, definition } = await openNames(page, "/landing-kpi/new");
  await definition.fill("half written");
  await context.setOffline(true);
  await search.fill("vendor");
  await expect(panel.getByRole("status")).toContainText("The server cannot be reached.");
  await expect(definition).toHaveValue("half written");
  await context.setOffline(false);
  await search.fill("Vendor");
  await expect(panel.getByRole("button", { name: "vendor", exact: true })).toBeVisible();
});

test("the panel is loaded only when it is opened", async ({ page }) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(new URL(request.url()).pathname));
  await page.goto("/landing-kpi/new", { waitUntil: "networkidle" });
  const asked = () => scripts.filter((path) => /names-panel|names\/search/.test(path));
  expect(asked()).toEqual([]);
  await page.getByText("Which names can be used?").click();
  await expect(page.getByRole("region", { name: "Names" }).getByRole("status")).toContainText("9 tables");
  expect(asked()).toEqual([expect.stringMatching(/names-panel-.*\.js$/), "/graphs/KG_101/names/search"]);
});

for (const width of [375, 1280]) {
  test(`axe finds nothing in the open panel, and nothing scrolls sideways, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const { panel, search } = await openNames(page, "/landing-kpi/new");
    for (const text of ["", "inactive"]) {
      await search.fill(text);
      await expect(panel.getByRole("status")).toContainText(text ? "0 tables" : "9 tables");
      if (!text)
        await panel
          .getByText(/^\d+ columns/)
          .first()
          .click();
      expect(await violations(page)).toEqual([]);
      const overflow = await panel.evaluate((element) =>
        Math.max(...[element, document.documentElement].map((each) => each.scrollWidth - each.clientWidth)),
      );
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });
}
