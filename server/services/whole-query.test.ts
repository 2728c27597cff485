import { expect, test } from "vitest";
import { restOfRows, writeWholeQuery } from "./whole-query.ts";

test("a query is read back as it was kept, with integers that no double holds", () => {
  const query = {
    pieces: ["select ", ", ", ", ", ", ", ", ", ' from "t ?"'],
    parameters: ["O'Brien ?", 9_007_199_254_740_993n, 0.5, true, null],
  };
  const run = { whole_query: writeWholeQuery(query), source_id: 3, source_name: "SHOP" };
  expect(restOfRows(run)).toEqual({ ok: true, query, sourceId: 3 });
});
