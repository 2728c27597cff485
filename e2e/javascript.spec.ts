import { expect, test } from "./fixtures.ts";
import { actionOn, givenKpi, givenRun, RBP_NOT_IN_OPS, records, rowOf, uniqueName } from "./journeys.ts";
import { givenGraph } from "./shop.ts";

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "what JavaScript adds");

test("Escape closes a dialog and gives the focus back to the link that opened it", async ({ page }) => {
  await page.goto("/landing-kpi?sort_by=name");
  const edit = await actionOn(page, "Duplicate Planning SKUs", "Edit");
  await edit.click();
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/landing-kpi\?sort_by=name$/);
  await expect(edit).toBeFocused();
});

test("a question about something destructive begins at its way out", async ({ page }) => {
  await page.goto("/landing-kpi/1/delete");
  await expect(page.getByRole("alertdialog").getByRole("link", { name: "Cancel" })).toBeFocused();
});

test("the focus stays inside an open dialog, and a click beside it loses nothing", async ({ page }) => {
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await dialog.getByLabel("Name").fill("Half written");
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press("Tab");
    expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  }
  await page.mouse.click(5, 400);
  await expect(dialog.getByLabel("Name")).toHaveValue("Half written");
});

test("what is entered before JavaScript has taken over stays", async ({ page }) => {
  const scriptsMayCome = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await scriptsMayCome.promise;
    await route.continue();
  });
  await page.goto("/landing-kpi/1/edit", { waitUntil: "commit" });
  const definition = page.getByRole("dialog").getByRole("textbox", { name: "Definition" });
  await definition.fill("entered early");
  scriptsMayCome.resolve();
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("textarea") ?? {}).some((key) => key.startsWith("__reactFiber")),
  );
  await expect(definition).toHaveValue("entered early");
  await expect(definition).toBeFocused();
});

test("what is chosen while JavaScript takes over stays", async ({ page, request }, info) => {
  const run = await givenRun(
    request,
    await givenKpi(request, uniqueName("Chosen early", info), RBP_NOT_IN_OPS),
  );
  // As on a slow machine: by a clock that runs ahead React gives way after each step, and the choice comes between two
  // of them, when React has seen the dropdown but not yet taken over the page.
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => {
      ahead += 6;
      return now() + ahead;
    };
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (this: MessagePort, ...args: unknown[]) {
      Reflect.apply(post, this, args);
      const size = document.querySelector<HTMLSelectElement>("#records-page-size");
      const seen = size && Object.keys(size).some((key) => key.startsWith("__reactFiber"));
      const { dataset } = document.documentElement;
      if (!seen || dataset.chosen) return;
      dataset.chosen = document.querySelector(".not-yet") ? "early" : "late";
      size.value = "25";
      size.dispatchEvent(new Event("input", { bubbles: true }));
    };
  });
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await expect(page.getByText("arrow keys move between cells")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-chosen", "early");
  await expect(page.getByRole("combobox", { name: "Records per page" })).toHaveValue("25");
});

test("a dialog takes clicks while JavaScript bars the page behind it", async ({ page }) => {
  const scriptsMayCome = Promise.withResolvers<void>();
  await page.route("**/assets/*.js", async (route) => {
    await scriptsMayCome.promise;
    await route.continue();
  });
  await page.goto("/landing-kpi/1/edit", { waitUntil: "commit" });
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Preview" }).waitFor();
  // The library bars all of the page first and frees its dialog a moment later, in which a click may end.
  await page.evaluate(() => document.body.style.setProperty("pointer-events", "none"));
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("region", { name: "Preview" })).toBeVisible();
  scriptsMayCome.resolve();
});

test("nothing that one may press moves when JavaScript takes over", async ({
  page,
  request,
  dataFolder,
}, info) => {
  // With several graphs a form has a choice of them.
  await givenGraph(request, dataFolder, uniqueName("Z still", info));
  const kpi = await givenKpi(request, uniqueName("Still", info), RBP_NOT_IN_OPS);
  const run = await givenRun(request, kpi);
  for (const path of [
    `/landing-kpi/drilldown/${run.id}`,
    `/landing-kpi/${kpi}`,
    `/landing-kpi/${kpi}/edit`,
    `/landing-kpi/${kpi}/execute`,
    "/landing-kpi/new",
    "/landing-kpi",
    "/graphs/KG_101",
  ]) {
    const scriptsMayCome = Promise.withResolvers<void>();
    await page.route("**/assets/*.js", async (route) => {
      await scriptsMayCome.promise;
      await route.continue();
    });
    await page.goto(path, { waitUntil: "commit" });
    await page.getByRole("main").waitFor();
    // Nobody sees a page before its styles have come.
    await page.waitForFunction(() =>
      [...document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")].every(({ sheet }) => sheet),
    );
    await page.evaluate(() => document.fonts.ready);
    const places = await page.evaluateHandle(() => {
      const found = document.querySelectorAll("main :is(a, button, summary, input, select, textarea)");
      const shown = [...found].filter((element) => element.checkVisibility());
      return new Map(shown.map((element) => [element, element.getBoundingClientRect()]));
    });
    scriptsMayCome.resolve();
    await page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith("__react")));
    await page.waitForLoadState("networkidle");
    const moved = await places.evaluate((before) =>
      [...before].flatMap(([element, { x, y }]) => {
        const now = element.getBoundingClientRect();
        const still = !element.isConnected || Math.hypot(now.x - x, now.y - y) < 2;
        return still ? [] : [`${element.outerHTML.slice(0, 120)} from ${x}, ${y} to ${now.x}, ${now.y}`];
      }),
    );
    expect.soft(moved, path).toEqual([]);
    await page.unrouteAll({ behavior: "wait" });
  }
});

