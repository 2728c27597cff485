import { defineConfig, devices } from "@playwright/test";

// Chromium's sandbox refuses to run as root, which is what containers usually are.
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results/e2e",
  // Each worker has its own server and store (e2e/fixtures.ts), so files cannot disturb each other.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [[process.stdout.isTTY ? "line" : "list"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    // The pictures of a trace are most of what it costs; what stood in the page is in its snapshots.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: false },
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: ["--disable-background-networking", ...sandbox],
    },
  },
  projects: [{ name: "chromium" }, { name: "chromium-nojs", use: { javaScriptEnabled: false } }],
});
