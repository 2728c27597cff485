import { expect, test } from "vitest";
import { overlap, SketchBuilder, sketchOf } from "./sketch.ts";

test("values that are stored in other ways are found in the strictest form that meets them", () => {
  const stored = sketchOf(["A1", " B2 ", "c3", "0042", "Z9"]);
  expect(overlap(sketchOf(["A1", "B2", "C3", "42", "none"]), stored)).toEqual({
    checked: 5,
    found: { exact: 1, trimmed: 2, case_insensitive: 3, leading_zeros: 4 },
  });
});

test("a zero in front of a code with letters is a character like others", () => {
  expect(overlap(sketchOf(["00A7"]), sketchOf(["A7"])).found.leading_zeros).toBe(0);
});

test("a sketch of many values is small and still says what share of them is in another column", () => {
  const build = (from: number, to: number) => {
    const builder = new SketchBuilder();
    for (let i = from; i < to; i++) builder.add(`key-${i}`);
    return builder.finish();
  };
  const whole = build(0, 200_000);
  expect(whole.loose.length).toBeLessThanOrEqual(512);
  expect(whole.seen).toBe(200_000);
  const half = overlap(build(100_000, 300_000), whole);
  expect(half.checked).toBeGreaterThan(200);
  expect(half.found.exact / half.checked).toBeGreaterThan(0.4);
  expect(half.found.exact / half.checked).toBeLessThan(0.6);
  const part = overlap(build(0, 100_000), whole);
  expect(part.found.exact).toBe(part.checked);
});

test("whole numbers have a range, texts have none", () => {
  expect(sketchOf(["7", "12", "3"]).range).toEqual({ low: 3, high: 12 });
  expect(sketchOf(["7", "x"]).range).toBeNull();
});
