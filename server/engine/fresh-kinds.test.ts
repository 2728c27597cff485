import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Kinds of definitions that people who had not seen the engine wrote first, over another house's data. */
const kennel = openFixture(
  `CREATE TABLE keepers(keeper_id INTEGER PRIMARY KEY, keeper_name TEXT, joined_on DATE, date_of_birth DATE, licence TEXT);
   INSERT INTO keepers VALUES (1,'Ann','2024-03-05','1950-01-01','A'),(2,'Bea','2023-07-01','1990-01-01','B'),(3,'Cid','2024-08-09','1985-01-01','C');
   CREATE TABLE animals(animal_id INTEGER PRIMARY KEY, keeper_id INTEGER REFERENCES keepers(keeper_id), species TEXT, sex TEXT, weight_kg REAL, target_kg REAL);
   INSERT INTO animals VALUES (1,1,'Cat','?',4,5),(2,1,'Dog','F',30,25),(3,2,'Dog','M',12,12),(4,3,'Cat','F',3,3),(5,3,'Dog','F',8,4),(6,NULL,'Rabbit','M',2,2);
   CREATE TABLE treatments(treatment_id INTEGER PRIMARY KEY, animal_id INTEGER REFERENCES animals(animal_id), category TEXT, given_on DATE, total_fee REAL);
   INSERT INTO treatments VALUES (1,1,'teeth','2023-12-30',10),(2,2,'teeth','2024-04-01',20),(3,2,'skin','2024-05-01',30),(4,3,'skin','2024-07-01',40),(5,5,'skin','2024-07-02',50);`,
  { matches: [] },
);

describe("words that are stored, and words that are not", () => {
  it("take the question mark at the end for none, and an animal for one although it abbreviates something", () => {
    expect(kennel.rows("How many cats are there?")).toEqual([{ row_count: 2 }]);
    expect(kennel.column("cats", "animal_id")).toEqual([1, 4]);
  });

  it("take a letter where no noun follows for a value", () => {
    expect(kennel.column("keepers with licence A or B", "keeper_id")).toEqual([1, 2]);
  });

  it("leave the words of dates as they are spelt", () => {
    expect(kennel.column("treatments in the last 200 days", "treatment_id")).toEqual([4, 5]);
    expect(kennel.column("keepers that joined between 1 March 2024 and 31 March 2024", "keeper_id")).toEqual([
      1,
    ]);
  });
});

describe("periods in words", () => {
  it.each([
    ["treatments given in the second quarter of 2024", [2, 3]],
    ["treatments given in Q3 2024", [4, 5]],
    ["treatments in the first half of 2024", [2, 3]],
    ["treatments given after the end of 2023", [2, 3, 4, 5]],
    ["treatments given since the beginning of July 2024", [4, 5]],
  ])("%s", (definition, ids) => {
    expect(kennel.column(definition, "treatment_id")).toEqual(ids);
  });

  it("belong to what was counted just before", () => {
    expect(kennel.column("the animal with the most treatments in 2023", "animal_id")).toEqual([1]);
  });

  it("are years of age where only a date of birth tells it", () => {
    expect(kennel.column("keepers older than 65", "keeper_id")).toEqual([1]);
    expect(kennel.column("keepers older than 35 years", "keeper_id")).toEqual([1, 3]);
    expect(kennel.compile("treatments older than 65").ok).toBe(false);
  });
});

describe("two things at once", () => {
  it.each([
    ["keepers who have a dog but no cat", "keeper_id", [2]],
    ["cats and rabbits", "animal_id", [1, 4, 6]],
    ["animals with a weight below 3 or above 20 kilos", "animal_id", [2, 6]],
    ["animals whose keeper does not exist", "animal_id", [6]],
    ["animals where weight is more than 3 above the target", "animal_id", [2, 5]],
  ])("%s", (definition, column, ids) => {
    expect(kennel.column(definition, column)).toEqual(ids);
  });
});

describe("figures", () => {
  it("are the total that each row has, together", () => {
    expect(kennel.rows("total fee of all treatments in 2024")).toEqual([{ sum_total_fee: 140 }]);
    expect(kennel.rows("total fee of treatments per category")).toHaveLength(2);
  });

  it("count different things by what tells them apart", () => {
    expect(kennel.rows("number of different keepers")).toEqual([{ distinct_keeper_id: 3 }]);
  });

  it("rank values by what related rows add up to", () => {
    expect(kennel.rows("top 1 species by total fee")).toEqual([{ species: "Dog", sum_total_fee: 140 }]);
  });

  it("are shown when they were only compared", () => {
    expect(kennel.rows("keepers with more than 1 animals, and how many they have")).toMatchObject([
      { keeper_id: 1, animals_count: 2 },
      { keeper_id: 3, animals_count: 2 },
    ]);
  });

  it("of how often a value comes up take any number", () => {
    expect(kennel.rows("species that came up at least 3 times")).toEqual([{ species: "Dog", row_count: 3 }]);
  });
});

describe("no table at all", () => {
  it("is asked for when several have what is said", () => {
    const twins = openFixture(
      `CREATE TABLE shops(shop_id INTEGER PRIMARY KEY, city TEXT); INSERT INTO shops VALUES (1,'Ulm');
       CREATE TABLE depots(depot_id INTEGER PRIMARY KEY, city TEXT); INSERT INTO depots VALUES (1,'Ulm');`,
      { matches: [] },
    );
    expect(twins.compile("everything from Ulm")).toMatchObject({
      ok: false,
      diagnostics: [{ code: "ambiguous_table" }],
    });
  });
});
