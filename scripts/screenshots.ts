import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { startServer, temporaryFolder } from "../server/testing/started-server.ts";

/**
 * `npm run screenshots`: the pictures of the README, anew from the sample over an empty store, so that they show what
 * the product looks like now. Needs a build; CHROMIUM_PATH as for the tests.
 */

const FOLDER = join(import.meta.dirname, "../docs/screenshots");
const SIZE = { width: 1280, height: 800 };
const RBP_NOT_IN_OPS = 1;

const PICTURES: Readonly<Record<string, (page: Page, url: string) => Promise<void>>> = {
  async list(page, url) {
    await page.goto(`${url}/landing-kpi`);
  },
  async definition(page, url) {
    await page.goto(`${url}/landing-kpi/new`);
    await page.getByRole("textbox", { name: "Name" }).fill("Products without a plan");
    await page
      .getByRole("textbox", { name: "Definition" })
      .fill("products in RBP GPU which are inactive in OPS Excel");
    await page.getByRole("button", { name: "Preview" }).click();
    const preview = page.getByRole("region", { name: "Preview" });
    await preview.waitFor();
    await page.getByRole("textbox", { name: "Definition" }).scrollIntoViewIfNeeded();
    await page
      .getByRole("textbox", { name: "Definition" })
      .evaluate((field) => field.scrollIntoView({ block: "start" }));
  },
  async drilldown(page, url) {
    const response = await page.request.get(`${url}/v1/landing-kpi/kpis/${RBP_NOT_IN_OPS}/executions`);
    const { executions } = (await response.json()) as { executions: { id: number }[] };
    await page.goto(`${url}/landing-kpi/drilldown/${executions[0]?.id}`);
  },
};

/** Runs of the first KPIs, so that there is something to see. */
async function executeSome(url: string): Promise<void> {
  for (const id of [1, 2, 3, 4, 5, 1, 2])
    await fetch(`${url}/v1/landing-kpi/kpis/${id}/execute`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ kg_name: "KG_101", select_schema: "newdqschema" }),
    });
}

mkdirSync(FOLDER, { recursive: true });
const data = temporaryFolder();
const server = await startServer(join(data.path, "landing_kpi.db"));
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: sandbox });
try {
  await executeSome(server.url);
  const page = await browser.newPage({ viewport: SIZE, colorScheme: "light", reducedMotion: "reduce" });
  for (const [name, open] of Object.entries(PICTURES)) {
    await open(page, server.url);
    await page.waitForLoadState("networkidle");
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  }
} finally {
  await browser.close();
  await server.stop();
  data.remove();
}
