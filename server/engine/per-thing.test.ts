import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** What is counted or added up for each thing, and then asked for, compared or measured. */
const store = openFixture(
  `CREATE TABLE suppliers(supplier_id INTEGER PRIMARY KEY, name TEXT, payment_days INTEGER);
   INSERT INTO suppliers VALUES (1,'Agro',30),(2,'Bert',14),(3,'Cora',30);
   CREATE TABLE orders(order_id INTEGER PRIMARY KEY, supplier_id INTEGER REFERENCES suppliers(supplier_id), buyer TEXT, status TEXT, ordered_on DATE, amount REAL);
   INSERT INTO orders VALUES (1,1,'Ada','open','2024-01-01',100),(2,1,'Ada','closed','2024-01-02',300),(3,1,'Ben','open','2024-02-01',20),(4,2,'Ben','open','2024-02-01',150);
   CREATE TABLE lines(line_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id), quantity INTEGER);
   INSERT INTO lines VALUES (1,1,5),(2,1,7),(3,2,1),(4,4,9);`,
  { matches: [], columnAliases: { "orders.amount": ["total amount"] } },
);
afterAll(() => store.db.close());

const one = (definition: string) => Object.values(store.rows(definition)[0] ?? {})[0];

it.each([
  ["average number of lines per order", 1],
  ["the average number of orders per supplier", 4 / 3],
  ["average number of lines per open order", 1],
  ["maximum number of orders per supplier", 3],
  ["how many orders does each supplier have on average", 4 / 3],
  ["on average, how many lines does an order have", 1],
  ["total amount of open orders", 270],
])("one number: %s", (definition, value) => {
  expect(one(definition)).toBeCloseTo(Number(value), 10);
});

it.each([
  ["suppliers whose largest order is above 200", [1]],
  ["suppliers whose total amount of orders exceeds 200", [1]],
  ["suppliers whose average amount of orders is above 145", [2]],
])("the related rows are added up, not looked at one by one: %s", (definition, ids) => {
  expect(store.column(definition, "supplier_id")).toEqual(ids);
});

it.each([
  ["suppliers and the number of orders they have", "orders_count", [3, 1, 0]],
  ["suppliers and the total amount of their orders", "sum_amount", [420, 150, 0]],
  ["suppliers with the total amount of their open orders", "sum_amount", [120, 150, 0]],
])("is shown beside each: %s", (definition, column, values) => {
  const rows = store.rows(definition);
  const figures = rows
    .toSorted((a, b) => Number(a.supplier_id) - Number(b.supplier_id))
    .map((row) => Object.entries(row).find(([name]) => name.endsWith(column))?.[1]);
  expect(figures).toEqual(values);
});

it("what is ranked begins with the most", () => {
  expect(store.rows("suppliers ranked by number of orders").map(({ supplier_id }) => supplier_id)).toEqual([
    1, 2, 3,
  ]);
});

it.each(["days with no orders", "ratio of open to closed orders", "number of orders per buyer on average"])(
  "what nothing can say is refused: %s",
  (definition) => {
    const result = store.compile(definition);
    expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
  },
);
