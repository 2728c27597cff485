import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{server,db,app,scripts}/**/*.test.{ts,tsx}"],
    setupFiles: ["scripts/no-console-error.ts"],
    // better-sqlite3 is native code, which worker threads of one process would share.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
