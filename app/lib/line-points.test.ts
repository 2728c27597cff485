import { expect, test } from "vitest";
import { linePoints } from "./line-points.ts";

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
