import { expect, test } from "vitest";
import { runValue } from "./run-value.ts";

test("rows and groups are counted in full, whatever their first cell holds", () => {
  expect(runValue("rows", 48_211, 7)).toBe(48_211);
  expect(runValue("groups", 0, undefined)).toBe(0);
});

test.each([
  [37.123_456_789, 37.123_456_789],
  ["9007199254740993", 9_007_199_254_740_992],
  ["-12.50", -12.5],
  ["2026-11-25", null],
  ["0012", null],
  [null, null],
  [undefined, null],
])("a figure of %j is the value %j", (cell, value) => {
  expect(runValue("figure", 1, cell)).toBe(value);
  expect(runValue("percentage", 1, cell)).toBe(value);
});

test("several figures are no single value", () => {
  expect(runValue("figures", 1, 7)).toBeNull();
});
