import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** What the eighth hand's definitions taught, by kind, on a car rental of our own. */
const store = openFixture(
  `CREATE TABLE cars(car_id INTEGER PRIMARY KEY, plate TEXT, model TEXT, status TEXT, registered_on DATE, sold_on DATE);
   INSERT INTO cars VALUES (1,'HH 1','Mini','free','2010-05-01',NULL),(2,'HH 1','Golf','rented','2022-01-01',NULL),
     (3,'HH 3','Golf','free','2011-01-01','2023-02-01'),(4,'HH 4','Golf','free','2023-01-01',NULL),(5,'HH 4','Golf','free','2023-01-01',NULL);
   CREATE TABLE drivers(driver_id INTEGER PRIMARY KEY, name TEXT, rental_limit REAL);
   INSERT INTO drivers VALUES (1,'Ada',500),(2,'Ben',140),(3,'Cleo',100);
   CREATE TABLE rentals(rental_id INTEGER PRIMARY KEY, car_id INTEGER REFERENCES cars(car_id), driver_id INTEGER REFERENCES drivers(driver_id), start_date DATE, due_date DATE, days INTEGER, daily_rate REAL, discount_percent INTEGER, total REAL);
   INSERT INTO rentals VALUES (1,1,1,'2024-03-01','2024-03-05',4,50,10,180),(2,2,2,'2023-06-01','2023-06-03',2,60,0,120),
     (3,2,1,'2024-05-01','2025-02-01',10,50,0,450),(4,1,2,'2024-07-01',NULL,1,40,50,20);
   CREATE TABLE fines(fine_no INTEGER PRIMARY KEY, rental_id INTEGER REFERENCES rentals(rental_id), paid_on DATE, amount REAL);
   INSERT INTO fines VALUES (7001,1,'2024-04-01',200),(7002,2,NULL,60),(7003,3,'',300),(7004,3,'2024-06-01',90);
   CREATE TABLE invoices(invoice_id INTEGER PRIMARY KEY, driver_id INTEGER REFERENCES drivers(driver_id), status TEXT, due_date DATE);
   INSERT INTO invoices VALUES (1,1,'OPEN','2024-06-01'),(2,1,'OPEN','2025-06-01'),(3,1,'PAID','2024-06-01'),(4,2,'PAID','2024-01-01'),(5,3,'OPEN','2024-12-01');
   CREATE TABLE policies(policy_id INTEGER PRIMARY KEY, car_id INTEGER REFERENCES cars(car_id), name TEXT, language TEXT, expires_on DATE);
   INSERT INTO policies VALUES (1,1,'Letters from Rome','English','2024-01-01'),(2,2,'Letters from Oslo','German','2026-01-01'),
     (3,3,'Letters to Oslo','English',NULL),(4,1,'Beyond Letters','English','2023-05-05');`,
  { matches: [] },
);
afterAll(() => store.db.close());

it.each([
  ["cars that have never been rented out", "car_id", [3, 4, 5]],
  ["cars that are not rented", "car_id", [1, 3, 4, 5]],
  ["drivers who rented a car in 2024", "driver_id", [1, 2]],
  ["drivers who rented a car in March 2024", "driver_id", [1]],
  ["drivers who never rented a car in 2023", "driver_id", [1, 3]],
  ["cars rented more than once", "car_id", [1, 2]],
  ["cars rented at least twice in 2024", "car_id", [1]],
  ["cars older than 10 years that have not been sold", "car_id", [1]],
])("what was done, by whom and when: %s", (definition, column, ids) => {
  expect(store.column(definition, column)).toEqual(ids);
});

it.each([
  ["unpaid fines", "fine_no", [7002, 7003]],
  ["paid fines", "fine_no", [7001, 7004]],
  ["fines that are still unpaid", "fine_no", [7002, 7003]],
  ["drivers with unpaid fines", "driver_id", [1, 2]],
  ["drivers who have unpaid fines", "driver_id", [1, 2]],
  ["drivers with fines that were not paid", "driver_id", [1, 2]],
  ["drivers with paid fines", "driver_id", [1]],
  ["unpaid invoices", "invoice_id", [1, 2, 5]],
  ["drivers with more open invoices than paid ones", "driver_id", [1, 3]],
])("what is done, or undone: %s", (definition, column, ids) => {
  expect(store.column(definition, column)).toEqual(ids);
});

it.each([
  ["expired policies", "policy_id", [1, 4]],
  ["policies that have expired", "policy_id", [1, 4]],
  ["policies that have not expired", "policy_id", [2, 3]],
  ["policies that expired in 2023", "policy_id", [4]],
  ["cars with an expired policy", "car_id", [1]],
  ["invoices past their due date", "invoice_id", [1, 3, 4, 5]],
  ["open invoices past due", "invoice_id", [1, 5]],
  ["invoices that were past their due date on 1 March 2024", "invoice_id", [4]],
])("what has come to its time: %s", (definition, column, ids) => {
  expect(store.column(definition, column)).toEqual(ids);
});

