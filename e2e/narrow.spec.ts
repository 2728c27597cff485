import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { fieldsOf, givenKpi, givenRun, RBP_NOT_IN_OPS, rowOf, uniqueName } from "./journeys.ts";

const PHONE = { width: 375, height: 812 };
const DESK = { width: 1280, height: 800 };
const LEAST_DESK = { width: 1248, height: 800 };
const ONE_LONG_WORD = "Averyverylongwordwithoutaspace".repeat(5);

async function expectNoSidewaysScroll(page: Page) {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, "the page scrolls sideways").toBeLessThanOrEqual(0);
}

/** Nothing has to be scrolled sideways to reach them, in the page or in a part of it. Asked at once: they are hundreds. */
async function expectAcrossTheScreen(page: Page, found: Locator) {
  const all = await found.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, right } = element.getBoundingClientRect();
      return { text: element.textContent, left, right };
    }),
  );
  const width = page.viewportSize()?.width ?? 0;
  expect(all.length).toBeGreaterThan(0);
  expect(all.filter(({ left, right }) => left < 0 || right > width)).toEqual([]);
}

test("on a phone every fact and action of a KPI and of its runs is on the screen", async ({
  page,
  request,
}, info) => {
  await page.setViewportSize(PHONE);
  const name = uniqueName("Phone", info);
  const id = await givenKpi(request, name, RBP_NOT_IN_OPS);
  const run = await givenRun(request, id);
  // By its name: other journeys fill the first page of the list.
  await page.goto(`/landing-kpi?kpi=${id}&search=${encodeURIComponent(name)}`);
  await expectNoSidewaysScroll(page);
  const list = page.getByRole("region", { name: "KPI definitions" });
  await expectAcrossTheScreen(page, list.locator(".actions > :is(a, button, details)"));
  await list.getByText("More").click();
  await expectAcrossTheScreen(page, list.locator(".actions .actions a"));
  await expectAcrossTheScreen(page, list.locator("thead a"));
  const row = rowOf(page, name);
  const value = new RegExp(`^${(run.value ?? 0).toLocaleString("en")} records`);
  await expectAcrossTheScreen(page, row.getByText(value));
  await expectAcrossTheScreen(page, row.getByRole("link", { name: "Success" }));
  const label = await row
    .locator("[data-label=Value]")
    .evaluate((cell) => getComputedStyle(cell, "::before").content);
  expect(label).toBe('"Value"');
  const history = page.getByRole("region", { name: "Executions" });
  await expectAcrossTheScreen(page, history.getByRole("link", { name: "Drill Down" }));
  await expectAcrossTheScreen(page, history.getByText(value));
});

for (const viewport of [PHONE, LEAST_DESK, DESK]) {
  test(`one long KPI name leaves all actions in reach at ${viewport.width} px`, async ({
    page,
    request,
  }, info) => {
    await page.setViewportSize(viewport);
    const id = await givenKpi(request, uniqueName(ONE_LONG_WORD, info), RBP_NOT_IN_OPS);
    await givenRun(request, id);
    await givenRun(request, id); // two make a trend beside the count
    const deleted = await givenKpi(request, uniqueName(`Deleted${ONE_LONG_WORD}`, info), RBP_NOT_IN_OPS);
    await request.delete(`/v1/landing-kpi/kpis/${deleted}`);
    await page.goto(`/landing-kpi?kpi=${id}&state=all`);
    await expectNoSidewaysScroll(page);
    const list = page.getByRole("region", { name: "KPI definitions" });
    const more = list.getByText("More");
    // What one long name does it does to every row, and other journeys leave more and more of them.
    for (let at = 0; at < Math.min(await more.count(), 3); at++) {
      await more.nth(at).click();
      await expectAcrossTheScreen(page, list.locator("details[open] .actions a"));
    }
    await expectAcrossTheScreen(page, page.locator(".actions > :is(a, button, details)"));
  });
}

test("names break at underscores, never inside a word", async ({ page, request }, info) => {
  await page.setViewportSize(PHONE);
  const run = await givenRun(
    request,
    await givenKpi(request, uniqueName("Identifiers", info), RBP_NOT_IN_OPS),
  );
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await page.getByText("How it was read, and its SQL").click();
  const cut = await page.locator(".reading").evaluate((reading) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(reading, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const word of (node.textContent ?? "").matchAll(/[^\s_.]+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (range.getClientRects().length > 1) found.push(word[0]);
      }
    }
    return found;
  });
  expect(cut).toEqual([]);
});

test("the buttons of the form are on top of the preview's table", async ({ page }) => {
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  await fieldsOf(dialog).definition.fill(RBP_NOT_IN_OPS);
  await dialog.getByRole("button", { name: "Preview" }).click();
  const head = dialog.getByRole("region", { name: "First records" }).getByRole("columnheader").first();
  await expect(head).toBeVisible();
  const create = dialog.getByRole("button", { name: "Create KPI" });
  const backdrop = page.locator(".dialog-backdrop");
  const { y: headAt = 0 } = (await head.boundingBox()) ?? {};
  const { y: buttonsAt = 0 } = (await create.boundingBox()) ?? {};
  await backdrop.evaluate((element, by) => element.scrollBy(0, by), headAt - buttonsAt);
  await create.click({ trial: true }); // fails when anything lies over the button
});
