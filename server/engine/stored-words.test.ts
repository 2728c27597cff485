import { afterAll, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Words that are stored and are words of English or of the grammar too. Today is 2024-12-31. */
const store = openFixture(
  `CREATE TABLE branches(branch_id INTEGER PRIMARY KEY, country TEXT, phone TEXT);
   INSERT INTO branches VALUES (1,'BE','0766944169'),(2,'NL','0766944170'),(3,'IT',NULL);
   CREATE TABLE copies(copy_id INTEGER PRIMARY KEY, branch_id INTEGER REFERENCES branches(branch_id), condition TEXT, bought_on DATE);
   INSERT INTO copies VALUES (1,1,'good','2024-05-02'),(2,2,'damaged','2024-05-30'),(3,1,'on loan','2023-05-10');`,
  { matches: [], aliases: { copies: ["items"] }, columnAliases: { "copies.bought_on": ["loan"] } },
);
afterAll(() => store.db.close());

const refusal = (definition: string) => {
  const result = store.compile(definition);
  if (result.ok) throw new Error(`${definition} was answered: ${result.explanation.reading}`);
  return result.diagnostics[0];
};

it.each([
  ["good copies", [1]],
  ["copies (on loan)", [3]],
  ["copies of branches with country BE", [1, 3]],
])("what is stored is a condition, whatever else the word may be: %s", (definition, ids) => {
  expect(store.column(definition, "copy_id")).toEqual(ids);
});

it.each([
  ["branches in BE", [1]],
  ["copies with BE branches", [1, 3]],
  ["IT branches", [3]],
])("a code in capitals is no word of the grammar: %s", (definition, ids) => {
  const key = definition.startsWith("copies") ? "copy_id" : "branch_id";
  expect(store.column(definition, key)).toEqual(ids);
});

it("two values that cannot be in one row are no condition less", () => {
  expect(refusal("damaged good copies").message).toContain("cannot be both");
});

it.each(["copies bought in May", "copies for May", "copies bought since March"])(
  "a month without its year asks for the year: %s",
  (definition) => {
    const { message, suggestions } = refusal(definition);
    expect(message).toMatch(/^"(May|March)": of which year\?/);
    expect(suggestions[0]).toBe(`${definition} 2024`);
  },
);

it("a month with its year is that month, and May may be no month", () => {
  expect(store.column("copies bought in May 2024", "copy_id")).toEqual([1, 2]);
  expect(store.column("copies that may be good", "copy_id")).toEqual([1]);
});

it("digits that begin with a zero are no number of a key", () => {
  refusal("branches 0766944169");
  expect(store.column("branches with phone 0766944169", "branch_id")).toEqual([1]);
});
