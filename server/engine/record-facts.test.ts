import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const shop = openFixture(
  `CREATE TABLE lines(line_id INTEGER PRIMARY KEY, sku TEXT, plant TEXT, buyer TEXT);
   INSERT INTO lines VALUES (1,'A','P1','Ann'),(2,'A','P2','Bob'),(3,'B','P1','Ann'),(4,NULL,'P1','Ann'),(5,'','P1',NULL),(6,'C','P1','Ann');
   CREATE TABLE orders(order_id INTEGER PRIMARY KEY, sku TEXT);
   INSERT INTO orders VALUES (1,'C'),(2,'c'),(3,' D '),(4,'E'),(5,NULL);
   CREATE TABLE products(sku TEXT PRIMARY KEY, title TEXT);
   INSERT INTO products VALUES ('C','Chair'),('D','Desk');`,
  { matches: ["lines.sku = products.sku", "orders.sku = products.sku"] },
);

function things(definition: string): unknown {
  const result = shop.compile(definition);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(" "));
  if (!result.distinctKey) return null;
  const { sql, parameters } = result.distinctKey.countStatement;
  return [
    ...result.distinctKey.columns,
    shop.db
      .prepare(sql)
      .pluck()
      .get(...parameters),
  ];
}

function near(definition: string): unknown {
  const result = shop.compile(definition);
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join(" "));
  const statement = result.nearPartnersStatement;
  return (
    statement &&
    shop.db
      .prepare(statement.sql)
      .pluck()
      .get(...statement.parameters)
  );
}

describe("a partner that is missing because of the spelling of its key", () => {
  it.each([
    ["lines which are not in products", 0],
    ["orders which are not in products", 2],
    ["number of orders which are not in products", 2],
    ["orders which are not in products with title Chair", 1],
    ["orders which are not in products, ignoring case", null],
    ["orders which are also in products", null],
    ["top 3 orders which are not in products by order id", null],
  ])("is counted where case and spaces may tell keys apart: %s", (definition, expected) => {
    expect(near(definition)).toBe(expected);
  });
});

describe("rows or things", () => {
  it.each([
    ["lines which are not in products", ["sku", 2]],
    ["count of lines which are not in products", ["sku", 2]],
    ["lines which are not in products with buyer Ann", ["sku", 2]],
    ["lines which are also in products", ["sku", 1]],
  ])("counts the different keys that are compared, blank ones not: %s", (definition, expected) => {
    expect(things(definition)).toEqual(expected);
  });

  it.each([
    "products which are not in lines",
    "lines with buyer Ann",
    "distinct sku in lines which are not in products",
    "number of lines per buyer",
    "top 2 lines by line id",
  ])("says nothing where each row is a thing, or nothing tells things apart: %s", (definition) => {
    expect(things(definition)).toBeNull();
  });
});
