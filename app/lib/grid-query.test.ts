import { expect, test } from "vitest";
import { Filters } from "../../server/contracts/drilldown.ts";
import { exportPath, filterField, gridFilters, readGridQuery, unknownName } from "./grid-query.ts";

const read = (params: string) => readGridQuery(new URLSearchParams(params));

test("what is typed above a column goes to the API as it is", () => {
  const params = new URLSearchParams();
  params.set(filterField("Product Type"), ">= 5");
  expect(gridFilters(readGridQuery(params))).toEqual({ "Product Type": { typed: ">= 5" } });
});

test("without filters there are none", () => {
  expect(gridFilters(read("sort_by=A"))).toBeUndefined();
});

test("the export holds what the grid shows: search, filters and order, but no page", () => {
  const path = exportPath(
    7,
    read("search=x&filter.A=1&sort_by=B&sort_order=desc&page=4&page_size=25&show=A"),
    "csv",
  );
  const url = new URL(path, "http://local.invalid");
  expect(url.pathname).toBe("/v1/landing-kpi/executions/7/export.csv");
  expect([...url.searchParams.keys()].sort()).toEqual(["filters", "search", "sort_by", "sort_order"]);
  expect(Filters.parse(url.searchParams.get("filters"))).toEqual({ A: { typed: "1" } });
});

test("a column may have any name", () => {
  const params = new URLSearchParams(["__proto__", "constructor"].map((name) => [filterField(name), "x"]));
  const filters = gridFilters(readGridQuery(params));
  expect(Object.keys(filters ?? {})).toEqual(["__proto__", "constructor"]);
});

test("CSV for Excel asks for a byte order mark", () => {
  expect(exportPath(7, read("search=x"), "csv", { marked: true })).toMatch(/\?search=x&bom=true$/);
});

test("an export of everything has a plain address", () => {
  expect(exportPath(7, read(""), "xlsx")).toBe("/v1/landing-kpi/executions/7/export.xlsx");
});

test("a name in an address that the grid does not know is found, whatever it is called", () => {
  const name = (params: string) => unknownName(new URLSearchParams(params));
  for (const known of ["", "filter.A=1&filter.__proto__=2", "sort_by=A&sort_order=asc&page=2&page_size=50"])
    expect(name(known)).toBeUndefined();
  for (const unknown of ["filters", "__proto__", "constructor", "Filter.A", "limit"])
    expect(name(`search=x&${unknown}=y`)).toBe(unknown);
});
