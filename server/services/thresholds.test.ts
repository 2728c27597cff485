import { describe, expect, test } from "vitest";
import { refuseBadBounds, thresholdState } from "./thresholds.ts";

const LOWER = { better: "lower", warning_bound: 10, critical_bound: 100 };
const HIGHER = { better: "higher", warning_bound: 95, critical_bound: 90 };

describe("a value that is a bound is still within it", () => {
  test.each([
    [LOWER, 0, "ok"],
    [LOWER, 10, "ok"],
    [LOWER, 10.5, "warning"],
    [LOWER, 100, "warning"],
    [LOWER, 101, "critical"],
    [HIGHER, 100, "ok"],
    [HIGHER, 95, "ok"],
    [HIGHER, 94.9, "warning"],
    [HIGHER, 90, "warning"],
    [HIGHER, -1, "critical"],
    [{ ...LOWER, warning_bound: null }, 11, "ok"],
    [{ ...LOWER, critical_bound: null }, 1000, "warning"],
    [{ ...LOWER, warning_bound: null, critical_bound: 0 }, 1, "critical"],
  ])("by %j the value %d is %s", (bounds, value, state) => {
    expect(thresholdState(value, bounds)).toBe(state);
  });
});

test("without a value or without a bound there is no state", () => {
  expect(thresholdState(null, LOWER)).toBeNull();
  expect(thresholdState(5, { better: "lower", warning_bound: null, critical_bound: null })).toBeNull();
  expect(thresholdState(5, { better: null, warning_bound: null, critical_bound: null })).toBeNull();
});

test.each([
  [{ ...LOWER, warning_bound: 100 }, /warning threshold \(100\) must be below the critical one \(100\)/],
  [{ ...LOWER, warning_bound: 101 }, /must be below the critical one/],
  [{ ...HIGHER, warning_bound: 80 }, /warning threshold \(80\) must be above the critical one \(90\)/],
  [{ ...LOWER, better: null }, /Say whether lower or higher is better/],
])("%j is refused", (bounds, sentence) => {
  expect(() => refuseBadBounds(bounds)).toThrow(sentence);
});

test("one bound, two in their order, and a direction alone are fine", () => {
  for (const bounds of [LOWER, HIGHER, { ...LOWER, warning_bound: null }, { ...LOWER, critical_bound: null }])
    expect(() => refuseBadBounds(bounds)).not.toThrow();
  expect(() =>
    refuseBadBounds({ better: "higher", warning_bound: null, critical_bound: null }),
  ).not.toThrow();
});
