import { afterAll, beforeAll, expect, test } from "vitest";
import { DrilldownQuery } from "../contracts/drilldown.ts";
import { ExecuteInput } from "../contracts/executions.ts";
import { openShop, type ShopServices } from "../testing/shop-services.ts";

/** A server that is set to store more rows of a run than it does by itself. */

const MAX_RECORDS = 25_000;

let shop: ShopServices;
let kpi_id: number;

beforeAll(async () => {
  shop = await openShop(
    `CREATE TABLE orders (id INTEGER PRIMARY KEY, city TEXT, amount INTEGER);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
    INSERT INTO orders SELECT i, CASE i % 3 WHEN 0 THEN 'Köln' ELSE 'Porto' END, i * 7919 % 30011 FROM n;`,
    MAX_RECORDS,
  );
  await shop.make();
  const kpi = { name: "Orders", nl_definition: "orders with amount greater than 10" };
  kpi_id = (await shop.services.kpis.create({ ...kpi, alias_name: null, group_name: null }, [])).id;
});
afterAll(() => shop?.close());

const execute = async (limit_records: number) =>
  shop.services.executions.execute(
    ExecuteInput.parse({ kpi_id, kg_name: "SHOP", select_schema: "shop", limit_records }),
  );

test("a run stores so many rows, and they are paged, sorted, filtered and counted as a few are", async () => {
  const { execution } = await execute(MAX_RECORDS);
  expect(execution).toMatchObject({ number_of_records: MAX_RECORDS, total_records: 29_990 });
  const page = (query: object) =>
    shop.services.drilldown.page(DrilldownQuery.parse({ execution_id: execution.id, ...query }));
  const last = await page({ page: 500, page_size: 50 });
  expect(last).toMatchObject({ total_records: MAX_RECORDS, total_pages: 500 });
  expect(last.row_numbers).toEqual(Array.from({ length: 50 }, (_, i) => 24_951 + i));
  const amounts = async (query: object) => (await page(query)).data.map((row) => row.amount as number);
  const sorted = [
    ...(await amounts({ sort_by: "amount", page: 1, page_size: 50 })),
    ...(await amounts({ sort_by: "amount", page: 2, page_size: 50 })),
  ];
  expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
  expect(new Set(sorted).size).toBe(100);
  const inCity = await page({ sort_by: "amount", sort_order: "desc", filters: { city: "KÖLN" } });
  const [first] = inCity.data;
  expect(inCity.data.every((row) => row.city === "Köln")).toBe(true);
  const everyCity = await amounts({ sort_by: "amount", sort_order: "desc", filters: { city: "Köln" } });
  expect(everyCity).toEqual(everyCity.toSorted((a, b) => b - a));
  expect(first?.amount).toBe(everyCity[0]);
  const cities = await shop.services.facets.values({ execution_id: execution.id, column: "city" });
  expect(cities.values?.find(({ value }) => value === "Köln")?.count).toBe(inCity.total_records);
});

test("more than so many are refused, with what to do", async () => {
  await expect(execute(MAX_RECORDS + 1)).rejects.toMatchObject({
    code: "invalid",
    fieldErrors: [
      { field: "limit_records", message: expect.stringMatching(/^At most 25,000 records .* MAX_RECORDS/) },
    ],
  });
});
