import { afterAll, beforeAll, expect, test } from "vitest";
import { type RestClient, startRestClient } from "../testing/rest-client.ts";

/** What a definition may name, over REST. */

let rest: RestClient;

beforeAll(async () => {
  rest = await startRestClient();
});

afterAll(() => rest?.close());

const NAMES = "/v1/kg/KG_101/names";

test("the names of a graph are searched in any case, with the text to write into a definition", async () => {
  const { status, body } = await rest.call("GET", `${NAMES}?q=PLANNING%20sku&page_size=5`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ success: true, kg_name: "KG_101", page: 1, page_size: 5 });
  expect(body.columns.hits[0]).toEqual({
    say: "planning SKU",
    name: "ZBASEMATERIAL",
    table: "brz_lnd_IBP_Product_Master",
    aliases: ["planning SKU", "base material"],
    kind: "text",
  });
  expect(body.tables).toEqual({ total: 0, hits: [] });
});

test("without a search, the tables come with their aliases and as many columns as are asked for", async () => {
  const { body } = await rest.call("GET", `${NAMES}?kind=tables&columns_per_table=2&page_size=3&page=2`);
  expect(body.tables.total).toBe(9);
  expect(body.tables.hits).toHaveLength(3);
  expect(body.tables.hits[0]).toMatchObject({
    name: expect.any(String),
    aliases: expect.arrayContaining([expect.any(String)]),
    row_count: expect.any(Number),
    columns: [{ say: expect.any(String) }, { say: expect.any(String) }],
  });
});

test.each([
  ["an unknown graph", "/v1/kg/KG_999/names", 404, /no knowledge graph "KG_999"\. Known: KG_101/],
  ["an unknown kind", `${NAMES}?kind=rows`, 422, /kind: Must be one of tables, columns, values/],
  ["an unknown table", `${NAMES}?table=nothing`, 422, /no table "nothing"/],
  [
    "a page that is too large",
    `${NAMES}?page_size=51`,
    422,
    /page_size: Must be a whole number from 1 to 50/,
  ],
  ["a search that is too long", `${NAMES}?q=${"x".repeat(201)}`, 422, /at most 200 characters/],
])("%s is refused with a sentence", async (_what, route, status, message) => {
  const answer = await rest.call("GET", route);
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ success: false, message: expect.stringMatching(message) });
});
