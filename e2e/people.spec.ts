import { join } from "node:path";
import type { Browser, Page } from "@playwright/test";
import { startServer } from "../server/testing/started-server.ts";
import { test } from "./ada.ts";
import { LOGIN, PASSWORD } from "./adas-store.ts";
import { violations } from "./axe.ts";
import { test as base, expect } from "./fixtures.ts";

/** A server without accounts for each test: the first account changes what everybody sees. */
const testOfNobody = base.extend({
  baseURL: async ({ dataFolder }, use, info) => {
    const server = await startServer(join(dataFolder, `people-${info.testId}`, "landing_kpi.db"));
    await use(server.url);
    await server.stop();
  },
});

/** Invites somebody, who chooses a password in a browser of their own. */
async function invited(page: Page, browser: Browser, name: string, role: string): Promise<Page> {
  await page.goto("/people");
  await page.getByLabel("Login").fill(name.toLowerCase());
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByLabel("Role").selectOption(role);
  await page.getByRole("button", { name: "Invite" }).click();
  const link = await page.getByRole("status").locator("code").textContent();
  const { javaScriptEnabled = true } = test.info().project.use;
  const own = await (await browser.newContext({ javaScriptEnabled })).newPage();
  await own.goto(link ?? "");
  await own.getByLabel("New password").fill(PASSWORD);
  await own.getByRole("button", { name: "Choose it" }).click();
  await expect(own).toHaveURL(/\/landing-kpi$/);
  return own;
}

async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel("Login").fill(login);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

testOfNobody("without accounts nobody signs in, and the header shows nobody", async ({ page }) => {
  await page.goto("/landing-kpi");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
});

testOfNobody(
  "somebody makes the first account, signs out and in again, and comes back to the page",
  async ({ page }) => {
    await page.goto("/admin");
    await page.getByRole("link", { name: "Make the first account" }).click();
    await page.getByLabel("Login").fill("ada");
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("New password").fill(PASSWORD);
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByRole("heading", { name: "People" })).toBeVisible();
    await page.getByRole("link", { name: "Ada", exact: true }).first().click();
    await expect(page.getByText("with the role administrator")).toBeVisible();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await page.goto("/graphs");
    await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await signIn(page, "ada", "not the password");
    await expect(page.getByRole("alert")).toHaveText("The login or the password is not right.");
    await expect(page.getByLabel("Login")).toHaveValue("ada");
    await expect(page.getByLabel("Password")).toHaveValue("");
    await signIn(page, "ada", PASSWORD);
    await expect(page).toHaveURL(/\/graphs$/);
  },
);

