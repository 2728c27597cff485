import { describe, expect, it } from "vitest";
import type { GroupCell } from "./group-rows.ts";
import { openFixture } from "./testing/fixture.ts";

/** Every group of an answer, and the rows behind it: together they are all rows that the answer is about, each once. */
const shop = openFixture(
  `CREATE TABLE customers(id INTEGER PRIMARY KEY, city TEXT, vip BOOLEAN); INSERT INTO customers VALUES (1,'Paris',1),(2,'Rome',0),(3,'',NULL),(4,NULL,1),(5,'rome ',0);
   CREATE TABLE orders(id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers(id), total REAL, note TEXT);
   INSERT INTO orders VALUES (10,1,5,'a'),(11,1,7,'b'),(12,2,5,'A '),(13,4,1.5,NULL),(14,3,0,'');`,
  { matches: [] },
);

/** The ids behind each group, by the group's first cell as text. */
function groups(definition: string): Record<string, unknown> {
  const found = shop.rows(definition);
  return Object.fromEntries(
    found.map((row) => {
      const group = Object.values(row) as GroupCell[];
      return [String(group[0]), shop.rows(definition, { group }).map(({ id }) => id)];
    }),
  );
}

describe("the rows behind a group", () => {
  it("are those with its value; an empty text is another group than no value", () => {
    expect(groups("count of customers per city")).toEqual({
      Paris: [1],
      Rome: [2],
      "rome ": [5],
      "": [3],
      null: [4],
    });
  });

  it("meet the definition's conditions too", () => {
    expect(groups("count of orders with total over 1 per note")).toEqual({
      a: [10],
      b: [11],
      "A ": [12],
      null: [13],
    });
  });

  it("are those of a truth value and of a number", () => {
    expect(groups("count of customers per vip")).toEqual({ 0: [2, 5], 1: [1, 4], null: [3] });
    expect(groups("count of orders per total")).toEqual({ 0: [14], 1.5: [13], 5: [10, 12], 7: [11] });
  });

  it("are reached over the join of a group in another table", () => {
    expect(groups("number of orders per customer city")).toMatchObject({ Paris: [10, 11], Rome: [12] });
  });

  it("are the records that share a value, spelt as the definition compares it", () => {
    expect(groups("customers with the same vip")).toEqual({ 0: [2, 5], 1: [1, 4] });
    expect(groups("duplicate cities in customers ignoring case")).toEqual({ ROME: [2, 5] });
  });

  it("are refused where the answer has none", () => {
    const refused = shop.compile("orders with total over 1", { group: [1] });
    expect(refused.ok ? "answered" : refused.diagnostics[0].message).toContain("does not ask for groups");
  });

  it("are said in the reading", () => {
    const answer = shop.compile("count of customers per city", { group: ["Rome", 1] });
    expect(answer.ok && answer.explanation.reading).toBe("rows of customers whose city is 'Rome'");
    expect(answer.ok && answer.answer).toBe("rows");
  });
});

describe("what an answer has groups by", () => {
  it.each([
    ["count of orders per city", "number of rows of orders for each customers.city"],
    ["count of orders per note", "number of rows of orders for each note"],
  ])("is read with its table where that is another one: %s", (definition, reading) => {
    const result = shop.compile(definition);
    expect(result.ok && result.explanation.reading).toBe(reading);
  });
});