it.each([
  ["cars with the same plate but different models", [1, 2]],
  ["cars with the same plate but a different model", [1, 2]],
  ["cars with the same plate and different models", [1, 2]],
  ["cars that share a plate but have different models", [1, 2]],
  ["cars with the same model but another plate", [2, 3, 4, 5]],
])("something the same, something not: %s", (definition, ids) => {
  expect(store.column(definition, "car_id")).toEqual(ids);
});

it.each([
  ["fines of 200 or more", "fine_no", [7001, 7003]],
  ["policies whose name starts with Letters from", "policy_id", [1, 2]],
  ["policies whose name starts with Letters from and whose language is not English", "policy_id", [2]],
  ["policies whose name starts with the letter B", "policy_id", [4]],
  ["policies whose name starts with Letters in English", "policy_id", [1, 3]],
  ["rentals whose total is not days times daily rate less the discount", "rental_id", [3]],
])("numbers and texts: %s", (definition, column, ids) => {
  expect(store.column(definition, column)).toEqual(ids);
});

const hotel = openFixture(
  `CREATE TABLE hotels(hotel_id INTEGER PRIMARY KEY, hotel_name TEXT);
   INSERT INTO hotels VALUES (1,'Pier'),(2,'Hill');
   CREATE TABLE rooms(room_id INTEGER PRIMARY KEY, hotel_id INTEGER REFERENCES hotels(hotel_id));
   INSERT INTO rooms VALUES (1,1),(2,1),(3,2);
   CREATE TABLE guests(guest_id INTEGER PRIMARY KEY, last_name TEXT);
   INSERT INTO guests VALUES (1,'Vogel'),(2,'Rossi');
   CREATE TABLE bookings(booking_id INTEGER PRIMARY KEY, hotel_id INTEGER REFERENCES hotels(hotel_id), guest_id INTEGER REFERENCES guests(guest_id), booked_on DATE, status TEXT);
   INSERT INTO bookings VALUES (1,1,1,'2024-05-01','Approved'),(2,1,2,'2023-05-01','Open');
   CREATE TABLE stays(stay_id INTEGER PRIMARY KEY, room_id INTEGER REFERENCES rooms(room_id), booking_id INTEGER REFERENCES bookings(booking_id));
   INSERT INTO stays VALUES (1,1,1),(2,1,2),(3,3,2);
   CREATE TABLE plots(plot_id INTEGER PRIMARY KEY, expected_harvest_on DATE);
   INSERT INTO plots VALUES (1,'2024-08-01'),(2,'2024-08-01'),(3,NULL);
   CREATE TABLE harvests(harvest_id INTEGER PRIMARY KEY, plot_id INTEGER REFERENCES plots(plot_id));
   INSERT INTO harvests VALUES (1,2);
   CREATE TABLE authors(author_id INTEGER PRIMARY KEY, last_name TEXT);
   INSERT INTO authors VALUES (7,'Rossi'),(8,'Moreau');`,
  { matches: [] },
);
afterAll(() => hotel.db.close());

it.each([
  ["rooms never booked", "room_id", [2]],
  ["rooms without bookings", "room_id", [2]],
  ["guests whose last name is also the last name of an author", "guest_id", [2]],
  ["guests whose last name is not also the last name of an author", "guest_id", [1]],
])("over what leads there, not over what is shared: %s", (definition, column, ids) => {
  expect(hotel.column(definition, column)).toEqual(ids);
});

it("who did not do it in a year has none of that year, whatever else there is", () => {
  const options = { minConfidence: 0.5 };
  expect(hotel.column("rooms that were not booked in 2024", "room_id", options)).toEqual([2, 3]);
});

it("what is expected was not done then", () => {
  expect(hotel.column("plots that have not been harvested", "plot_id")).toEqual([1, 3]);
});

it("a row that would be added up for each of several is refused", () => {
  const result = store.compile("average limit of drivers per rental");
  expect(result.ok ? result.explanation.reading : result.diagnostics[0].code).toBe("unsupported");
});

it("a type is no number of the thing", () => {
  const result = store.compile("number of fines per fine type");
  expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
});

it("a state without a date is not dated within a time by something else", () => {
  const result = hotel.compile("bookings approved within 3 days");
  expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
});

it.each([
  ["drivers where the rental totals do not add up to the limit", [1, 3]],
  ["drivers whose limit differs from the sum of their rental totals", [1, 3]],
  ["drivers whose limit is less than the sum of the totals of their rentals", [1]],
  ["drivers where the sum of the rental totals is less than the limit", [3]],
  ["drivers whose limit is less than the sum of their rental totals in 2024", [1]],
  ["drivers whose limit is more than the sum of their rental totals in 2024", [2, 3]],
])("sums of related rows: %s", (definition, ids) => {
  expect(store.column(definition, "driver_id")).toEqual(ids);
});

it.each([
  ["number of rentals started per month in 2024", ["2024-03", "2024-05", "2024-07"]],
  ["total amount of fines per rental, only rentals above 250", [3]],
  ["number of rentals per driver in 2024, only drivers with more than 1", [1]],
])("groups, and only some of them: %s", (definition, groups) => {
  expect(store.rows(definition).map((row) => Object.values(row)[0])).toEqual(groups);
});
