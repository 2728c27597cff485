import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A schema as its owners named it, without an alias: words are told by the letters that names keep of them. */
const fleet = openFixture(
  `CREATE TABLE BRN_MST(BRN_CD TEXT PRIMARY KEY, CTY TEXT, CTRY TEXT); INSERT INTO BRN_MST VALUES ('B1','Graz','AT'),('B2','Linz','AT'),('B3','Ulm','DE');
   CREATE TABLE VEH_MST(VEH_ID INTEGER PRIMARY KEY, BRN_CD TEXT REFERENCES BRN_MST(BRN_CD), PRCH_AMT REAL, BRTH_DT DATE, LST_SVC_DT DATE, SER_NO TEXT, DSB_DT DATE, DISCNT REAL, PRIO TEXT, ACT_FLG TEXT, INS_EXP_DT DATE, RLS_DT DATE);
   INSERT INTO VEH_MST VALUES (1,'B1',10,'1990-05-01','2024-02-01','X1','2024-01-01',0,'high','Y','2024-01-01',NULL),
     (2,'B2',20,'1991-05-01','2023-02-01','X2',NULL,5,'low','N','2025-01-01','2024-03-01'),
     (3,'B2',30,'1992-05-01','2024-03-01','X3','2024-01-01',NULL,'low','Y',NULL,NULL);`,
  { matches: [], aliases: { BRN_MST: ["branches"], VEH_MST: ["vehicles"] } },
);

describe("a name that its owners shortened", () => {
  it.each([
    ["vehicles whose purchase amount is over 15", [2, 3]],
    ["vehicles with a date of birth after 1990", [2, 3]],
    ["vehicles last serviced in 2024", [1, 3]],
    ["vehicles with serial number X2", [2]],
    ["disbursed vehicles", [1, 3]],
    ["vehicles not released yet", [1, 3]],
  ])("is told by the letters that it keeps: %s", (definition, expected) => {
    expect(fleet.column(definition, "VEH_ID")).toEqual(expected);
  });

  it("is the one that keeps most of the word", () => {
    expect(fleet.rows("number of branches per country").map((row) => Object.values(row))).toEqual(
      expect.arrayContaining([
        ["AT", 2],
        ["DE", 1],
      ]),
    );
    expect(fleet.rows("number of branches per city")).toHaveLength(3);
  });

  it("says in the reading what it was taken for", () => {
    const read = fleet.compile("vehicles whose purchase amount is over 15");
    expect(read.ok && read.explanation.understood.map(({ meaning }) => meaning)).toContain(
      "column VEH_MST.PRCH_AMT (abbreviation)",
    );
  });

  it.each(["the longest vehicle", "vehicles with capacity over 5"])(
    "is no other word of those letters: %s",
    (definition) => {
      expect(fleet.compile(definition).ok).toBe(false);
    },
  );
});

const shop = openFixture(
  `CREATE TABLE orders(order_id INTEGER PRIMARY KEY, discount REAL, weight REAL, expected_on DATE, priority TEXT);
   INSERT INTO orders VALUES (1,0,2,'2024-01-01','high'),(2,5,3,NULL,'low');`,
  { matches: [] },
);

describe("an adjective that is only a form of a column's name", () => {
  it.each([
    "discounted orders",
    "weighted orders",
    "orders discounted",
    "number of discounted orders",
    "priority orders",
  ])("says which rows, and is never passed over: %s", (definition) => {
    expect(shop.compile(definition).ok).toBe(false);
  });

  it("is kept where it says what was done", () => {
    expect(shop.column("expected orders", "order_id")).toEqual([1]);
    expect(shop.column("high priority orders", "order_id")).toEqual([1]);
  });
});
