import { expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** People whose managers are people, and who were referred by people; visits are of people, and branches have a manager of their own. */
const people = openFixture(
  `CREATE TABLE people(person_id INTEGER PRIMARY KEY, person_name TEXT, country TEXT, salary REAL, hired_on DATE, status TEXT,
     referred_by INTEGER REFERENCES people(person_id), manager_id INTEGER REFERENCES people(person_id));
   INSERT INTO people VALUES (1,'Ada','Japan',5,'2020-01-01','active',NULL,NULL),(2,'Ben','Spain',6,'2021-01-01','left',1,1),
     (3,'Cy','Japan',4,'2019-01-01','active',2,1),(4,'Di','Spain',9,'2022-01-01','active',2,2);
   CREATE TABLE visits(visit_id INTEGER PRIMARY KEY, person_id INTEGER REFERENCES people(person_id));
   INSERT INTO visits VALUES (1,1),(2,4);
   CREATE TABLE branches(branch_id INTEGER PRIMARY KEY, manager_id INTEGER); INSERT INTO branches VALUES (1,NULL),(2,2);`,
  { matches: [] },
);

it.each([
  ["people whose manager is from Japan", [2, 3]],
  ["people with a manager in Spain", [4]],
  ["people with a manager who has left", [4]],
  ["people in Japan whose manager is in Japan", [3]],
  ["people whose manager was hired in 2020", [2, 3]],
  ["people whose manager has a salary above 5", [4]],
  ["people without a manager", [1]],
  ["people in the same country as their manager", [3, 4]],
  ["people with a higher salary than their manager", [2, 4]],
  ["people whose salary is below the salary of their manager", [3]],
  ["people referred by somebody from Japan", [2]],
  ["people who were referred by people from Spain", [3, 4]],
  ["people not referred by a person from Spain", [1, 2]],
  ["people who report to Ada", [2, 3]],
  ["people managed by Ben", [4]],
  ["people from Spain", [2, 4]],
  ["people whose referred by is blank", [1]],
])("speaks of the other row by what it is to the first: %s", (definition, expected) => {
  expect(people.column(definition, "person_id")).toEqual(expected);
});

it.each([
  ["managers in Spain", [2]],
  ["managers with more than one person", [1]],
])("finds those to whom others refer: %s", (definition, expected) => {
  expect(people.column(definition, "person_id")).toEqual(expected);
});

it("groups by the row in the role", () => {
  expect(people.rows("number of people per manager")).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ person_id: 1, person_name: "Ada", row_count: 2 }),
      expect.objectContaining({ person_id: 2, person_name: "Ben", row_count: 1 }),
    ]),
  );
  expect(people.rows("average salary per manager")).toEqual(
    expect.arrayContaining([expect.objectContaining({ person_name: "Ada", avg_salary: 5 })]),
  );
});

it.each([
  "people who are managers",
  "people who are not managers",
  "visits by managers",
  "people whose manager's manager is Ada",
  "managers whose manager is Ada",
])("is refused where it would be read as having one: %s", (definition) => {
  expect(people.compile(definition).ok).toBe(false);
});

it("leaves what another table has of that name", () => {
  expect(people.column("branches without a manager", "branch_id")).toEqual([1]);
});

it("speaks of no table that nobody has", () => {
  for (const definition of [
    "people whose manager is from Japan",
    "people whose manager is blue",
    "the managers",
  ]) {
    const said = JSON.stringify(people.compile(definition));
    expect(said, definition).not.toMatch(/rolepeople/);
  }
});
