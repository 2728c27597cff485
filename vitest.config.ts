import { defineConfig } from "vitest/config";

/** Their tests share nothing of the process they run in: neither its environment, its folder, its children nor its memory. */
const SHARING_NOTHING =
  "{app,db,server/discovery,server/engine,server/http,server/model-reader,server/services,server/workbook}/**/*.test.{ts,tsx}";

export default defineConfig({
  test: {
    setupFiles: ["scripts/no-console-error.ts"],
    // better-sqlite3 is native code, which worker threads of one process would share.
    pool: "forks",
    // One more than the cores of the machines that run all tests: some wait for limits of many seconds to pass.
    maxWorkers: 3,
    // Generous: some start servers, and a busy machine must not fail a test that is right.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "own process",
          include: ["{server,db,app,scripts}/**/*.test.{ts,tsx}"],
          exclude: [SHARING_NOTHING, "**/node_modules/**"],
        },
      },
      {
        extends: true,
        // Most of what a small file costs is a new process that imports the product: one process runs them all.
        test: { name: "shared process", include: [SHARING_NOTHING], isolate: false },
      },
    ],
  },
});
