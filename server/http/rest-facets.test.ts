import { afterAll, beforeAll, expect, test } from "vitest";
import { EXECUTIONS, type Json, MISSING, type RestClient, startRestClient } from "../testing/rest-client.ts";

/** The values of a column with their counts, held against the rows themselves. */

let rest: RestClient;
let id: number;
let rows: Json[];
let columns: string[];

beforeAll(async () => {
  rest = await startRestClient();
  const run = (await rest.execute(MISSING, { limit_records: 400 })).execution_result;
  ({ id, result_data: rows, result_columns: columns } = run);
});

afterAll(() => rest?.close());

const get = (what: string, query: Record<string, string>) =>
  rest.call("GET", `${EXECUTIONS}/${id}/${what}?${new URLSearchParams(query)}`);
const folded = (value: unknown) => (value === null ? "" : String(value).trim().toLowerCase());

test("each column says its values with the numbers of their rows, or that there are too many", async () => {
  const few: string[] = [];
  for (const column of columns) {
    const { status, body } = await get("facet", { column });
    expect(status).toBe(200);
    const different = new Set(rows.map((row) => folded(row[column])));
    if (different.size > 50) expect(body.values).toBeNull();
    else {
      few.push(column);
      expect(body.values).toHaveLength(different.size);
      for (const { value, count } of body.values)
        expect(rows.filter((row) => folded(row[column]) === folded(value))).toHaveLength(count);
    }
  }
  expect(few.length).toBeGreaterThan(2);
  expect(few.length).toBeLessThan(columns.length);
});

test("a value as a filter leaves as many rows as it says, under the other filters and the search", async () => {
  const { values: lines } = (await get("facet", { column: "Product_Line" })).body;
  const [line] = lines;
  const search = "1";
  const others = { Product_Line: { typed: line.typed } };
  for (const column of ["Business_Unit", "Overall_Result", "Product_Line"]) {
    const filters = { ...others, [column]: { typed: "=no such value at all".slice(0, 3) } };
    const ask = { column, search, filters: JSON.stringify(column === "Overall_Result" ? others : filters) };
    const { values, filters_read } = (await get("facet", ask)).body;
    expect(filters_read).toHaveLength(column === "Product_Line" ? 0 : 1);
    for (const { typed, count } of values ?? []) {
      const chosen = JSON.stringify({ ...others, [column]: { typed } });
      expect((await get("drilldown", { search, filters: chosen })).body.total_records).toBe(count);
    }
  }
});

test("tRPC answers the same", async () => {
  const { body } = await get("facet", { column: "Product_Line", search: "a" });
  const input = encodeURIComponent(JSON.stringify({ execution_id: id, column: "Product_Line", search: "a" }));
  expect((await rest.call("GET", `/trpc/drilldown.facet?input=${input}`)).body.result.data).toEqual(body);
});

test.each([
  ["no column", {}, "column"],
  ["a column that is not there", { column: "NO_SUCH" }, "column"],
  [
    "a filter that cannot be read",
    { column: "Material", filters: '{"Overall_Result": ">x"}' },
    "filters.Overall_Result",
  ],
  ["an order", { column: "Material", sort_by: "Material" }, "sort_by"],
])("%s is refused with 422", async (_what, query, field) => {
  const { status, body } = await get("facet", query as Record<string, string>);
  expect(status).toBe(422);
  expect(body.errors[0].field).toBe(field);
});
