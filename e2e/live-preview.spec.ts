import type { Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, RBP_NOT_IN_OPS, UNKNOWN_PHRASE, uniqueName } from "./journeys.ts";
import { givenGraph } from "./shop.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "what JavaScript adds");

/** The dialog, with the forms that the page sends by itself. */
async function openForm(page: Page, path: string) {
  await page.goto(path, { waitUntil: "networkidle" });
  const dialog = page.getByRole("dialog");
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(request.postData() ?? "");
  });
  return {
    dialog,
    sent,
    ...fieldsOf(dialog),
    said: dialog.locator(".live-status"),
    preview: dialog.getByRole("region", { name: "Preview" }),
  };
}

test("what is typed is tried by itself, and the focus stays where one writes", async ({ page }) => {
  const { dialog, definition, said, preview } = await openForm(page, "/landing-kpi/new");
  await definition.click();
  await page.keyboard.type(UNKNOWN_PHRASE);
  await expect(said).toHaveText(/^Not understood yet: “.*flurble.*”\.$/);
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await expect(definition).toBeFocused();
  await definition.fill(RBP_NOT_IN_OPS);
  await expect(said).toHaveText(/^Understood, with a confidence of \d+\s?%/);
  await expect(preview.getByText("Understood as:")).toBeVisible();
  await expect(preview.getByText("brz_lnd_OPS_EXCEL_GPU").first()).toBeVisible();
  await expect(preview.getByRole("table", { name: "First records" })).toHaveCount(0);
  await expect(definition).toBeFocused();
  await expect(definition).toHaveValue(RBP_NOT_IN_OPS);
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(preview.getByRole("heading", { name: "First records" })).toBeVisible();
  await expect(preview).toBeFocused();
  await expect(said).toHaveText("");
});

test("one is asked for at a time, and an older answer never comes over a newer text", async ({ page }) => {
  const { definition, said, sent } = await openForm(page, "/landing-kpi/new");
  const firstMayGo = Promise.withResolvers<void>();
  await page.route("**/landing-kpi/new**", async (route) => {
    if (sent.length === 1) await firstMayGo.promise;
    await route.continue();
  });
  await definition.fill(UNKNOWN_PHRASE);
  await expect.poll(() => sent.length).toBe(1);
  await definition.fill("all rows of SKULIFN");
  // Longer than the pause after which it would be sent.
  await page.waitForTimeout(1_000);
  await definition.fill("all rows of SKULIFNR");
  expect(sent).toHaveLength(1);
  const saidMeanwhile: string[] = [];
  await page.exposeFunction("heard", (text: string) => saidMeanwhile.push(text));
  await said.evaluate((element) =>
    new MutationObserver(() =>
      (window as unknown as { heard: (text: string) => void }).heard(element.textContent ?? ""),
    ).observe(element, { childList: true, subtree: true, characterData: true }),
  );
  firstMayGo.resolve();
  await expect(said).toHaveText(/^Understood/);
  expect(sent).toHaveLength(2);
  expect(saidMeanwhile.filter((text) => text.startsWith("Not"))).toEqual([]);
});

test("nothing is tried before something is typed, nor a blank definition", async ({
  page,
  request,
}, info) => {
  const id = await givenKpi(request, uniqueName("Z live", info), "all rows of SKULIFNR");
  const { dialog, name, definition, said, sent, preview } = await openForm(page, `/landing-kpi/${id}/edit`);
  await name.fill(uniqueName("Z live named", info));
  await definition.fill("rows of SKULIFNR");
  await expect(said).toHaveText(/^Understood/);
  await definition.fill(" ");
  await expect(said).toHaveText("");
  await expect(preview).toHaveCount(0);
  expect(sent).toHaveLength(1);
  await definition.fill("all rows of SKULIFNR");
  await name.fill(uniqueName("Z live", info));
  await expect(said).toHaveText(/^Understood/);
  // As it was opened: there is nothing to discard, whatever was tried.
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});

test("the graph that is chosen is the one it is tried on, and the page behind is not loaded again", async ({
  page,
  request,
  dataFolder,
}, info) => {
  const shop = uniqueName("Z shop", info);
  await givenGraph(request, dataFolder, shop);
  const { dialog, definition, said, preview } = await openForm(page, "/landing-kpi/new");
  const loaded: string[] = [];
  page.on("request", (each) => {
    if (each.method() === "GET" && each.url().includes("_data")) loaded.push(each.url());
  });
  await dialog.getByLabel("Knowledge graph").selectOption(shop);
  await definition.fill("all rows of SKULIFNR");
  await expect(said).toHaveText(/^Not understood yet/);
  await dialog.getByLabel("Knowledge graph").selectOption("KG_101");
  await expect(said).toHaveText(/^Understood/);
  await expect(preview.getByText("On KG_101,", { exact: false })).toBeVisible();
  expect(loaded).toEqual([]);
});

test("a server that is not reached is said in the preview, and the text stays", async ({ page, context }) => {
  const { dialog, definition, said } = await openForm(page, "/landing-kpi/new");
  await context.setOffline(true);
  await definition.fill("all rows of");
  await expect(said).toContainText("The server cannot be reached.");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
  await expect(definition).toHaveValue("all rows of");
  await context.setOffline(false);
  await definition.fill("all rows of SKULIFNR");
  await expect(said).toHaveText(/^Understood/);
});

test("a KPI that is gone meanwhile leaves the text that one writes", async ({ page, request }, info) => {
  const name = uniqueName("Z gone", info);
  const id = await givenKpi(request, name, "all rows of SKULIFNR");
  const { definition, said } = await openForm(page, `/landing-kpi/${id}/edit`);
  expect((await request.delete(`/v1/landing-kpi/kpis/${id}`)).ok()).toBe(true);
  const purged = await request.post(`/v1/landing-kpi/kpis/${id}/purge`, { data: { confirm_name: name } });
  expect(purged.ok()).toBe(true);
  await definition.fill("rows of SKULIFNR");
  await expect(said).not.toHaveText("");
  await expect(definition).toHaveValue("rows of SKULIFNR");
});

test("a template that is filled in is tried", async ({ page }) => {
  const { dialog, said } = await openForm(page, "/landing-kpi/new");
  await dialog.getByText("Start from a template").click();
  await dialog.getByLabel("Table", { exact: true }).fill("RBP GPU");
  await dialog.getByLabel("Other table").fill("OPS Excel");
  await dialog.getByRole("button", { name: "Fill in" }).click();
  await expect(said).toHaveText(/^Understood/);
});

for (const width of [320, 1280])
  test(`axe finds nothing in what is tried by typing, and nothing scrolls sideways, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    const { dialog, definition, said } = await openForm(page, "/landing-kpi/new");
    for (const text of [UNKNOWN_PHRASE, RBP_NOT_IN_OPS]) {
      await definition.fill(text);
      await expect(said).toHaveText(text === UNKNOWN_PHRASE ? /^Not/ : /^Understood/);
      await expect(dialog.locator(".preview")).toBeVisible();
      expect(await violations(page)).toEqual([]);
      expect(
        await dialog.evaluate((element) => element.scrollWidth - element.clientWidth),
      ).toBeLessThanOrEqual(0);
    }
  });
