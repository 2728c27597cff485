import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Weavers and their cloths: what is said of all of them, of only some, and of none. */
const mill = openFixture(
  `CREATE TABLE guilds(guild_id INTEGER PRIMARY KEY, guild_name TEXT, town TEXT);
   INSERT INTO guilds VALUES (1,'Loom','Ghent'),(2,'Shuttle','Ypres'),(3,'Bobbin','Ghent');
   CREATE TABLE weavers(weaver_id INTEGER PRIMARY KEY, full_name TEXT, sex TEXT, grade TEXT, stars INTEGER, guild_id INTEGER REFERENCES guilds(guild_id));
   INSERT INTO weavers VALUES (1,'Ann','F','master',9,1),(2,'Bo','M','journeyman',4,1),(3,'Cy','M','master',7,2),
     (4,'Di','F','master',2,2),(5,'Ed','M','apprentice',1,NULL);
   CREATE TABLE cloths(cloth_id INTEGER PRIMARY KEY, weaver_id INTEGER REFERENCES weavers(weaver_id), fibre TEXT, price REAL, woven_on DATE);
   INSERT INTO cloths VALUES (1,1,'linen',40,'2023-02-01'),(2,1,'linen',90,'2024-03-01'),(3,2,'wool',120,'2024-05-01'),
     (4,3,'linen',30,'2024-06-01'),(5,3,'wool',200,'2024-07-01'),(6,4,'silk',300,'2023-08-01'),(7,4,NULL,10,'2023-09-01');`,
  { matches: [] },
);
const weavers = (definition: string) => mill.column(definition, "weaver_id");
const guilds = (definition: string) => mill.column(definition, "guild_id");
const refusal = (definition: string) => {
  const result = mill.compile(definition);
  return result.ok ? result.explanation.reading : result.diagnostics.map(({ message }) => message).join(" ");
};

describe("only some of the related rows", () => {
  it.each([
    ["weavers with only linen cloths", [1]],
    ["weavers with linen cloths only", [1]],
    ["weavers who have only linen cloths", [1]],
    ["weavers that only have linen cloths", [1]],
    ["weavers with exclusively linen cloths", [1]],
    ["weavers with nothing but linen cloths", [1]],
    ["weavers with only linen or wool cloths", [1, 2, 3]],
    ["weavers with only linen and wool cloths", [1, 2, 3]],
    ["weavers with only cloths from 2024 above 100", [2]],
    ["weavers with cloths only in 2024", [2, 3]],
    ["weavers with cloths in 2024 only", [2, 3]],
    ["weavers with only cloths above 100", [2]],
    ["weavers with cloths above 100 only", [2]],
    ["weavers with cloths only above 100", [2]],
  ])("%s", (definition, ids) => {
    expect(weavers(definition)).toEqual(ids);
  });

  it.each([
    ["guilds with male weavers only", []],
    ["guilds with masters only", [2]],
    ["guilds with only master weavers", [2]],
  ])("%s", (definition, ids) => {
    expect(guilds(definition)).toEqual(ids);
  });

  it("are those among which it is said", () => {
    // Of Cy's linen cloths all are of 2024, of Ann's not.
    expect(weavers("weavers with linen cloths only in 2024")).toEqual([3]);
  });

  it("are no others, also where it is not known what they are", () => {
    expect(weavers("weavers with only silk cloths")).toEqual([]);
  });
});

describe("all of the related rows", () => {
  it.each([
    ["weavers with all cloths in 2024", [2, 3]],
    ["weavers with all their cloths in 2024", [2, 3]],
    ["weavers whose cloths are all linen", [1]],
    ["weavers whose cloths are all linen or wool", [1, 2, 3]],
    ["weavers whose cloths were all woven in 2024", [2, 3]],
    ["weavers all of whose cloths are linen", [1]],
    ["weavers for whom every cloth is above 100", [2]],
    ["weavers where all cloths are above 100", [2]],
    ["weavers all of whose cloths cost less than 100", [1]],
  ])("%s", (definition, ids) => {
    expect(weavers(definition)).toEqual(ids);
  });

  it("says so, and that there is no other", () => {
    expect(refusal("weavers whose cloths are all linen")).toMatch(
      /have a row .* 'linen' and that have no row/,
    );
  });

  it.each(["weavers in every guild", "weavers who belong to all guilds"])(
    "is no word to pass over where one row is asked for each of others: %s",
    (definition) => {
      expect(refusal(definition)).toMatch(/"(all|every)/);
    },
  );

  it("says nothing where all are meant anyway", () => {
    expect(mill.compile("all weavers with linen cloths").ok).toBe(true);
    expect(weavers("all weavers with linen cloths")).toEqual([1, 3]);
    expect(mill.column("list all guilds in Ghent", "guild_id")).toEqual([1, 3]);
    expect(mill.rows("number of all cloths")).toEqual([{ row_count: 7 }]);
    expect(mill.rows("total price of all cloths")).toEqual([{ sum_price: 790 }]);
    expect(mill.rows("average stars of all masters")).toEqual([{ avg_stars: 6 }]);
  });
});

describe("a number after related rows", () => {
  it("is about them", () => {
    expect(weavers("weavers with cloths above 100")).toEqual([2, 3, 4]);
    expect(weavers("weavers with a cloth of more than 150")).toEqual([3, 4]);
    expect(weavers("weavers with cloths woven in 2024 above 100")).toEqual([2, 3]);
  });
});
