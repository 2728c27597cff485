import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** An inn: how many of what, how long, and what is stored beside a column of nearly that name. */
const inn = openFixture(
  `PRAGMA foreign_keys = off;
   CREATE TABLE houses(house_code TEXT PRIMARY KEY, phone TEXT, manager_id INTEGER REFERENCES staff(staff_id));
   INSERT INTO houses VALUES ('H1','1',1),('H2',NULL,2),('H3','3',NULL);
   CREATE TABLE staff(staff_id INTEGER PRIMARY KEY, full_name TEXT, monthly_salary REAL, house_code TEXT REFERENCES houses(house_code), job_title TEXT);
   INSERT INTO staff VALUES (1,'Ann',3000,'H1','Manager'),(2,'Bo',2000,'H1','Clerk'),(3,'Cy',4000,'H2','Clerk');
   CREATE TABLE rooms(room_id INTEGER PRIMARY KEY, house_code TEXT REFERENCES houses(house_code), storey INTEGER, out_of_order INTEGER);
   INSERT INTO rooms VALUES (1,'H1',2,0),(2,'H2',3,1),(3,'H2',3,0);
   CREATE TABLE guests(guest_id INTEGER PRIMARY KEY, full_name TEXT, phone TEXT, tier TEXT, country TEXT);
   INSERT INTO guests VALUES (1,'Eve','5','Gold','AT'),(2,'Flo','6','Silver','AT'),(3,'Gil','7','Gold','IT');
   CREATE TABLE bookings(booking_id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guests(guest_id), channel TEXT, adults INTEGER, children INTEGER, status TEXT, booked_on DATE, arrival_date DATE, departure_date DATE, cancelled_on DATE);
   INSERT INTO bookings VALUES (1,1,'phone',3,0,'cancelled','2024-01-01','2024-02-01','2024-02-15','2024-01-05'),(2,1,'agency',1,2,'completed','2024-01-01','2024-03-01','2024-03-03',NULL),
     (3,2,'phone',2,NULL,'cancelled','2024-05-01','2024-06-01','2024-06-02','2024-05-05');
   CREATE TABLE reviews(review_id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guests(guest_id), posted_on DATE, replied_on DATE);
   INSERT INTO reviews VALUES (1,1,'2024-03-04','2024-03-20'),(2,2,'2024-06-03','2024-06-04'),(3,2,'2024-06-05',NULL);`,
  { matches: [] },
);
const guests = (definition: string) => inn.column(definition, "guest_id");
const bookings = (definition: string) => inn.column(definition, "booking_id");
const refused = (definition: string) => !inn.compile(definition).ok;

describe("how many", () => {
  it.each([
    ["guests with more bookings than reviews", [1]],
    ["guests that have fewer bookings than reviews", [2]],
    ["guests with as many reviews as bookings", [3]],
    ["guests with more cancelled bookings than reviews", []],
  ])("of one against how many of another: %s", (definition, ids) => {
    expect(guests(definition)).toEqual(ids);
  });

  it.each([
    ["bookings with more children than adults", [2]],
    ["bookings for 3 or more adults", [1]],
    ["bookings with no children", [1, 3]],
    ["bookings with at least one child", [2]],
  ])("a column says: %s", (definition, ids) => {
    expect(bookings(definition)).toEqual(ids);
  });
});

describe("how long", () => {
  it.each([
    ["bookings longer than 10 nights", [1]],
    ["bookings not longer than 2 nights", [2, 3]],
    ["bookings shorter than 2 days", [3]],
  ])("something is, from its one end to its other, is no age: %s", (definition, ids) => {
    expect(bookings(definition)).toEqual(ids);
  });

  it("is not told where nothing says its ends", () => {
    expect(refused("reviews longer than 10 days")).toBe(true);
  });

  it("is averaged", () => {
    expect(inn.rows("average number of nights of cancelled bookings")).toEqual([{ avg_days: 7.5 }]);
  });

  it("it took to answer", () => {
    expect(
      inn.column("reviews that we answered more than a week after they were posted", "review_id"),
    ).toEqual([1]);
    expect(inn.column("reviews we never replied to", "review_id")).toEqual([3]);
  });
});

describe("a value and a column of nearly that name", () => {
  it.each([
    ["guests whose bookings are all cancelled", [2]],
    ["guests with bookings cancelled", [1, 2]],
    ["guests who booked by phone", [1, 2]],
    ["guests with bookings by phone and bookings through an agency", [1]],
  ])("%s", (definition, ids) => {
    expect(guests(definition)).toEqual(ids);
  });

  it("are told apart by what is asked of them", () => {
    expect(inn.column("houses without a phone or a manager", "house_code")).toEqual(["H2", "H3"]);
    expect(inn.column("rooms that are out of order", "room_id")).toEqual([2]);
    expect(inn.column("rooms with storey 3 that are not out of order", "room_id")).toEqual([3]);
  });
});

describe("both", () => {
  it("are two rows with the same of what is asked for", () => {
    expect(inn.rows("countries with both Gold and Silver guests")).toEqual([{ country: "AT" }]);
  });

  it("are no two values of one row", () => {
    expect(refused("rooms on both storey 2 and storey 3")).toBe(true);
    expect(refused("guests who are both Gold and Silver")).toBe(true);
  });
});

it("the best paid are those who earn most", () => {
  expect(inn.rows("top 2 best paid staff").map(({ staff_id }) => staff_id)).toEqual([3, 1]);
  expect(inn.rows("the lowest-paid staff member").map(({ staff_id }) => staff_id)).toEqual([2]);
});

it("each month of a year is a group, and which year", () => {
  expect(inn.rows("number of bookings in each month of 2024").map(({ row_count }) => row_count)).toEqual([
    2, 1,
  ]);
});

it("a word that English has is no misspelling of another", () => {
  const result = inn.compile("bookings that were failed");
  expect(result.ok).toBe(false);
  expect(JSON.stringify(result)).not.toContain("read as");
});
