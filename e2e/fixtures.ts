import { join } from "node:path";
import { test as base, expect, type Page } from "@playwright/test";
import { startServer, temporaryFolder } from "../server/testing/started-server.ts";
import { type AdasStore, makeAdasStore } from "./adas-store.ts";

const START_AND_STOP_LIMIT_MS = 90_000;

interface WorkerFixtures {
  /** The folder of this worker's store, sample data and sources. */
  readonly dataFolder: string;
  /** Address of this worker's own production server, over a store and sample data of its own. */
  readonly serverUrl: string;
  /** Made when a journey first needs it. Every file's fixture, because a worker of others would have to be started. */
  readonly adasStore: AdasStore;
}

/**
 * `test` for every journey: `page` and `request` speak to this worker's server, and an uncaught error or a
 * violated Content-Security-Policy in the page fails the test.
 */
export const test = base.extend<object, WorkerFixtures>({
  dataFolder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const folder = temporaryFolder();
      try {
        await use(folder.path);
      } finally {
        folder.remove();
      }
    },
    { scope: "worker" },
  ],
  serverUrl: [
    async ({ dataFolder }, use) => {
      const server = await startServer(join(dataFolder, "landing_kpi.db"));
      await use(server.url);
      await server.stop();
    },
    { scope: "worker", timeout: START_AND_STOP_LIMIT_MS },
  ],
  adasStore: [
    async ({ dataFolder }, use) => use(await makeAdasStore(dataFolder)),
    { scope: "worker", timeout: START_AND_STOP_LIMIT_MS },
  ],
  baseURL: async ({ serverUrl }, use) => {
    await use(serverUrl);
  },
  page: async ({ page }, use, info) => {
    const troubles: string[] = [];
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("console", (message) => {
      // The browser reports every 4xx answer this way; whether it was expected is the test's business.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        troubles.push(message.text());
      }
    });
    await use(page);
    // Thrown and not logged: what a test fails with stands at the end of the log, which may be all that one sees of it.
    if (info.status !== info.expectedStatus)
      throw new Error([await whatIsShown(page), ...troubles].join("\n"));
    expect(troubles, "errors in the browser's console").toEqual([]);
  },
});

/** For whoever reads only the log of a machine that is gone: traces and screenshots went with it. */
async function whatIsShown(page: Page): Promise<string> {
  const tree = await page.locator("main").ariaSnapshot({ timeout: 1_000 }).catch(String);
  return `The page ${page.url()} showed:\n${tree.slice(0, 2_000)}`;
}

export { expect };
