import { expect, test } from "vitest";
import { decimalCell, integerCell, realCell } from "./cells.ts";

test.each([
  ["0", 0],
  ["12.3400", 12.34],
  ["-0.5", -0.5],
  ["100.00", 100],
  ["1234567890123456.7891", "1234567890123456.7891"],
  ["33.3333333333333333", "33.3333333333333333"],
  ["9007199254740991.0", 9007199254740991],
  ["9007199254740993", "9007199254740993"],
  ["0.00000000000000000012", 1.2e-19],
  ["NaN", "NaN"],
  ["-Infinity", "-Infinity"],
  ["", ""],
])("the decimal %s travels as %j", (text, cell) => {
  expect(decimalCell(text)).toBe(cell);
});

test("integers beyond 2^53 travel as their text, given as a number or as text", () => {
  expect(integerCell(9007199254740993n)).toBe("9007199254740993");
  expect(integerCell("-9223372036854775808")).toBe("-9223372036854775808");
  expect(integerCell("42")).toBe(42);
});

test("what JSON cannot say of a number travels as text", () => {
  expect([Number.NaN, -Infinity, 0.1].map(realCell)).toEqual(["NaN", "-Infinity", 0.1]);
});