test("somebody sees in which browsers they are signed in, and signs one of them out", async ({
  page,
  browser,
  baseURL,
}, info) => {
  const { javaScriptEnabled = true } = info.project.use;
  const other = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
  await other.goto("/sign-in");
  await signIn(other, LOGIN, PASSWORD);
  await expect(other).toHaveURL(/\/landing-kpi$/);

  await page.goto("/account");
  const sessions = page.getByRole("region", { name: "Where you are signed in" });
  await expect(sessions.getByRole("row", { name: /\(this one\)/ })).toHaveCount(1);
  await sessions.getByRole("button", { name: /^Sign out: Chrom/ }).click();
  await expect(page.getByRole("status")).toHaveText("That browser is signed out.");
  await expect(sessions.getByRole("button")).toHaveCount(1);
  await other.goto("/landing-kpi");
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await other.context().close();

  await sessions.getByRole("button", { name: "Sign out: this browser" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an administrator invites a viewer, who chooses a password, reads, and may not change", async ({
  page,
  browser,
  baseURL,
}, info) => {
  await page.goto("/people");
  await page.getByLabel("Login").fill("vera@example.org");
  await page.getByRole("textbox", { name: "Name" }).fill("Vera");
  await page.getByRole("button", { name: "Invite" }).click();
  const link = await page.getByRole("status").locator("code").textContent();

  const { javaScriptEnabled = true } = info.project.use;
  const vera = await (await browser.newContext({ baseURL, javaScriptEnabled })).newPage();
  await vera.goto(link ?? "");
  await vera.getByLabel("New password").fill("short");
  await vera.getByRole("button", { name: "Choose it" }).click();
  await expect(vera.getByText("A password has at least 12 characters.")).toBeVisible();
  await vera.getByLabel("New password").fill("Password1234");
  await vera.getByRole("button", { name: "Choose it" }).click();
  await expect(vera.getByLabel("New password")).toHaveAccessibleDescription(/one of the best-known ones/);
  await vera.getByLabel("New password").fill("another long password");
  await vera.getByRole("button", { name: "Choose it" }).click();
  await expect(vera).toHaveURL(/\/landing-kpi$/);
  await expect(vera.getByRole("link", { name: "People" })).toHaveCount(0);
  await vera.goto("/people");
  await expect(vera.getByText("Only an administrator may do this.")).toBeVisible();

  await page.getByRole("link", { name: "Vera", exact: true }).click();
  await page.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByRole("row", { name: /Vera/ })).toContainText("suspended");
  await vera.goto("/landing-kpi");
  await expect(vera.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await vera.context().close();

  await page.getByRole("row", { name: /Ada/ }).getByRole("link").click();
  await page.getByRole("button", { name: "Delete the account" }).click();
  await expect(page.getByRole("alert")).toContainText("the last administrator");
});

test("an administrator makes an API key, which is shown once, and revokes it", async ({ page, request }) => {
  await page.goto("/people");
  await page.getByRole("link", { name: "API keys" }).click();
  await expect(page.getByRole("heading", { name: "API keys" })).toBeVisible();
  await page.getByLabel("Name").fill("Night job");
  await page.getByLabel("Days until it ends").fill("soon");
  await page.getByRole("button", { name: "Make the key" }).click();
  await expect(page.getByText("Must be a whole number from 1 to 3,650.").first()).toBeVisible();
  await page.getByLabel("Days until it ends").fill("30");
  await page.getByRole("button", { name: "Make the key" }).click();
  const secret = await page.getByRole("status").locator("code").textContent();
  // All of it can be copied on a phone, too.
  await page.setViewportSize({ width: 375, height: 812 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
  const headers = { Authorization: `Bearer ${secret}` };
  expect((await request.get("/v1/landing-kpi/kpis", { headers })).status()).toBe(200);
  await page.getByRole("button", { name: "Revoke Night job" }).click();
  await expect(page.getByRole("row", { name: /Night job/ })).toContainText("revoked");
  expect((await request.get("/v1/landing-kpi/kpis", { headers })).status()).toBe(401);
});

test("an administrator reads in the audit what was done, searches it, and checks it", async ({ page }) => {
  await page.goto("/people");
  await page.getByLabel("Login").fill("vera@example.org");
  await page.getByRole("textbox", { name: "Name" }).fill("Vera");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("link", { name: "Audit" }).click();
  await expect(page.getByRole("row", { name: /invited somebody.*Vera/ })).toContainText("Ada");
  await page.getByLabel("Search").fill("first account");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("row", { name: /made the first account/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /invited somebody/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(page.getByRole("row", { name: /invited somebody/ })).toBeVisible();
  await page.getByRole("link", { name: "Check that nothing is missing" }).click();
  await expect(page.getByRole("status")).toContainText("entries are there, unchanged and in order");
});

test("a group is limited to some people, and others see nothing of its KPIs", async ({ page, browser }) => {
  const eve = await invited(page, browser, "Eve", "editor");
  const vera = await invited(page, browser, "Vera", "viewer");
  await expect(vera.getByRole("row", { name: /Duplicate Planning SKUs/ })).toBeVisible();
  const row = page.getByRole("row", { name: /Data Quality/ });
  await page.goto("/people/groups");
  await row.getByRole("link", { name: /Change/ }).click();
  await page.getByLabel("Eve").check();
  await page.getByRole("button", { name: "Limit it to these" }).click();
  await expect(row).toContainText("administrators, Eve");

  await vera.reload();
  await expect(vera.getByRole("region", { name: "KPI definitions" })).toBeVisible();
  await expect(vera.getByText("Duplicate Planning SKUs")).toHaveCount(0);
  await expect(vera.getByRole("option", { name: "Data Quality" })).toHaveCount(0);
  await eve.reload();
  await expect(eve.getByRole("row", { name: /Duplicate Planning SKUs/ })).toBeVisible();

  await row.getByRole("link", { name: /Change/ }).click();
  await page.getByRole("button", { name: "Let everybody see it" }).click();
  await expect(row).toContainText("everybody");
  await vera.reload();
  await expect(vera.getByRole("row", { name: /Duplicate Planning SKUs/ })).toBeVisible();
  for (const own of [eve, vera]) await own.context().close();
});

test("a viewer is offered nothing that would be refused, and sees who did what", async ({
  page,
  browser,
  javaScriptEnabled,
}) => {
  test.skip(
    javaScriptEnabled === false,
    "what is offered is decided by the server, which makes the same page",
  );
  await page.goto("/landing-kpi/1/edit");
  await page.getByLabel("Description").fill("Looked at by Ada");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The changes are saved.")).toBeVisible();
  await page.goto("/landing-kpi/1/execute");
  await page.getByRole("button", { name: "Execute", exact: true }).click();
  await expect(page.getByText("Success")).toBeVisible();
  const vera = await invited(page, browser, "Vera", "viewer");
  await vera.goto("/landing-kpi?kpi=1");
  await expect(vera.getByText(/Last changed/).locator("..")).toContainText("by Ada");
  await expect(vera.getByRole("region", { name: "Executions" })).toContainText("by Ada");
  const acts = /New KPI|Execute|Edit|Delete|Change|Connect|Make a graph|Pin\b/;
  for (const path of [
    "/landing-kpi?kpi=1",
    "/landing-kpi?state=deleted",
    "/landing-kpi/drilldown/1",
    "/sources",
    "/graphs",
  ]) {
    await vera.goto(path);
    await expect(vera.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(vera.getByRole("main").getByRole("link", { name: acts })).toHaveCount(0);
    await expect(vera.getByRole("main").getByRole("button", { name: acts })).toHaveCount(0);
  }
  await vera.context().close();
});

test("the header takes two rows at most where a name and all links are in it, and three on a phone", async ({
  page,
}) => {
  await page.goto("/account");
  const header = page.locator(".site-header");
  const aRow = await header
    .getByRole("link", { name: "Sources" })
    .evaluate((link) => link.getBoundingClientRect().height);
  for (const [width, rows] of [
    [1280, 1],
    [640, 2],
    [375, 3],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    const height = await header.evaluate((all) => all.getBoundingClientRect().height);
    expect(Math.floor(height / aRow), `rows at ${width} px`).toBeLessThanOrEqual(rows);
    await expect(header.getByRole("button", { name: "Dark colours" })).toBeInViewport({ ratio: 1 });
  }
});

test("the times on the page of one's account stand in one line each", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/account");
  const times = page.getByRole("region", { name: "Where you are signed in" }).locator("time");
  expect(await times.count()).toBeGreaterThan(1);
  const lines = await times.evaluateAll((all) => all.map((time) => time.getClientRects().length));
  expect(new Set(lines)).toEqual(new Set([1]));
});

test("axe finds nothing on the pages about people, and none scrolls sideways", async ({
  page,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled === false, "axe runs as JavaScript in the page");
  for (const path of [
    "/people",
    "/people/keys",
    "/people/groups?group=Data+Quality",
    "/people/audit?verify=yes",
    "/account",
  ]) {
    await page.goto(path);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await violations(page), `${path} at ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect.soft(overflow, `${path} scrolls sideways at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
});
