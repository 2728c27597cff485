import type { APIRequestContext, Page } from "@playwright/test";
import { violations } from "./axe.ts";
import { expect, test } from "./fixtures.ts";
import { givenKpi, givenRun, RBP_NOT_IN_OPS, records, uniqueName } from "./journeys.ts";

async function givenRows(request: APIRequestContext, name: string): Promise<string> {
  const run = await givenRun(request, await givenKpi(request, name, RBP_NOT_IN_OPS));
  return `/landing-kpi/drilldown/${run.id}`;
}

async function widthOf(page: Page, column: string): Promise<number> {
  const box = await records(page).locator("thead th", { hasText: column }).boundingBox();
  return Math.round(box?.width ?? 0);
}

const AS_THEY_COME = "Column widths as they come";

test("a column is sized with the mouse and with the keyboard, which the next run remembers", async ({
  page,
  request,
  javaScriptEnabled,
}, info) => {
  test.skip(javaScriptEnabled === false, "Without JavaScript nothing is pulled.");
  const [first, second] = [
    await givenRows(request, uniqueName("Sized", info)),
    await givenRows(request, uniqueName("Sized too", info)),
  ];
  await page.goto(first);
  const handle = page.getByRole("separator", { name: "Width of Material" });
  const [before, beside] = [await widthOf(page, "Material"), await widthOf(page, "Product_Line")];
  await expect(page.getByRole("button", { name: AS_THEY_COME })).toHaveCount(0);
  const { x = 0, y = 0, width = 0 } = (await handle.boundingBox()) ?? {};
  await page.mouse.move(x + width / 2, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 - 30, y + 5, { steps: 3 });
  const remembered = page.waitForResponse((response) => response.url().endsWith("/column-widths"));
  await page.mouse.up();
  await remembered;
  expect(Math.abs((await widthOf(page, "Material")) - (before - 30))).toBeLessThanOrEqual(2);
  expect(Math.abs((await widthOf(page, "Product_Line")) - beside)).toBeLessThanOrEqual(2);

  const pulled = await widthOf(page, "Material");
  await handle.focus();
  const again = page.waitForResponse((response) => response.url().endsWith("/column-widths"));
  for (let n = 0; n < 10; n++) await page.keyboard.press("ArrowRight");
  await again;
  await expect(handle).toHaveAttribute("aria-valuenow", String(pulled + 160));
  expect(await violations(page)).toEqual([]);

  await page.goto(second);
  expect(await widthOf(page, "Material")).toBe(pulled + 160);
  await page.getByRole("button", { name: AS_THEY_COME }).click();
  await expect.poll(() => widthOf(page, "Material")).toBe(before);
  await page.goto(first);
  expect(await widthOf(page, "Material")).toBe(before);
});

test("remembered widths hold without JavaScript, and are forgotten by a button", async ({
  page,
  request,
}, info) => {
  const rows = await givenRows(request, uniqueName("Remembered", info));
  await page.goto(rows);
  const before = await widthOf(page, "Material");
  const form = { "width.Material": "300", "width.Product_Line": "60", return_to: rows };
  const sent = await page.request.post("/landing-kpi/drilldown/column-widths", { form });
  expect(sent.url()).toContain(rows);
  await page.reload();
  expect(await widthOf(page, "Material")).toBe(300);
  // Narrower than its name is: the rest of it is cut, and the table no wider than what it holds.
  expect(await widthOf(page, "Product_Line")).toBe(60);
  await page.getByRole("button", { name: AS_THEY_COME }).click();
  await expect.poll(() => widthOf(page, "Material")).toBe(before);
  await expect(page).toHaveURL(new RegExp(`${rows}`));
});

test("the head of a sized table stays in sight, whether the page scrolls or a table that is wider than it", async ({
  page,
  request,
}, info) => {
  const rows = await givenRows(request, uniqueName("Sized head", info));
  const head = records(page).locator("thead th").first();
  for (const width of ["300", "1600"]) {
    const form = { "width.Material": width, return_to: rows };
    await page.request.post("/landing-kpi/drilldown/column-widths", { form });
    await page.goto(rows);
    // As a person does: down to the end of the table, first in the page and then in the table, if that scrolls.
    await records(page).evaluate((table) => {
      table.scrollIntoView({ block: "end" });
      table.scrollTop = table.scrollHeight;
    });
    await expect(records(page).getByRole("row").last()).toBeInViewport();
    await expect(head, `with a column of ${width} px`).toBeInViewport({ ratio: 1 });
  }
});
