import { expect, test } from "vitest";
import { changeInWords } from "./value-change.ts";

test.each([
  [12, "rows", "lower", "+12", "worse"],
  [-1200, "rows", "lower", "−1,200", "better"],
  [1.25, "percentage", "higher", "+1.25 points", "better"],
  [-0.004, "figure", "higher", "−0.004", "worse"],
  [3, "groups", null, "+3", null],
  [0, "rows", "lower", "no change", null],
] as const)("a change of %d of %s where %s is better", (change, value_kind, better, amount, verdict) => {
  expect(changeInWords(change, { value_kind, better })).toEqual({ amount, verdict });
});
