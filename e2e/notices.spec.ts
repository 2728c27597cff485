import type { APIRequestContext, Locator, Page, TestInfo } from "@playwright/test";
import { makeSlowStore } from "../server/testing/slow-source.ts";
import { startServer, temporaryFolder } from "../server/testing/started-server.ts";
import { expect, test } from "./fixtures.ts";
import { actOn, createKpi, execute, RBP_NOT_IN_OPS, rowOf, uniqueName } from "./journeys.ts";

/** Lower than the list is long, so that what is done to its last KPI is done far from the page's top. */
const LOW = { width: 1000, height: 420 };
const LONG = 12;

function noticeOf(page: Page, text: string): Locator {
  return page.getByRole("status").filter({ hasText: text });
}

/** The page is at its top, and the focus is where reading goes on. */
async function expectInSight(page: Page, place: Locator): Promise<void> {
  await expect(place).toBeInViewport({ ratio: 1 });
  await expect(place).toBeFocused();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
}

/**
 * Opens a list that is longer than the window; the name of its last KPI. The list is one group, because among the KPIs
 * of all journeys the last may be on another page.
 */
async function openLongList(page: Page, request: APIRequestContext, info: TestInfo): Promise<string> {
  const group = uniqueName("Long list", info);
  for (let i = 1; i <= LONG; i++) {
    const data = { name: `${group} no. ${i}.`, group_name: group, nl_definition: RBP_NOT_IN_OPS };
    expect((await request.post("/v1/landing-kpi/kpis", { data })).status()).toBe(201);
  }
  await page.goto(`/landing-kpi?group_name=${encodeURIComponent(group)}`);
  return `${group} no. ${LONG}.`;
}

test("a new KPI is in sight, and its message offers to execute it", async ({ page }, info) => {
  await page.setViewportSize(LOW);
  const name = uniqueName("In sight", info);
  const id = await createKpi(page, name, RBP_NOT_IN_OPS);
  const notice = noticeOf(page, "The KPI is created.");
  await expectInSight(page, notice);
  await expect(rowOf(page, name)).toBeInViewport();
  await notice.getByRole("link", { name: "Execute now" }).click();
  await expect(page).toHaveURL(new RegExp(`/landing-kpi/${id}/execute`));
  await expect(page.getByRole("dialog", { name: `Execute KPI: ${name}` })).toBeVisible();
});

test("a deletion far down the list is told at the top of the page, and undone from there", async ({
  page,
  request,
}, info) => {
  await page.setViewportSize(LOW);
  const name = await openLongList(page, request, info);
  await actOn(page, name, "Delete");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  const notice = noticeOf(page, "The KPI is deleted.");
  await expectInSight(page, notice);
  await expect(rowOf(page, name)).toHaveCount(0);
  await notice.getByRole("button", { name: "Undo" }).click();
  await expectInSight(page, noticeOf(page, "The KPI is restored."));
  await expect(rowOf(page, name)).toBeVisible();
});

test("that a run has started is told at the top of its page, and no longer when it has ended", async ({
  page,
}) => {
  await page.setViewportSize(LOW);
  const folder = temporaryFolder();
  const server = await startServer(await makeSlowStore(folder.path));
  try {
    await page.goto(`${server.url}/landing-kpi/1/execute`);
    await page.getByRole("dialog").getByRole("button", { name: "Execute" }).click();
    const notice = noticeOf(page, "The execution has started.");
    await expectInSight(page, notice);
    await page.getByRole("button", { name: "Cancel the execution" }).click();
    await expect(page.getByRole("heading", { name: "This execution was cancelled" })).toBeVisible();
    await expect(notice).toHaveCount(0);
    await expect(noticeOf(page, "The execution was asked to stop.")).toHaveCount(0);
  } finally {
    await server.stop("SIGKILL");
    folder.remove();
  }
});

test("the page of a run that ended at once begins at its top", async ({ page, request }, info) => {
  await page.setViewportSize(LOW);
  const name = await openLongList(page, request, info);
  await actOn(page, name, "Execute");
  await execute(page.getByRole("dialog"), "Success");
  await expect(page.getByRole("heading", { name })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await expect(noticeOf(page, "The execution has started.")).toHaveCount(0);
});
