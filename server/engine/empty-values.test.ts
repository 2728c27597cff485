import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const shop = openFixture(
  `CREATE TABLE orders(order_id TEXT PRIMARY KEY, customer_code TEXT, quantity INTEGER, lot TEXT, note TEXT, paid_on DATE, billed REAL, ordered REAL, rush BOOLEAN);
   INSERT INTO orders VALUES
    ('O1','C1',7,'7','call first','2024-02-01',10,10,1),
    ('O2','C2',8,'','ship','2023-02-01',10,11,0),
    ('O3','',NULL,NULL,NULL,NULL,NULL,12,NULL),
    ('O4',NULL,7,'9','',NULL,NULL,NULL,1);
   CREATE TABLE customers(code TEXT, city TEXT, discount REAL);
   INSERT INTO customers VALUES ('C1','Bonn',5),('C2','Ulm',NULL),('','Nowhere',1);
   CREATE TABLE invoices(invoice_id TEXT PRIMARY KEY, customer_code TEXT, city TEXT, discount REAL);
   INSERT INTO invoices VALUES ('I1','C1','Bonn',5),('I2','C1',NULL,NULL),('I3','C2','',NULL),('I4','C2','Ulm',3),('I5','','Bonn',1);`,
  { matches: ["orders.customer_code = customers.code", "invoices.customer_code = customers.code"] },
);
const orders = (definition: string) => shop.column(definition, "order_id");
const invoices = (definition: string) => shop.column(definition, "invoice_id");

describe("a row without a value", () => {
  it.each([
    ["orders whose quantity is not 7", ["O2", "O3"]],
    ["orders whose quantity is 7", ["O1", "O4"]],
    ["orders whose lot is not 7", ["O2", "O3", "O4"]],
    ["orders whose note does not contain 'call'", ["O2", "O3", "O4"]],
    ["orders whose note does not start with 'ship'", ["O1", "O3", "O4"]],
    ["orders whose customer code is not C1 or C2", ["O3", "O4"]],
    ["orders whose paid on is not in 2024", ["O2", "O3", "O4"]],
    ["orders that are not rush", ["O2", "O3"]],
    ["orders whose billed is not equal to ordered", ["O2", "O3"]],
  ])("is among those that do not hold it: %s", (definition, expected) => {
    expect(orders(definition)).toEqual(expected);
  });

  it.each([
    ["orders whose quantity is not more than 7", ["O1", "O4"]],
    ["orders whose quantity is less than 8", ["O1", "O4"]],
    ["orders whose lot is less than 8", ["O1"]],
  ])("has no place in an order: %s", (definition, expected) => {
    expect(orders(definition)).toEqual(expected);
  });

  it("is spoken of in the reading where it counts, and only where the column can be empty", () => {
    const reading = (definition: string) => {
      const result = shop.compile(definition);
      return result.ok ? result.explanation.reading : result.diagnostics[0].message;
    };
    expect(reading("orders whose quantity is not 7")).toBe(
      "rows of orders whose quantity is not 7 or is empty",
    );
    expect(reading("orders whose note does not contain 'call'")).toContain(
      "does not contain 'call' or is empty",
    );
    expect(reading("orders whose order id is not O1")).not.toContain("empty");
  });

  it("differs from one with a value, and not from another without", () => {
    expect(invoices("invoices whose city does not match the city of customers")).toEqual(["I2", "I3"]);
    expect(invoices("invoices whose discount does not match the discount of customers")).toEqual([
      "I2",
      "I4",
    ]);
  });
});

describe("a blank key", () => {
  it("has no partner, whatever is blank on the other side", () => {
    expect(orders("orders which are also in customers")).toEqual(["O1", "O2"]);
    expect(orders("orders which are not in customers")).toEqual(["O3", "O4"]);
    expect(invoices("invoices that are in orders")).toEqual(["I1", "I2", "I3", "I4"]);
  });
});
