import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const shop = openFixture(
  `CREATE TABLE lines(line_id INTEGER PRIMARY KEY, quantity INTEGER, unit_price REAL, discount REAL, line_total REAL, packs INTEGER);
   INSERT INTO lines VALUES (1,3,0.1,0,0.3,3),(2,2,5,1,9,0),(3,2,5,1,10,2),(4,4,2.5,NULL,10,8),(5,NULL,2,0,7,1),(6,10,1,2,8,5);`,
  { matches: [] },
);

describe("amounts that are worked out", () => {
  it.each([
    ["lines where quantity times unit price is not the line total", [2, 5, 6]],
    ["lines whose line total equals quantity times unit price", [1, 3, 4]],
    ["lines where quantity times unit price minus discount is not equal to line total", [3, 4, 5]],
    ["lines where line total is more than 2 times the quantity", [2, 3, 4]],
    ["lines whose line total is below 90 percent of quantity times unit price", [6]],
    ["lines where quantity divided by packs is more than 1", [6]],
    ["lines where line total plus discount is at least 10", [2, 3, 6]],
  ])("compare: %s", (definition, ids) => {
    expect(shop.column(definition, "line_id")).toEqual(ids);
  });

  it("say how they were read", () => {
    const result = shop.compile(
      "lines where quantity times unit price minus discount is more than line total",
    );
    expect(result.ok && result.explanation.reading).toBe(
      "rows of lines whose (quantity times unit_price) minus discount is more than line_total",
    );
  });

  it("are refused when a part of them is not known or is no number", () => {
    expect(shop.compile("lines where quantity times wonder is not the line total").ok).toBe(false);
  });

  it.each([
    ["total quantity times unit price of lines", "sum of quantity times unit_price of rows of lines", 40.3],
    ["average line total minus discount of lines", "avg of line_total minus discount of rows of lines", 6.06],
    ["total quantity times 2 of lines", "sum of quantity times 2 of rows of lines", 42],
  ])("are measured: %s", (definition, reading, value) => {
    const result = shop.compile(definition);
    expect(result.ok && result.explanation.reading).toBe(reading);
    expect(Object.values(shop.rows(definition)[0] ?? {})[0]).toBeCloseTo(value);
  });

  it("are measured for each group", () => {
    expect(shop.rows("total quantity times unit price of lines per packs")).toHaveLength(6);
  });
});
