import { expect, test } from "vitest";
import { compareDecimals } from "./decimal.ts";

test.each([
  [9, "10", -1],
  [20000, "20000.0", 0],
  ["9007199254740993", "9007199254740992", 1],
  ["-9007199254740993", "-9007199254740992", -1],
  ["0.1", "0.10000000000000000001", -1],
  [0.1, ".1", 0],
  [1e21, "1000000000000000000000", 0],
  ["1000000000000000000001", "1e21", 1],
  [-0, "0", 0],
  ["+5", "5", 0],
])("%s against %s is %s", (left, right, order) => {
  expect(compareDecimals(left, right)).toBe(order);
});

test.each(["", " ", ".", "-", "abc", "1,000", "0x10", "Infinity", null, undefined])(
  "%j is no number",
  (text) => {
    expect(compareDecimals(text, "1")).toBeNull();
  },
);
