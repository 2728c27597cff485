import { describe, expect, it } from "vitest";
import { closingLine, sum, tallyOfPlaywright, tallyOfVitest, withExitCode } from "./tally.mjs";

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

describe("the closing line", () => {
  it("sums all runners and mentions skipped tests only when there are some", () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 0 },
      { passed: 4, failed: 1, skipped: 0 },
    ]);
    expect(closingLine(total)).toBe("7 passed, 1 failed");
    expect(closingLine({ ...total, skipped: 2 })).toBe("7 passed, 1 failed, 2 skipped");
  });

  it("has a failure when a runner failed without saying which test", () => {
    expect(withExitCode({ passed: 3, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(withExitCode(undefined, 1).failed).toBe(1);
    expect(withExitCode({ passed: 3, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(withExitCode({ passed: 3, failed: 0, skipped: 0 }, 0).failed).toBe(0);
  });
});
