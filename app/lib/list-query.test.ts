import { expect, test } from "vitest";
import { isNarrowed, overviewQuery, readListQuery } from "./list-query.ts";

const read = (params: string) => readListQuery(new URLSearchParams(params));

test("the list shows active KPIs unless the address says otherwise", () => {
  expect(overviewQuery(read("")).is_active).toBe(true);
  expect(overviewQuery(read("state=deleted")).is_active).toBe(false);
  expect(overviewQuery(read("state=all")).is_active).toBeUndefined();
  expect(overviewQuery(read("state=nonsense")).is_active).toBe(true);
});

test("an unknown column goes to the API as it is, which refuses it", () => {
  expect(overviewQuery(read("sort_by=nonsense")).sort_by).toBe("nonsense");
});

test("an empty list means that nothing matches only when something narrows it", () => {
  expect(isNarrowed(read("page=2&sort_by=name"))).toBe(false);
  expect(isNarrowed(read("search=x"))).toBe(true);
  expect(isNarrowed(read("group_name=G"))).toBe(true);
  expect(isNarrowed(read("state=deleted"))).toBe(true);
});
