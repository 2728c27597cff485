/** How many tests passed, failed and were skipped. @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {any} report vitest's JSON report
 * @returns {Tally} a file that could not be loaded counts as one failed test
 */
export function tallyOfVitest(report) {
  const broken = report.testResults.filter(
    (/** @type {any} */ file) =>
      file.status === "failed" &&
      file.assertionResults.every((/** @type {any} */ test) => test.status !== "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {any} report Playwright's JSON report
 * @returns {Tally} an error outside any test counts as one failed test; one that passed only when repeated failed
 */
export function tallyOfPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Trusts the runner's exit code over its report: a run that failed has at least one failure.
 * @param {Tally | undefined} tally undefined when the runner left no report
 * @param {number} exitCode
 * @returns {Tally}
 */
export function withExitCode(tally = NOTHING, exitCode) {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** @param {readonly Tally[]} tallies @returns {Tally} */
function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
      skipped: total.skipped + skipped,
    }),
    NOTHING,
  );
}

/** @param {Tally} tally @returns {string} such as `12 passed, 0 failed` */
function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * What to print at the end of a test run, the sums last, and whether all is well.
 * @param {readonly Tally[]} tallies
 * @param {readonly string[]} [troubles] sentences about what failed beside the tests
 * @returns {{ lines: string[], good: boolean }} not good when no test ran
 */
export function verdict(tallies, troubles = []) {
  const total = sum(tallies);
  const nothingRan = total.passed + total.failed === 0;
  return {
    lines: [
      ...troubles,
      ...(nothingRan ? ["No test ran, which counts as a failure."] : []),
      closingLine(total),
    ],
    good: troubles.length === 0 && !nothingRan && total.failed === 0,
  };
}
