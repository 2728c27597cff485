import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { ensureBrowser } from "./browser.mjs";
import { ensureBuilt } from "./build.mjs";
import { ensureDatabases } from "./databases.mjs";
import { inRoot, nodeTool } from "./project.mjs";
import { openStep, quietStep } from "./steps.mjs";
import { tallyOfPlaywright, tallyOfVitest, verdict, withExitCode } from "./tally.mjs";
import { Trouble } from "./trouble.mjs";

/** @typedef {import("./tally.mjs").Tally} Tally */

/** Types of the product and of these scripts. @throws {Trouble} */
export async function typecheck() {
  const tsc = nodeTool("typescript", "tsc", "--noEmit");
  await quietStep("Checking types", tsc);
  await quietStep("Checking types of the scripts", [...tsc, "-p", "scripts"]);
}

/** Style, likely mistakes, import directions. */
const style = () => quietStep("Linting", nodeTool("@biomejs/biome", "biome", "check", "--error-on-warnings"));

const deadCode = () => quietStep("Looking for dead code", nodeTool("knip", "knip", "--no-progress"));

/** @throws {Trouble} */
export async function lint() {
  await style();
  await deadCode();
}

/**
 * @param {string} title
 * @param {readonly string[]} command
 * @param {string} report where the runner leaves its JSON report
 * @param {(report: any) => Tally} tallyOf
 * @param {Record<string, string>} [env]
 */
async function runTests(title, command, report, tallyOf, env) {
  // A report of an earlier run must never be counted.
  rmSync(inRoot(report), { force: true });
  mkdirSync(inRoot("test-results"), { recursive: true });
  const code = await openStep(title, command, { env });
  const tally = existsSync(inRoot(report))
    ? tallyOf(JSON.parse(readFileSync(inRoot(report), "utf8")))
    : undefined;
  return withExitCode(tally, code);
}

/** @param {readonly string[]} args for vitest, such as a path @param {Promise<void>} databases settled when they are there */
async function unitTests(args, databases = ensureDatabases()) {
  // Some start the real server, which serves the built pages; some run SQL on other database servers.
  await ensureBuilt();
  await databases;
  const report = "test-results/unit.json";
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const command = nodeTool("vitest", "vitest", "run", ...reporters, ...args);
  return runTests("Unit and integration tests", command, report, tallyOfVitest);
}

/** @param {readonly string[]} args for Playwright, such as a path @param {Promise<string>} browser its executable */
async function browserTests(args, browser = ensureBrowser()) {
  const executable = await browser;
  await ensureBuilt();
  const command = nodeTool("@playwright/test", "playwright", "test", ...args);
  return runTests("Browser tests", command, "test-results/e2e.json", tallyOfPlaywright, {
    CHROMIUM_PATH: executable,
  });
}

/** @param {readonly Tally[]} tallies @param {readonly string[]} [troubles] @returns {number} exit code */
function close(tallies, troubles) {
  const { lines, good } = verdict(tallies, troubles);
  process.stdout.write(`${lines.join("\n")}\n`);
  return good ? 0 : 1;
}

/** @param {readonly string[]} args */
export const testUnit = async (args) => close([await unitTests(args)]);

/** @param {readonly string[]} args */
export const testE2e = async (args) => close([await browserTests(args)]);

/** Everything: a check that fails does not hide what the tests have to say. @returns {Promise<number>} exit code */
export async function testAll() {
  /** @type {string[]} */
  const failed = [];
  /** @param {() => Promise<unknown>} step */
  const succeeds = (step) =>
    step().then(
      () => true,
      (error) => {
        if (!(error instanceof Trouble)) throw error;
        failed.push(error.message);
        return false;
      },
    );
  // Installing them is mostly waiting, and apt-get does one thing at a time: the browser comes while the unit tests run.
  const databases = ensureDatabases();
  const browser = databases.catch(() => {}).then(ensureBrowser);
  // Whoever needs them waits for them and says why they are not there; until then nobody listens.
  for (const needed of [databases, browser]) needed.catch(() => {});
  // Each of them uses one core, so that they run beside each other.
  const [built] = await Promise.all([ensureBuilt, typecheck, style, deadCode].map(succeeds));
  /** @type {Tally[]} */
  const tallies = [];
  if (built) {
    await succeeds(async () => tallies.push(await unitTests([], databases)));
    await succeeds(async () => tallies.push(await browserTests([], browser)));
  }
  return close(tallies, failed);
}
