import { afterAll, describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** What the ninth hand's definitions, and words put into those of all hands, taught: on a company of our own. */
const store = openFixture(
  `CREATE TABLE departments(department_id INTEGER PRIMARY KEY, department_name TEXT);
   INSERT INTO departments VALUES (1,'Sales'),(2,'Repairs');
   CREATE TABLE employees(employee_id INTEGER PRIMARY KEY, department_id INTEGER REFERENCES departments(department_id), site TEXT, salary REAL, hired_on DATE, left_on DATE);
   INSERT INTO employees VALUES (1,1,'Ulm',100,'2015-01-01',NULL),(2,1,'Ulm',300,'2016-01-01',NULL),(3,2,'Bonn',10,'2017-01-01',NULL),
     (4,2,'Bonn',30,'2018-01-01',NULL),(5,NULL,'Ulm',900,'2019-01-01','2020-01-01');
   CREATE TABLE shifts(shift_id INTEGER PRIMARY KEY, employee_id INTEGER REFERENCES employees(employee_id), shift_type TEXT, shift_date DATE);
   INSERT INTO shifts VALUES (1,1,'EARLY','2024-11-03'),(2,1,'NIGHT','2024-11-09'),(3,2,'EARLY','2024-11-03'),(4,2,'NIGHT','2024-05-09'),
     (5,3,'EARLY','2024-02-03'),(6,3,'NIGHT','2024-11-09');
   CREATE TABLE houses(house_id INTEGER PRIMARY KEY, city TEXT, year_built INTEGER, inspected_on DATE);
   INSERT INTO houses VALUES (1,'Ulm',1930,'2024-01-01'),(2,'Ulm',1980,'2024-02-01'),(3,'Bonn',1940,'2024-03-01'),(4,'Kiel',1900,'2030-01-01'),(5,'Bonn',2030,NULL);
   CREATE TABLE flats(flat_id INTEGER PRIMARY KEY, house_id INTEGER REFERENCES houses(house_id), status TEXT, floor INTEGER, area_sqm REAL);
   INSERT INTO flats VALUES (1,1,'let',0,40),(2,1,'let',1,60),(3,2,'let',2,80),(4,2,'vacant',3,90),(5,3,'renovation',1,30);
   CREATE TABLE claims(claim_id INTEGER PRIMARY KEY, flat_id INTEGER REFERENCES flats(flat_id), reason TEXT, loss_on DATE, reported_on DATE);
   INSERT INTO claims VALUES (1,2,'water','2024-01-01','2024-01-02'),(2,2,'water','2024-02-01','2024-02-20'),(3,4,'fire','2024-03-01','2024-03-02');
   CREATE TABLE print_runs(print_run_id INTEGER PRIMARY KEY, copies INTEGER); INSERT INTO print_runs VALUES (1,100);`,
  { matches: [], columnAliases: {} },
);
afterAll(() => store.db.close());

describe("the average of each group", () => {
  it.each([
    ["employees whose salary is above the average of their department", [2, 4]],
    ["employees whose salary is above the average salary of the same department", [2, 4]],
    ["employees with a salary below the average in their department", [1, 3]],
    ["employees whose salary is higher than the average of their site", [4, 5]],
    ["employees whose salary is above the average", [2, 5]],
  ])("%s", (definition, ids) => {
    expect(store.column(definition, "employee_id")).toEqual(ids);
  });

  it("is told from that of all in the reading", () => {
    const result = store.compile("employees whose salary is above the average of their department");
    expect(result.ok && result.explanation.reading).toContain("with the same department_id");
  });
});

describe("both of two related rows", () => {
  it.each([
    ["employees with both an early and a night shift", [1, 2, 3]],
    ["employees with both an early and a night shift in November 2024", [1]],
    ["employees who worked both an early shift and a night shift in November 2024", [1]],
  ])("%s", (definition, ids) => {
    expect(store.column(definition, "employee_id")).toEqual(ids);
  });
});

describe("how often something was done", () => {
  it.each([
    ["the most inspected house", []],
    ["which flat was claimed most often", [2]],
    ["the most claimed flat", [2]],
  ])("%s", (definition, ids) => {
    const result = store.compile(definition);
    if (ids.length === 0) expect(result.ok).toBe(false);
    else expect(store.column(definition, "flat_id")).toEqual(ids);
  });
});

describe("a stored value that is also a word for asking", () => {
  it.each([
    ["flats that are let", [1, 2, 3]],
    ["flats which are not let", [4, 5]],
    ["flats shown as vacant", [4]],
    ["let me see the flats", [1, 2, 3, 4, 5]],
  ])("%s", (definition, ids) => {
    expect(store.column(definition, "flat_id")).toEqual(ids);
  });

  it("is what all of them must be", () => {
    expect(store.column("houses in which every flat is let", "house_id")).toEqual([1]);
  });
});

describe("what the second half of a pair is about", () => {
  it.each([
    ["houses in Ulm or Bonn built before 1950", [1, 3]],
    ["houses with a year built before 1935 or after 2025", [1, 4, 5]],
  ])("%s", (definition, ids) => {
    expect(store.column(definition, "house_id")).toEqual(ids);
  });
});

it("counts what is said to be by a column", () => {
  expect(store.rows("claims by reason")).toEqual(
    expect.arrayContaining([
      { reason: "water", row_count: 2 },
      { reason: "fire", row_count: 1 },
    ]),
  );
});

it.each([
  ["flats larger than 50 square metres", [2, 3, 4]],
  ["flats with an area over 50 sqm", [2, 3, 4]],
])("a unit of two words is one: %s", (definition, ids) => {
  expect(store.column(definition, "flat_id")).toEqual(ids);
});

it.each([
  ["claims reported within 3 days", "of what date"],
  ["running campaigns", '"campaigns"'],
  ["campaigns still running", '"campaigns"'],
  ["employees by tonnes of shifts", "tonnes"],
])("asks, or says what it does not know: %s", (definition, words) => {
  const result = store.compile(definition);
  expect(result.ok).toBe(false);
  if (!result.ok) expect(result.diagnostics.map(({ message }) => message).join(" ")).toContain(words);
});

it("counts from the date that is named", () => {
  expect(store.column("claims reported within 3 days of the loss", "claim_id")).toEqual([1, 3]);
});

it.each([
  ["employees hired more than a decade ago", null],
  ["employees hired more than a year ago", [1, 2, 3, 4, 5]],
  ["shifts with the same shift type on the same date", ["EARLY", "NIGHT"]],
  ["claims not in any reason", []],
])("small words: %s", (definition, expected) => {
  const result = store.compile(definition);
  if (expected === null) expect(result.ok).toBe(false);
  else {
    const column = definition.startsWith("employees")
      ? "employee_id"
      : definition.startsWith("shifts")
        ? "shift_type"
        : "claim_id";
    expect(store.column(definition, column)).toEqual(expected);
  }
});
