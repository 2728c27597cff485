import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Times as people say them: lists of months, days of the week, quarters, "within 14 days", "year to date". */
const TODAY = { today: "2026-11-27" };
const store = openFixture(
  `CREATE TABLE passengers(passenger_id INTEGER PRIMARY KEY, name TEXT, birth_date DATE, registered_on DATE);
   INSERT INTO passengers VALUES (1,'Ada','1990-05-01','2026-11-10'),(2,'Ben','1985-01-01','2020-01-05'),(3,'Cleo','2001-07-07','2026-01-15');
   CREATE TABLE fines(fine_id INTEGER PRIMARY KEY, passenger_id INTEGER REFERENCES passengers(passenger_id), issued_on DATE, due_on DATE, paid_on DATE, amount REAL);
   INSERT INTO fines VALUES
     (1,1,'2026-01-05','2026-02-05','2026-01-20',60),
     (2,1,'2026-02-14','2026-03-14','2026-04-30',60),
     (3,2,'2026-03-15','2026-04-15',NULL,80),
     (4,2,'2025-11-12','2025-12-12','2025-11-12',80),
     (5,3,'2026-05-04','2026-06-04','',60),
     (6,3,'2026-11-24','2026-12-24',NULL,100),
     (7,NULL,'2026-10-31','2026-11-30','2026-11-02',100);
   CREATE TABLE trips(trip_id INTEGER PRIMARY KEY, passenger_id INTEGER REFERENCES passengers(passenger_id), trip_date DATE);
   INSERT INTO trips VALUES (1,1,'2026-01-31'),(2,2,'2026-03-15'),(3,2,'2025-03-03'),(4,3,'2025-03-04');`,
  { matches: [] },
);
afterAll(() => store.db.close());
const fines = (definition: string) => store.column(definition, "fine_id", TODAY);

it.each([
  ["fines issued in January or February 2026", [1, 2]],
  ["fines issued in January and February 2026", [1, 2]],
  ["fines issued in January, March or May 2026", [1, 3, 5]],
  ["fines issued in May or January 2026", [1, 5]],
  ["fines not issued in January or February 2026", [3, 4, 5, 6, 7]],
  ["fines issued in Q1 or Q4 2026", [1, 2, 3, 6, 7]],
  ["fines issued on 4 or 5 May 2026", [5]],
  ["fines issued on 5 January or 4 May 2026", [1, 5]],
  ["fines issued in 2025 or 2026", [1, 2, 3, 4, 5, 6, 7]],
  ["fines issued this month or last month", [6, 7]],
  ["fines issued before 2026-01-31 or after 2026-10-01", [1, 4, 6, 7]],
  ["fines paid before 2026-01-31 or after 2026-10-01", [1, 4, 7]],
  ["fines paid after 2026-01-31 and before 2026-10-01", [2]],
  ["fines paid in 2026 but not in April 2026", [1, 7]],
  ["fines issued in 2026 but not in May 2026", [1, 2, 3, 6, 7]],
])("periods that are said in one breath are about the same date: %s", (definition, ids) => {
  expect(fines(definition)).toEqual(ids);
});

it.each([
  ["passengers with a fine issued in January or March 2026", [1, 2]],
  ["passengers with a trip in January or March 2026", [1, 2]],
  ["passengers with a trip in 2025 and in 2026", [2]],
  ["passengers with a trip in 2025 and 2026", [2]],
  ["passengers with a trip in 2025 but not in 2026", [3]],
  ["passengers with a fine issued before 2026-01-31 or after 2026-11-01", [1, 2, 3]],
  ["passengers with a trip on a Sunday", [2]],
  ["passengers registered within 30 days", [1]],
])("of related rows each period may have its own, and the date is theirs: %s", (definition, ids) => {
  expect(store.column(definition, "passenger_id", TODAY)).toEqual(ids);
});

it.each(["passengers with a fine in 2026", "passengers who had fines in January 2026"])(
  "which of several dates of theirs is meant is asked: %s",
  (definition) => {
    const result = store.compile(definition, TODAY);
    expect(result.ok ? result.explanation.reading : result.diagnostics[0]?.code).toBe("ambiguous_column");
  },
);

it.each([
  ["fines issued before or on 2026-01-05", [1, 4]],
  ["fines issued year to date", [1, 2, 3, 5, 6, 7]],
  ["fines issued this year to date", [1, 2, 3, 5, 6, 7]],
  ["fines issued so far this month", [6]],
  ["fines issued since the beginning of the month", [6]],
  ["fines issued since the beginning of the year", [1, 2, 3, 5, 6, 7]],
  ["fines issued in the last full month", [7]],
  ["fines issued in the last 2 full months", [7]],
  ["fines issued in the last calendar year", [4]],
  ["fines issued in the same month last year", [4]],
  ["fines issued in the week of 2026-05-06", [5]],
  ["fines issued in week 19 of 2026", [5]],
  ["fines issued 3 days ago", [6]],
])("%s", (definition, ids) => {
  expect(fines(definition)).toEqual(ids);
});

it.each([
  ["fines issued on a Monday", [1, 5]],
  ["fines issued on Saturdays", [2, 7]],
  ["fines issued on a Saturday or a Sunday", [2, 3, 7]],
  ["fines issued on weekends", [2, 3, 7]],
  ["fines not issued on a weekend", [1, 4, 5, 6]],
  ["fines issued on working days", [1, 4, 5, 6]],
  ["fines issued from Monday to Wednesday", [1, 4, 5, 6]],
  ["fines issued on Mondays, Tuesdays and Wednesdays", [1, 4, 5, 6]],
  ["fines whose issue date falls on a Sunday", [3]],
  ["fines issued on a Monday in May 2026", [5]],
])("days of the week: %s", (definition, ids) => {
  expect(fines(definition)).toEqual(ids);
});

it.each([
  [
    "number of fines per quarter of issue",
    [
      ["2025-Q4", 1],
      ["2026-Q1", 3],
      ["2026-Q2", 1],
      ["2026-Q4", 2],
    ],
  ],
  [
    "number of fines issued per weekday",
    [
      ["Monday", 2],
      ["Saturday", 2],
      ["Sunday", 1],
      ["Tuesday", 1],
      ["Wednesday", 1],
    ],
  ],
  [
    "number of fines issued in 2026 per week",
    [
      ["2026-01-05", 1],
      ["2026-02-09", 1],
      ["2026-03-09", 1],
      ["2026-05-04", 1],
      ["2026-10-26", 1],
      ["2026-11-23", 1],
    ],
  ],
])("groups of them: %s", (definition, groups) => {
  const rows = store.rows(definition, TODAY).map((row) => Object.values(row));
  expect(rows.sort()).toEqual(groups);
});

it.each([
  ["fines paid within 30 days", [1, 4, 7]],
  ["fines not paid within 30 days", [2, 3, 5, 6]],
  ["fines paid within a month", [1, 4, 7]],
  ["fines issued within 30 days", [6, 7]],
  ["fines paid within the last 30 days", [7]],
  ["fines due within 30 days", [6, 7]],
])("what is done within a time is so of when it began: %s", (definition, ids) => {
  expect(fines(definition)).toEqual(ids);
});

it.each(["Q1", "the first quarter", "H2"])(
  "a part of a year that is not said asks for the year: %s",
  (part) => {
    const result = store.compile(`fines issued in ${part}`, TODAY);
    expect(result.ok ? [] : result.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining("of which year?"),
    ]);
  },
);