test("a form that finds no server keeps what was typed, and can be sent again", async ({
  page,
  context,
}, info) => {
  const name = uniqueName("Offline", info);
  await page.goto("/landing-kpi/new");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("textbox", { name: "Definition" }).fill(RBP_NOT_IN_OPS);
  await context.setOffline(true);
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The server cannot be reached.");
  await expect(dialog.getByLabel("Name")).toHaveValue(name);
  await context.setOffline(false);
  await dialog.getByRole("button", { name: "Create KPI" }).click();
  await expect(rowOf(page, name)).toBeVisible();
});

test("the list is searched while one types, without a full reload", async ({ page }) => {
  await page.goto("/landing-kpi");
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));
  const search = page.getByRole("searchbox", { name: "Search" });
  // Again, should the first letters come before JavaScript has taken over.
  await expect(async () => {
    await search.fill("");
    await search.pressSequentially("planning");
    await expect(rowOf(page, "Inactive Products Count")).toHaveCount(0, { timeout: 3000 });
  }).toPass();
  await expect(page).toHaveURL(/search=planning/);
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("planning");
  expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
});

test("the SQL is copied to the clipboard", async ({ page, request, context, baseURL }, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: baseURL });
  const run = await givenRun(request, await givenKpi(request, uniqueName("Copied", info), RBP_NOT_IN_OPS));
  await page.goto(`/landing-kpi/drilldown/${run.id}`);
  await page.getByText("How it was read, and its SQL").click();
  await page.getByRole("button", { name: "Copy SQL" }).click();
  await expect(page.getByText("Copied.")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.replace(/\s+/g, " ")).toBe(run.generated_sql.replace(/\s+/g, " "));
});

test("arrow keys move between the cells of the records, and one cell is copied", async ({
  page,
  request,
  context,
  baseURL,
}, info) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: baseURL });
  const run = await givenRun(request, await givenKpi(request, uniqueName("Keys", info), RBP_NOT_IN_OPS));
  await page.goto(`/landing-kpi/drilldown/${run.id}?show=Material&show=Product_Line`);
  await expect(page.getByText("arrow keys move between cells")).toBeVisible();
  await records(page).focus();
  for (const key of ["ArrowDown", "ArrowDown", "End"]) await page.keyboard.press(key);
  const cell = records(page).locator("tbody tr:nth-child(2) td:nth-child(2)");
  await expect(cell).toBeFocused();
  await page.keyboard.press("ControlOrMeta+c");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await cell.textContent());
});

test("no page sends more than 120 kB of JavaScript", async ({ page, request }, info) => {
  const kpi = await givenKpi(request, uniqueName("Weighed", info), RBP_NOT_IN_OPS);
  const run = await givenRun(request, kpi);
  const cut = await givenRun(request, kpi, { limit_records: 5 });
  for (const path of [
    "/",
    "/runs",
    "/landing-kpi",
    "/landing-kpi/1",
    "/landing-kpi/new",
    "/landing-kpi/1/edit",
    "/graphs/KG_101/names",
    "/graphs/KG_101",
    "/graphs/KG_101/tables/hana_material_master",
    "/graphs/KG_101/drawing",
    "/landing-kpi/1/execute",
    `/landing-kpi/drilldown/${run.id}`,
    `/landing-kpi/drilldown/${cut.id}/live`,
    `/landing-kpi/compare/${run.id}/${run.id}`,
  ]) {
    await page.goto(path, { waitUntil: "networkidle" });
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .filter((entry) => entry.name.endsWith(".js"))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    );
    expect(bytes, path).toBeGreaterThan(0);
    expect(bytes, path).toBeLessThan(120 * 1024);
  }
});
