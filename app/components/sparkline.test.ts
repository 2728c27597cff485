import { expect, test } from "vitest";
import { sparklinePoints } from "./sparkline.tsx";

test("more records lie higher, and time goes to the right", () => {
  const [first, second, third] = sparklinePoints([10, 30, 20]);
  expect(first?.[0]).toBeLessThan(second?.[0] ?? 0);
  expect(second?.[0]).toBeLessThan(third?.[0] ?? 0);
  expect(second?.[1]).toBeLessThan(third?.[1] ?? 0);
  expect(third?.[1]).toBeLessThan(first?.[1] ?? 0);
});

test("counts that never change are a level line in the middle", () => {
  expect(new Set(sparklinePoints([7, 7, 7]).map(([, y]) => y))).toEqual(new Set([10]));
});
