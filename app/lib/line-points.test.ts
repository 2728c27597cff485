import { expect, test } from "vitest";
import { heightOf, linePoints } from "./line-points.ts";

const BOX = { width: 72, height: 20, margin: 3 };

test("more records lie higher, and time goes to the right", () => {
  const [first, second, third] = linePoints([10, 30, 20], BOX);
  expect(first?.[0]).toBeLessThan(second?.[0] ?? 0);
  expect(second?.[0]).toBeLessThan(third?.[0] ?? 0);
  expect(second?.[1]).toBeLessThan(third?.[1] ?? 0);
  expect(third?.[1]).toBeLessThan(first?.[1] ?? 0);
});

test("counts that never change are a level line in the middle", () => {
  expect(new Set(linePoints([7, 7, 7], BOX).map(([, y]) => y))).toEqual(new Set([10]));
});

test("a value beside the line has its place above or below it, and the line makes room", () => {
  const values = [10, 30];
  const above = heightOf(50, values, BOX, [50]);
  const [first, second] = linePoints(values, BOX, [50]);
  expect(above).toBe(3);
  expect(second?.[1]).toBeGreaterThan(above);
  expect(first?.[1]).toBeGreaterThan(second?.[1] ?? 0);
});
