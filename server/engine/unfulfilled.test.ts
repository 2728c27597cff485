import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** What is wanted, tried, refused, awaited or hardly so. */
const store = openFixture(
  `CREATE TABLE staff(staff_id INTEGER PRIMARY KEY, name TEXT, job_title TEXT);
   INSERT INTO staff VALUES (1,'Ada','Guide'),(2,'Ben','Guide'),(3,'Cleo','Curator'),(4,'Dov','Cook');
   CREATE TABLE tours(tour_id INTEGER PRIMARY KEY, guide_id INTEGER REFERENCES staff(staff_id), status TEXT);
   INSERT INTO tours VALUES (1,1,'held'),(2,1,'cancelled'),(3,1,'held'),(4,3,'held');
   CREATE TABLE exhibitions(exhibition_id INTEGER PRIMARY KEY, curator_id INTEGER REFERENCES staff(staff_id));
   INSERT INTO exhibitions VALUES (1,3);`,
  { matches: [] },
);
afterAll(() => store.db.close());

it.each([
  ["staff who guide a tour", [1, 3]],
  ["staff who managed to guide a tour", [1, 3]],
  ["staff who do not guide a tour", [2, 4]],
  ["staff who never guide a tour", [2, 4]],
  ["staff who neither curate an exhibition nor guide a tour", [2, 4]],
  ["staff who do not curate an exhibition or guide a tour", [2, 4]],
  ["staff who don't curate an exhibition and don't guide a tour", [2, 4]],
  ["staff who are yet to guide a tour", [2, 4]],
  ["staff yet to guide a tour", [2, 4]],
  ["staff who have still to guide a tour", [2, 4]],
  ["staff who have yet to get a tour", [2, 4]],
  ["staff who did not get a tour", [2, 4]],
  ["staff who got a tour", [1, 3]],
  ["staff awaiting a tour", [2, 4]],
  ["staff who are waiting for a tour", [2, 4]],
  ["staff who still need a tour", [2, 4]],
  ["staff who have not one tour", [2, 4]],
  ["staff who do not have one tour", [2, 4]],
  ["staff who cancelled a tour", [1]],
])("a verb with an object is what was done, or was not: %s", (definition, ids) => {
  expect(store.column(definition, "staff_id")).toEqual(ids);
});

it.each(
  [
    "plan to guide a tour",
    "want to guide a tour",
    "have to guide a tour",
    "are going to guide a tour",
    "are supposed to guide a tour",
    "tried to guide a tour",
    "refused to guide a tour",
    "are not allowed to guide a tour",
    "need a tour",
    "want a tour",
    "are hoping for a tour",
    "skipped a tour",
    "lost a tour",
    "hardly guide a tour",
    "almost guide a tour",
    "rarely guide a tour",
    "have few tours",
    "have hardly any tours",
    "have barely any tours",
  ].map((said) => `staff who ${said}`),
)("what is no fact of the rows is not answered as one: %s", (definition) => {
  const result = store.compile(definition);
  expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
});

it.each(["I want to see the staff who guide a tour", "we need to find all staff who guide a tour"])(
  "a wish of who asks is courtesy: %s",
  (definition) => {
    expect(store.column(definition, "staff_id")).toEqual([1, 3]);
  },
);
