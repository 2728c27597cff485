import { expect, test } from "vitest";
import { compareParams, differencesPath, keySentence, readCompareQuery } from "./compare-query.ts";

const read = (text: string) => readCompareQuery(new URLSearchParams(text));

test.each(["", "?change=added&page=3", "?key=A&key=B%2CC", "?by=row&change=same"])(
  "the view %j has that address",
  (address) => {
    expect(compareParams(read(address))).toBe(address);
  },
);

test("what is no page and no kind of change is the first page of all", () => {
  expect(read("?page=-1&change=lost")).toEqual({ key: undefined, change: null, page: 1 });
});

test("a file holds the rows of the view, whatever its page", () => {
  const runs = { left: 3, right: 5 };
  expect(differencesPath(runs, read("page=2"), "csv")).toBe("/v1/landing-kpi/compare/3/5/export.csv");
  const url = new URL(differencesPath(runs, read("key=A&change=gone"), "xlsx"), "http://local.invalid");
  expect([...url.searchParams]).toEqual([
    ["key", '["A"]'],
    ["change", "gone"],
  ]);
  expect(differencesPath(runs, read("by=row"), "csv")).toMatch(/\?key=%5B%5D$/);
});

test("by what rows are compared is said", () => {
  const repeated = { keys: 0, left_rows: 0, right_rows: 0 };
  expect(keySentence({ columns: ["A", "B"], origin: "primary_key", repeated })).toBe(
    "Rows are the same thing when they have the same A, B (the primary key of their table).",
  );
  expect(keySentence({ columns: [], origin: "row", repeated })).toMatch(/^Whole rows are compared/);
});
