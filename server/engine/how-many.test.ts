import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** How many, how much, which of several: words that turn what is said around. Today is 2024-12-31. */
const store = openFixture(
  `CREATE TABLE orders(order_id INTEGER PRIMARY KEY, supplier TEXT, currency TEXT, status TEXT, ordered_on DATE, approved_on DATE, amount REAL);
   INSERT INTO orders VALUES
     (1,'Agro','EUR','open','2024-03-29','2024-04-01',1000),(2,'Agro','USD','closed','2024-03-02',NULL,1500),
     (3,'Bert','GBP','LATE','2023-05-01','2023-05-02',2000),(4,'Bert','CHF','open','2024-06-01',NULL,2000000);
   CREATE TABLE lines(line_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders(order_id), quantity INTEGER);
   INSERT INTO lines VALUES (1,1,5),(2,2,5),(3,2,6),(4,3,1),(5,3,2),(6,3,3),(7,3,4),(8,3,5);`,
  { matches: [] },
);
afterAll(() => store.db.close());

it.each([
  ["orders with between 2 and 4 lines", [2]],
  ["orders with 2 to 4 lines", [2]],
  ["orders with one or two lines", [1, 2]],
  ["orders with a single line", [1]],
  ["orders that have not a single line", [4]],
  ["orders with no more than one line", [1, 4]],
  ["orders with no fewer than 2 lines", [2, 3]],
  ["orders with an amount above a thousand", [2, 3, 4]],
  ["orders with an amount of at least 1.5 million", [4]],
  ["orders with an amount between 1000 and 2000", [1, 2, 3]],
  ["orders with an amount between 1000 and 2000 exclusive", [2]],
  ["orders in EUR, USD or GBP", [1, 2, 3]],
  ["orders not in EUR, USD or GBP", [4]],
  ["open, closed or late orders", [1, 2, 3, 4]],
  ["orders with an amount above the average", [4]],
  ["orders with an amount above the average amount of all orders", [4]],
])("%s", (definition, ids) => {
  expect(store.column(definition, "order_id")).toEqual(ids);
});

it.each([
  "all but one order",
  "orders with double the average amount",
  "orders with an amount above 1.000,50",
  "orders, even closed ones",
  "orders that are not both open and approved",
  "orders that aren't open or approved",
  "orders from late March 2024",
])("what nothing can say is not left out: %s", (definition) => {
  const result = store.compile(definition);
  expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
});

const farms = openFixture(
  `CREATE TABLE members(member_id INTEGER PRIMARY KEY, region TEXT, board_member INTEGER, board_since DATE);
   INSERT INTO members VALUES (1,'North',1,'2000-05-01'),(2,'South',1,'2020-05-01'),(3,'South',0,NULL);
   CREATE TABLE tests(test_id INTEGER PRIMARY KEY, member_id INTEGER REFERENCES members(member_id), category TEXT, grade TEXT, cost REAL, fee REAL);
   INSERT INTO tests VALUES (1,1,'open','A',40,10),(2,1,'open','D',25,10),(3,2,'shut','C',10,10),(4,2,'open',NULL,10,20),(5,2,'shut','B',5,5);`,
  { matches: [], columnAliases: { "members.member_id": ["member"] } },
);
afterAll(() => farms.db.close());

it.each([
  ["board members who do not come from the north", "member_id", [2]],
  ["members who are not board members", "member_id", [3]],
  ["tests with a grade other than A, B or C", "test_id", [2, 4]],
  ["tests whose cost is more than three times the fee", "test_id", [1]],
  ["tests with a cost of at least twice the fee", "test_id", [1, 2]],
  ["tests with a cost of at most half of the fee", "test_id", [4]],
])("%s", (definition, key, ids) => {
  expect(farms.column(definition, key)).toEqual(ids);
});

it("open is no participle, and what is counted by something is counted for each", () => {
  expect(farms.rows("open tests by grade")).toHaveLength(3);
  expect(farms.compile("tests older than 20 years").ok).toBe(false);
});

const yard = openFixture(
  `CREATE TABLE machines(machine_id INTEGER PRIMARY KEY, machine_name TEXT, kind TEXT);
   INSERT INTO machines VALUES (1,'Reaper','BUS'),(2,'Mower','TRAM');
   CREATE TABLE members(member_id INTEGER PRIMARY KEY, full_name TEXT, birth_date DATE);
   INSERT INTO members VALUES (1,'Ada','2000-01-01'),(2,'Ben','2000-01-01'),(3,'Ada','2000-01-01');
   CREATE TABLE rentals(rental_id INTEGER PRIMARY KEY, machine_id INTEGER REFERENCES machines(machine_id), member_id INTEGER REFERENCES members(member_id), rented_on DATE, due_back DATE, returned_on DATE);
   INSERT INTO rentals VALUES (1,1,1,'2024-01-01','2024-01-05','2024-01-07'),(2,1,1,'2024-02-01','2024-02-05','2024-02-05'),(3,1,2,'2024-12-20','2024-12-24',NULL),(4,2,1,'2024-03-01','2024-03-09','2024-03-02'),(5,2,1,'2024-03-01','2024-03-09','2024-03-09');
   CREATE TABLE complaints(complaint_id INTEGER PRIMARY KEY, filed_on DATE);
   INSERT INTO complaints VALUES (1,'2024-05-01'),(2,'2024-12-20');`,
  { matches: [] },
);
afterAll(() => yard.db.close());

it("those who did it twice are counted once", () => {
  expect(yard.column("machines rented by at least two members", "machine_id")).toEqual([1]);
  expect(yard.column("machines rented by at least two different members", "machine_id")).toEqual([1]);
  expect(yard.column("machines with at least two rentals", "machine_id")).toEqual([1, 2]);
});

it.each([
  ["rentals returned late", [1]],
  ["rentals returned early", [4]],
])("%s", (definition, ids) => {
  expect(yard.column(definition, "rental_id")).toEqual(ids);
});

it("what came in during a time did so then", () => {
  expect(yard.column("complaints that came in during the last 30 days", "complaint_id")).toEqual([2]);
});

it("names are told of all, plurals found, and the same name is under the same name", () => {
  expect(yard.column("names of all machines", "machine_name")).toEqual(["Mower", "Reaper"]);
  expect(yard.column("buses", "machine_id")).toEqual([1]);
  expect(yard.column("members registered under the same name and birth date", "full_name")).toEqual(["Ada"]);
});
