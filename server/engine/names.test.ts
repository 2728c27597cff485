import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const shop = openFixture(
  `CREATE TABLE customer(c_custkey INTEGER PRIMARY KEY, c_name TEXT, c_mktsegment TEXT, c_acctbal REAL, c_active INTEGER);
   INSERT INTO customer VALUES (1,'A','BUILDING',1.5,1),(2,'B','MACHINERY',2,0);
   CREATE TABLE Products(ProductID INTEGER PRIMARY KEY, modelno TEXT, Discontinued INTEGER, stock INTEGER);
   INSERT INTO Products VALUES (1,'x',1,5),(2,NULL,0,6),(3,'z',1,6);
   CREATE TABLE ORDERS(O_ORDERKEY INTEGER PRIMARY KEY, O_CUSTKEY INTEGER, O_TOTALPRICE REAL, O_IS_URGENT TEXT);
   INSERT INTO ORDERS VALUES (1,1,5,'Y'),(2,2,6,'N'),(3,1,7,'y ');`,
  { matches: ["ORDERS.O_CUSTKEY = customer.c_custkey"] },
);

describe("whatever stands in the graph can be said", () => {
  it.each([
    ["customers with c_mktsegment BUILDING", "c_custkey", [1]],
    ["customers with mktsegment BUILDING", "c_custkey", [1]],
    ["CUSTOMERS WITH C_MKTSEGMENT BUILDING", "c_custkey", [1]],
    ["orders with totalprice above 5", "O_ORDERKEY", [2, 3]],
    ["ORDERS whose O_TOTALPRICE is above 5", "O_ORDERKEY", [2, 3]],
    ["products with model number missing", "ProductID", [2]],
  ])("as it stands, in capitals, without its table's prefix, in its parts: %s", (definition, key, ids) => {
    expect(shop.column(definition, key)).toEqual(ids);
  });

  it.each([
    ["discontinued products", "ProductID", [1, 3]],
    ["products that are discontinued", "ProductID", [1, 3]],
    ["products that are not discontinued", "ProductID", [2]],
    ["discontinued products with stock above 5", "ProductID", [3]],
    ["active customers", "c_custkey", [1]],
    ["customers that are not active", "c_custkey", [2]],
    ["urgent orders", "O_ORDERKEY", [1, 3]],
    ["products whose discontinued is 0", "ProductID", [2]],
  ])("as an adjective when it is a flag: %s", (definition, key, ids) => {
    expect(shop.column(definition, key)).toEqual(ids);
  });

  it("still as a column", () => {
    expect(shop.rows("count of products per discontinued")).toHaveLength(2);
    expect(shop.rows("average acctbal per mktsegment")).toHaveLength(2);
  });
});
