import { expect, test } from "vitest";
import { IndexBudget } from "./bounds.ts";

/** How many indexes of so many characters each of the tables in their order may have. */
function indexesOf(tables: number, characters: number, wanted: number): number[] {
  const budget = new IndexBudget(tables);
  return Array.from({ length: tables }, () => {
    budget.nextTable();
    return Array.from({ length: wanted }, () => budget.take(characters)).filter(Boolean).length;
  });
}

test("a schema of few tables has every index that is small enough for one", () => {
  expect(indexesOf(10, 65_536, 5)).toEqual(Array.from({ length: 10 }, () => 5));
  expect(indexesOf(1, 65_537, 1)).toEqual([0]);
});

test("in a schema of thousands of tables the last one has its short lists as the first one does", () => {
  const short = indexesOf(5_000, 100, 4);
  expect([short[0], short.at(-1)]).toEqual([4, 4]);
  expect(indexesOf(5_000, 20_000, 1)[0]).toBe(0);
});

test("what the tables before took is never more than all may have", () => {
  const taken = indexesOf(5_000, 500, 40).reduce((sum, count) => sum + 500 * count, 0);
  expect(taken).toBeLessThanOrEqual(4 * 1024 * 1024);
});
