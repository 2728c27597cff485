import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** What must be so: the rows that break the rule are asked for. Today is 2024-12-31. */
const store = openFixture(
  `CREATE TABLE orders(order_id INTEGER PRIMARY KEY, buyer TEXT, status TEXT, ordered_on DATE, approved_on DATE, amount REAL, code TEXT);
   INSERT INTO orders VALUES
     (1,'Ada','open','2024-03-01','2024-03-05',10,'EL01'),
     (2,'Ben','open','2024-03-02',NULL,-5,'EL02'),
     (3,NULL,'closed','2024-03-03','2024-03-01',7000,'X3'),
     (4,'Ada','closed','2024-03-03','2024-03-30',NULL,'EL02');
   CREATE TABLE receipts(receipt_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id));
   INSERT INTO receipts VALUES (1,1),(2,1),(3,4);`,
  {
    matches: [],
    columnAliases: { "orders.approved_on": ["approval date"], "orders.ordered_on": ["order date"] },
  },
);
afterAll(() => store.db.close());

it.each([
  ["every order must have a receipt", [2, 3]],
  ["each order should have a receipt", [2, 3]],
  ["orders have to have a receipt", [2, 3]],
  ["every order has a receipt", [2, 3]],
  ["ensure that every order has a receipt", [2, 3]],
  ["make sure that all orders have a buyer", [3]],
  ["make sure there are no orders without a receipt", [2, 3]],
  ["no order may be without a receipt", [2, 3]],
  ["open orders must have a receipt", [2]],
  ["orders that are open must have a receipt", [2]],
  ["orders whose status is closed must have a buyer", [3]],
  ["every order must have a receipt and a buyer", [2, 3]],
  ["every order must have at least 2 receipts", [2, 3, 4]],
  ["open orders should not have a receipt", [1]],
  ["an order must be approved", [2]],
  ["the approval date must not be before the order date", [3]],
  ["no order should be approved before its order date", [3]],
  ["orders must be approved within 10 days of the order date", [4]],
  ["orders must be approved within 10 days", [4]],
  ["the amount must not be negative", [2]],
  ["the amount must be at least 10", [2]],
  ["the amount must be between 1 and 5000", [2, 3]],
  ["no order may have a negative amount", [2]],
  ["the code must start with EL", [3]],
  ["the code has to have 4 characters", [3]],
  ["buyer must not be blank", [3]],
  ["status must be open", [3, 4]],
])("the rows that break a rule: %s", (definition, ids) => {
  expect(store.column(definition, "order_id")).toEqual(ids);
});

it("what must be unique is looked for where it is not", () => {
  expect(store.column("the code must be unique", "code")).toEqual(["EL02"]);
  expect(store.column("orders whose code is not unique", "code")).toEqual(["EL02"]);
  expect(store.rows("the combination of code and status must be unique")).toEqual([]);
});

it("the answer says that it shows what breaks the rule", () => {
  const result = store.compile("every order must have a receipt");
  expect(
    result.ok && result.explanation.understood.map(({ text, meaning }) => `${text}: ${meaning}`),
  ).toContain("must: a rule: the rows that break it");
  expect(result.ok && result.explanation.ignored).not.toContain("must");
});

it.each([
  "orders that must have a receipt",
  "orders that should have been approved",
  "orders which should be open",
  "which orders must have a receipt?",
  "the sum of the amount per buyer must be positive",
])("what ought to be of some rows is no fact, and no rule for all: %s", (definition) => {
  const result = store.compile(definition);
  expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
});

it.each([
  ["the list should show open orders", [1, 2]],
  ["we must see the orders without a receipt", [2, 3]],
  ["every order that has a receipt", [1, 4]],
  ["orders that cannot be found in receipts", [2, 3]],
])("what is no rule is read as before: %s", (definition, ids) => {
  expect(store.column(definition, "order_id")).toEqual(ids);
});

it.each(["for each buyer the number of orders", "for each buyer the orders"])(
  "a leading group is kept: %s",
  (definition) => {
    expect(store.rows(definition).map(({ row_count }) => row_count)).toEqual(
      expect.arrayContaining([2, 1, 1]),
    );
  },
);
