import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

// Badges are handed out at gates of a site; a gate has one site.
const site = openFixture(
  `CREATE TABLE sites(site_id INTEGER PRIMARY KEY, town TEXT);
   CREATE TABLE gates(gate_id INTEGER PRIMARY KEY, gate_name TEXT, site_id INTEGER REFERENCES sites(site_id));
   CREATE TABLE badges(badge_id INTEGER PRIMARY KEY, badge_number TEXT, holder TEXT, birth_date TEXT, phone TEXT, gate_id INTEGER REFERENCES gates(gate_id), deposit REAL);
   INSERT INTO sites VALUES (1,'Ghent'),(2,'Liege'),(3,'Mons');
   INSERT INTO gates VALUES (1,'North',1),(2,'South',1),(3,'East',2),(4,'West',3);
   INSERT INTO badges VALUES
     (1,'B1','Ann','1990-01-01','0401',1,10),(2,'B2','Bob','1991-01-01','0402',2,20),
     (3,'B2','Ann','1990-01-01','0401',3,5),(4,'B3','Ann','1985-05-05','',1,5),
     (5,'B4','Cleo',NULL,'',4,2),(6,'B5','Dirk','1970-07-07','0403',1,2);`,
  { matches: [], columnAliases: { "badges.badge_number": ["badge number"] } },
);

describe("what occurs more than once", () => {
  it.each([
    ["badge numbers that occur twice or more", "badge_number", ["B2"]],
    ["badge numbers that were issued twice", "badge_number", ["B2"]],
    ["same badge number on several badges", "badge_number", ["B2"]],
    ["badges that repeat the same badge number", "badge_number", ["B2"]],
    ["badges sharing a phone", "phone", ["0401"]],
    ["phones used by more than one badge", "phone", ["0401"]],
    ["badges entered twice, i.e. same holder, same birth date and same phone", "holder", ["Ann"]],
  ])("%s", (definition, column, values) => {
    expect(site.column(definition, column)).toEqual(values);
  });

  it("is said with all columns that make it up", () => {
    const result = site.compile("badges with the same holder and the same birth date");
    expect(result.ok && result.explanation.reading).toBe(
      "values of holder, birth_date occur more than once in rows of badges",
    );
  });
});

describe("groups whose result is beyond a number", () => {
  it.each([
    ["number of badges per gate name, only gate names with more than 2", "gate_name", ["North"]],
    ["number of badges per gate name with more than 2", "gate_name", ["North"]],
    ["number of badges per gate name, only those above 2", "gate_name", ["North"]],
    ["total deposit of badges per holder, only those with at least 20", "holder", ["Ann", "Bob"]],
  ])("%s", (definition, column, values) => {
    expect(site.column(definition, column)).toEqual(values);
  });

  it("say so in the reading", () => {
    const result = site.compile("total deposit of badges per holder, only those with at least 20");
    expect(result.ok && result.explanation.reading).toBe(
      "sum of deposit of rows of badges for each holder, where the sum of deposit is at least 20",
    );
  });

  it("are not those of other things", () => {
    expect(site.compile("number of badges per gate name, only wonders with more than 2").ok).toBe(false);
    expect(site.compile("badges, only those with more than 2").ok).toBe(false);
  });
});
