import { expect, test } from "vitest";
import { fittingPage, mostRecords, pageSizes } from "./page-size.ts";

test.each([
  [0, 500],
  [1, 500],
  [10, 500],
  [11, 454],
  [50, 100],
  [300, 16],
  [20_000, 1],
])("%d columns leave room for %d records", (columns, records) => {
  expect(mostRecords(columns)).toBe(records);
});

test("one chooses among the sizes that fit, the largest of them, and the one that is chosen", () => {
  expect(pageSizes(10, 50)).toEqual([25, 50, 100, 200, 500]);
  expect(pageSizes(50, 50)).toEqual([25, 50, 100]);
  expect(pageSizes(60, 7)).toEqual([7, 25, 50, 83]);
});

test("a page that is too large becomes the one of the largest size that holds its first record", () => {
  expect(fittingPage({ page: undefined, page_size: "500" }, 50)).toEqual({ page: 1, page_size: 100 });
  expect(fittingPage({ page: "3", page_size: "500" }, 50)).toEqual({ page: 11, page_size: 100 });
  expect(fittingPage({ page: "2", page_size: undefined }, 300)).toEqual({ page: 4, page_size: 16 });
});

test("a page that fits stays as it is, and what is no page is left to be refused", () => {
  for (const page_size of [undefined, "50", "100"])
    expect(fittingPage({ page: "2", page_size }, 50)).toBeNull();
  for (const page_size of ["501", "all", "0", "-3"])
    expect(fittingPage({ page: "2", page_size }, 50)).toBeNull();
  for (const page of ["0", "first"]) expect(fittingPage({ page, page_size: "500" }, 50)).toBeNull();
});
