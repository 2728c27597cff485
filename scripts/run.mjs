// Behind every npm script: `node scripts/run.mjs <task> [arguments]`. Runs on a bare Node 20, before anything is
// installed, so nothing here or below may import a package at the top of a file.
import { ensureBuilt } from "./build.mjs";
import { lint, testAll, testE2e, testUnit, typecheck } from "./checks.mjs";
import { ensureInstalled } from "./install.mjs";
import { atLeast, preferPinnedNode } from "./project.mjs";
import { runScript, serve } from "./serve.mjs";
import { Trouble } from "./trouble.mjs";

/** @typedef {(args: string[]) => Promise<number | void>} Task a number is the exit code */

/** @type {Record<string, Task>} */
const TASKS = {
  start: async () => {
    await ensureBuilt();
    return serve("production");
  },
  dev: () => serve("development"),
  build: ensureBuilt,
  "build:client": (args) => runScript("server/client/package/main.ts", args),
  typecheck,
  lint,
  test: testAll,
  validate: testAll,
  "test:unit": testUnit,
  "test:e2e": testE2e,
  eval: (args) => runScript("server/eval/main.ts", args),
  "eval:discovery": (args) => runScript("server/eval/discovery.ts", args),
  "eval:probe": (args) => runScript("server/eval/probe.ts", args),
  bench: (args) => runScript("server/bench/main.ts", args),
  screenshots: (args) => runScript("scripts/screenshots.ts", args),
};

async function main() {
  const [name = "", ...args] = process.argv.slice(2);
  const task = TASKS[name];
  if (!task) throw new Trouble(`There is no task "${name}"; there are ${Object.keys(TASKS).join(", ")}.`);
  if (!atLeast(process.versions.node, [20])) {
    throw new Trouble(
      `Landing KPI needs Node 20 or newer to set itself up; this is ${process.versions.node}.`,
    );
  }
  await ensureInstalled({ development: name !== "start" });
  preferPinnedNode();
  return task(args);
}

try {
  process.exitCode = (await main()) ?? 0;
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
