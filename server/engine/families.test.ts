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

describe("a number or a sign", () => {
  it("is one or the other, no bound", () => {
    expect(shop.column("articles with a stock of 8 or negative", "article_id")).toEqual([3, 4]);
    expect(shop.column("articles with a stock of zero or negative", "article_id")).toEqual([1, 3]);
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
  it("says of which row, or the highest of the column, what is asked for", () => {
    expect(shop.rows("unit price of the cheapest article")).toEqual([{ unit_price: 1.5 }]);
    expect(shop.rows("What is the stock of the largest article?")).toEqual([{ max_stock: 8 }]);
  });
});

describe("what is left out", () => {
  it.each([
    ["clients except those with region N", [2, 3, 4]],
    ["clients excluding those without a fax", [1, 3]],
    ["articles, those with a stock of 5 excluded", [1, 3, 4]],
    ["clients without a region, those with a fax left out", [2]],
  ])("is the opposite of the clause: %s", (definition, ids) => {
    const key = definition.startsWith("clients") ? "client_id" : "article_id";
    expect(shop.column(definition, key)).toEqual(ids);
  });
});

describe("adjectives of measure", () => {
  it.each([
    ["the most expensive article", [4]],
    ["the cheapest article", [1]],
    ["the 2 most expensive articles", [2, 4]],
    ["three cheapest articles", [1, 2, 3]],
    ["the two least expensive articles", [1, 3]],
    ["2 most expensive articles by stock", [2, 4]],
    ["articles more expensive than 5 euros", [2, 4]],
    ["articles cheaper than 4", [1]],
  ])("rank by, and compare, what they are about: %s", (definition, ids) => {
    expect(shop.column(definition, "article_id")).toEqual(ids);
  });

  it("are refused where nothing measures that", () => {
    expect(shop.compile("the oldest client").ok).toBe(false);
    expect(shop.compile("articles heavier than 5").ok).toBe(false);
  });

  it("are the highest of each group, never one row of all", () => {
    const answer = shop.compile("highest stock per label in articles");
    expect(answer.ok && answer.explanation.reading).toBe("max of stock of rows of articles for each label");
  });
});

describe("small words", () => {
  it.each([
    ["clients that no order mentions", "client_id", [4]],
    ["clients that are in blocked as well as in orders", "client_id", [1]],
    ["orders placed between 2022-05-01 and 2022-07-01 inclusive", "order_id", [1, 3]],
    ["articles whose stock lies below the reorder level", "article_id", [1, 3]],
  ])("%s", (definition, key, ids) => {
    expect(shop.column(definition, key)).toEqual(ids);
  });

  it("say that a share is a percentage", () => {
    expect(shop.rows("share of clients with a region in percent")).toEqual([{ percentage: 50 }]);
    const answer = shop.compile("share of clients with a region in percent");
    expect(answer.ok && answer.explanation.ignored).toEqual(expect.arrayContaining(["in", "percent"]));
  });

  it("say which way it is sorted", () => {
    const found = shop.rows("number of clients per name, sorted from largest to smallest");
    expect(found.map((row) => row.row_count)).toEqual([2, 1, 1]);
  });
});

describe("a verb of which there is a date", () => {
  const posts = openFixture(
    `CREATE TABLE parcels(id INTEGER PRIMARY KEY, sent_on DATE, returned_on DATE);
     INSERT INTO parcels VALUES (1,'2022-01-05',NULL),(2,'2022-03-01','2023-01-01'),(3,NULL,'2022-06-01');`,
    { matches: [] },
  );
  it.each([
    ["parcels that were never returned", [1]],
    ["parcels that have not been sent yet", [3]],
    ["parcels returned in 2022", [3]],
    ["parcels that were returned", [2, 3]],
  ])("is about that date: %s", (definition, ids) => {
    expect(posts.column(definition, "id")).toEqual(ids);
  });
});

describe("counts beside the rows", () => {
  it.each([
    ["clients and their order count", [2, 1, 1, 0]],
    ["clients, also show the number of orders", [2, 1, 1, 0]],
    ["clients with more than 1 order and their order count", [2]],
  ])("%s", (definition, counts) => {
    const rows = shop.rows(definition);
    expect(rows.map((row) => Object.values(row).at(-1))).toEqual(counts);
    const answer = shop.compile(definition);
    expect(answer.ok && answer.explanation.reading).toContain("number of rows in orders");
  });
});
