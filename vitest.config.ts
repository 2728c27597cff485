import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,db,app,scripts}/**/*.test.{ts,tsx}"],
    setupFiles: ["scripts/no-console-error.ts"],
    // better-sqlite3 is native code, which worker threads of one process would share.
    pool: "forks",
    maxWorkers: 2,
    // Generous: some start servers, and a busy machine must not fail a test that is right.
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
