import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Fail, failing, orFail, suiteIn, todayOf } from "./arguments.ts";
import { answeredOf, probe } from "./probes.ts";

const USAGE =
  "Usage: npm run eval:probe -- --suite DIR [--suite DIR ...] [--count N] [--seed N] [--today DATE] [--verbose]";

const fail: Fail = failing(USAGE);

function readOptions() {
  const { values } = orFail(
    () =>
      parseArgs({
        options: {
          suite: { type: "string", multiple: true },
          count: { type: "string" },
          seed: { type: "string" },
          today: { type: "string" },
          verbose: { type: "boolean" },
        },
      }),
    fail,
  );
  if (!values.suite) fail("At least one --suite is needed.");
  const count = Number(values.count ?? 2_000);
  const seed = Number(values.seed ?? 1);
  if (!Number.isInteger(count) || count < 1) fail("--count is a whole number from 1.");
  if (!Number.isInteger(seed)) fail("--seed is a whole number.");
  return {
    suites: values.suite.map((suite) => resolve(suite)),
    count,
    seed,
    today: todayOf(values.today, fail),
    verbose: values.verbose === true,
  };
}

const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;

function main(): void {
  const { suites, verbose, ...options } = readOptions();
  const answered = suites.flatMap((folder) => answeredOf(suiteIn(folder, fail), options.today));
  if (answered.length === 0) fail("No definition of these suites is answered.");
  const { conditions, unknown } = probe(answered, options);
  for (const [title, { asked, answered: heard, lost }] of [
    ["one more condition", conditions],
    ["words that nothing knows", unknown],
  ] as const) {
    process.stdout.write(
      `${title}: ${asked} asked, ${heard} answered, ${lost.length} without it (${share(lost.length, asked)} of all)\n`,
    );
    if (verbose) for (const line of lost) process.stdout.write(`  ${line}\n`);
  }
}

main();
