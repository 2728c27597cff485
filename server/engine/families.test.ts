import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Kinds of definitions over a small shop whose data tell each reading from its neighbours. */
const shop = openFixture(
  `CREATE TABLE clients(client_id INTEGER PRIMARY KEY, name TEXT, region TEXT, fax TEXT);
   INSERT INTO clients VALUES (1,'Ann','N','1'),(2,'Bea',NULL,NULL),(3,'Cid',NULL,'3'),(4,'Ann','S','');
   CREATE TABLE articles(article_id INTEGER PRIMARY KEY, label TEXT, stock INTEGER, reorder_level INTEGER, unit_price REAL);
   INSERT INTO articles VALUES (1,'pen',0,5,1.5),(2,'ink',5,5,9),(3,'cap',-1,0,4),(4,'bag',8,2,30);
   CREATE TABLE orders(order_id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), order_date DATE);
   INSERT INTO orders VALUES (1,1,'2022-05-01'),(2,1,'2023-01-05'),(3,2,'2022-07-01'),(4,3,'2023-02-01');
   CREATE TABLE order_lines(order_id INTEGER REFERENCES orders(order_id), article_id INTEGER REFERENCES articles(article_id), quantity INTEGER);
   INSERT INTO order_lines VALUES (1,1,2),(2,1,1),(3,2,4),(4,3,1);
   CREATE TABLE regions(region_id INTEGER PRIMARY KEY, region TEXT); CREATE TABLE reps(rep_id INTEGER PRIMARY KEY, region_id INTEGER REFERENCES regions(region_id), client_id INTEGER REFERENCES orders(order_id));
   CREATE TABLE blocked(client_id INTEGER); INSERT INTO blocked VALUES (1); CREATE TABLE muted(client_id INTEGER); INSERT INTO muted VALUES (3);`,
  { matches: ["clients.client_id = blocked.client_id", "clients.client_id = muted.client_id"] },
);

describe("one period and not another", () => {
  it.each([
    ["clients who ordered in 2022 but not in 2023", [2]],
    ["clients with orders in 2023 but not in 2022", [3]],
    ["clients who ordered in 2022 and in 2023", [1]],
  ])("is about different rows: %s", (definition, ids) => {
    expect(shop.column(definition, "client_id")).toEqual(ids);
  });

  it("is the date of the order that a line belongs to", () => {
    expect(shop.column("articles that were not ordered in 2022", "article_id")).toEqual([3, 4]);
    expect(shop.column("articles ordered in 2022 but not in 2023", "article_id")).toEqual([2]);
  });
});

describe("neither and nor", () => {
  it.each([
    ["clients with neither a region nor a fax", [2]],
    ["clients having neither region nor fax", [2]],
    ["clients that are neither in blocked nor in muted", [2, 4]],
    ["clients in neither blocked nor muted", [2, 4]],
  ])("deny both: %s", (definition, ids) => {
    expect(shop.column(definition, "client_id")).toEqual(ids);
  });
});

describe("the nearest meaning", () => {
  it("is the own column, not a table of that name over several joins", () => {
    expect(shop.column("clients without a region", "client_id")).toEqual([2, 3]);
    expect(shop.column("clients with no region filled in", "client_id")).toEqual([2, 3]);
  });
});

describe("a bound after its number", () => {
  it.each([
    ["articles with a stock of zero or less", [1, 3]],
    ["articles with stock of 5 or more", [2, 4]],
    ["articles whose stock is at or below the reorder level", [1, 2, 3]],
  ])("%s", (definition, ids) => {
    expect(shop.column(definition, "article_id")).toEqual(ids);
  });
});

describe("verbs that say only that something was done", () => {
  it.each([
    "orders placed in 2022",
    "orders placed between 2022-01-01 and 2022-12-31",
    "orders that were received in 2022",
  ])("are passed over before a date: %s", (definition) => {
    expect(shop.column(definition, "order_id")).toEqual([1, 3]);
  });

  it("are no others", () => {
    expect(shop.compile("orders revoked in 2022").ok).toBe(false);
  });
});

describe("values that several rows share", () => {
  it.each([
    ["names shared by more than one client", [{ name: "Ann", row_count: 2 }]],
    ["how many names are shared by several clients?", [{ duplicate_count: 1 }]],
    ["number of names shared by at least 3 clients", [{ duplicate_count: 0 }]],
  ])("%s", (definition, rows) => {
    expect(shop.rows(definition)).toEqual(rows);
  });
});

describe("a superlative before the table", () => {
  it("is the highest or the lowest of the column that is asked for", () => {
    expect(shop.rows("unit price of the cheapest article")).toEqual([{ min_unit_price: 1.5 }]);
    expect(shop.rows("What is the stock of the largest article?")).toEqual([{ max_stock: 8 }]);
  });
});
