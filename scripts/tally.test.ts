import { describe, expect, it } from "vitest";
import { tallyOfPlaywright, tallyOfVitest, verdict, withExitCode } from "./tally.mjs";

const passing = { status: "passed", assertionResults: [{ status: "passed" }] };

describe("the tally of a vitest report", () => {
  const counts = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };

  it("counts tests, and todo ones as skipped", () => {
    expect(tallyOfVitest({ ...counts, testResults: [passing] })).toEqual({
      passed: 3,
      failed: 0,
      skipped: 2,
    });
  });

  it("counts a file that could not be loaded as one failure", () => {
    const broken = { status: "failed", assertionResults: [] };
    expect(tallyOfVitest({ ...counts, testResults: [passing, broken] }).failed).toBe(1);
  });

  it("counts a failed test once, not its file again", () => {
    const failing = { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] };
    expect(tallyOfVitest({ ...counts, numFailedTests: 1, testResults: [failing] }).failed).toBe(1);
  });
});

describe("the tally of a Playwright report", () => {
  it("counts errors outside tests, and tests that passed only when repeated, as failures", () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 }, errors: [{}] };
    expect(tallyOfPlaywright(report)).toEqual({ passed: 5, failed: 4, skipped: 3 });
  });
});

const ten = { passed: 10, failed: 0, skipped: 0 };

describe("the verdict", () => {
  it("is good when tests ran and all passed, and ends with the sum of all runners", () => {
    expect(verdict([ten, { passed: 4, failed: 0, skipped: 0 }])).toEqual({
      lines: ["14 passed, 0 failed"],
      good: true,
    });
  });

  it("mentions skipped tests when there are some", () => {
    expect(verdict([ten, { passed: 0, failed: 0, skipped: 2 }]).lines.at(-1)).toBe(
      "10 passed, 0 failed, 2 skipped",
    );
  });

  it("is not good when a test failed, when nothing ran, and when something beside the tests failed", () => {
    expect(verdict([ten, { passed: 0, failed: 1, skipped: 0 }]).good).toBe(false);
    expect(verdict([{ passed: 0, failed: 0, skipped: 3 }]).good).toBe(false);
    expect(verdict([]).lines).toEqual(["No test ran, which counts as a failure.", "0 passed, 0 failed"]);
    const linting = verdict([ten], ["Linting failed."]);
    expect(linting).toEqual({ lines: ["Linting failed.", "10 passed, 0 failed"], good: false });
  });

  it("has a failure when a runner failed without saying which test", () => {
    expect(withExitCode({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(withExitCode(undefined, 1).failed).toBe(1);
    expect(withExitCode({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(withExitCode({ passed: 3, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });
});
