import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Which ones by their place or by their ends, and how much of what. Today is 2024-12-31. */
const agency = openFixture(
  `CREATE TABLE brokers(broker_id INTEGER PRIMARY KEY, broker_name TEXT, floor INTEGER, contract_start DATE, contract_end DATE, active_flag TEXT, europe_cover TEXT);
   INSERT INTO brokers VALUES
     (1,'Ada',1,'2020-01-01','2024-06-30','Y','Yes'),(2,'Ben',4,'2024-03-01','2025-03-31','Y','No'),(3,'Cem',5,'2025-02-01','2026-01-31','N','Yes');
   CREATE TABLE policies(policy_id INTEGER PRIMARY KEY, broker_id INTEGER REFERENCES brokers(broker_id), premium REAL, weight_kg REAL, sold_on DATE);
   INSERT INTO policies VALUES (10,1,100,3,'2024-01-05'),(11,1,50,1,'2024-02-01'),(12,2,120,2,'2024-03-01'),(13,3,20,9,'2024-04-01');`,
  { matches: [] },
);

describe("what has come to its end", () => {
  it.each([
    ["brokers whose contract has expired", [1]],
    ["brokers whose contract ran out", [1]],
    ["brokers whose contract ends in the next 6 months", [2]],
    ["brokers whose contract runs out before 2025", [1]],
    ["brokers whose contract starts after 1 January 2025", [3]],
    ["brokers whose contract started", [1, 2]],
  ])("by the date that says so: %s", (definition, ids) => {
    expect(agency.column(definition, "broker_id")).toEqual(ids);
  });
});

describe("a place in an order", () => {
  it.each([
    ["brokers on the fourth floor or higher", [2, 3]],
    ["brokers on the 1st floor", [1]],
    ["brokers who are not on the fifth floor", [1, 2]],
    ["brokers above the first floor", [2, 3]],
  ])("is a number of its column: %s", (definition, ids) => {
    expect(agency.column(definition, "broker_id")).toEqual(ids);
  });

  it("is said with what it is in order of", () => {
    expect(agency.rows("top 2 heaviest policies").map(({ policy_id }) => policy_id)).toEqual([13, 10]);
    expect(agency.rows("the last 2 policies by sold on").map(({ policy_id }) => policy_id)).toEqual([13, 12]);
    expect(agency.rows("the first 2 policies by sold on").map(({ policy_id }) => policy_id)).toEqual([
      10, 11,
    ]);
  });
});

describe("what is said of the rows that are counted", () => {
  const cups = openFixture(
    `CREATE TABLE clubs(club_id INTEGER PRIMARY KEY, club_name TEXT);
     INSERT INTO clubs VALUES (1,'Ajax'),(2,'Basel'),(3,'Celtic');
     CREATE TABLE fines(fine_id INTEGER PRIMARY KEY, club_id INTEGER REFERENCES clubs(club_id), reason TEXT, amount REAL, list_amount REAL, paid_on DATE);
     INSERT INTO fines VALUES (1,1,'smoke',5,5,'2024-01-02'),(2,1,'smoke',6,5,'2024-02-02'),(3,2,'smoke',7,5,NULL),(4,2,'delay',8,5,NULL),(5,3,'delay',9,5,'2023-05-01');`,
    { matches: [] },
  );

  it("says which of them are counted", () => {
    expect(cups.column("clubs fined at least twice for smoke", "club_id")).toEqual([1]);
  });

  it("groups them", () => {
    expect(cups.rows("fines counted by reason")).toEqual([
      { reason: "delay", row_count: 2 },
      { reason: "smoke", row_count: 3 },
    ]);
    expect(cups.rows("number of fines issued per club").map(({ row_count }) => row_count)).toEqual([2, 2, 1]);
    // No date there is says when they were published.
    expect(cups.compile("fines published per year").ok).toBe(false);
  });

  it("is refused where a column would be compared with itself", () => {
    expect(cups.compile("fines whose amount is at least 20 percent above the amount").ok).toBe(false);
    expect(cups.compile("fines whose amount is at least 20 percent above the list amount").ok).toBe(true);
  });
});

describe("the most of an amount", () => {
  it("is added up, not counted", () => {
    expect(agency.rows("which broker has brought in the most premium")[0]).toMatchObject({ broker_id: 1 });
    expect(agency.rows("the broker with the least premium")[0]).toMatchObject({ broker_id: 3 });
  });

  it("is a sum where how much is asked", () => {
    expect(agency.rows("how much premium do policies sold in March 2024 have")).toEqual([
      { sum_premium: 120 },
    ]);
    expect(agency.compile("how much is still unpaid").ok).toBe(false);
  });
});

describe("a flag before a noun", () => {
  it("is no flag of another table's rows", () => {
    expect(agency.column("active brokers", "broker_id")).toEqual([1, 2]);
    expect(agency.column("policies of active brokers", "policy_id")).toEqual([10, 11, 12]);
    expect(agency.compile("active policies").ok).toBe(false);
  });

  it("is what they have, where it says yes or no", () => {
    expect(agency.column("brokers with Europe cover", "broker_id")).toEqual([1, 3]);
    expect(agency.column("brokers with Europe cover No", "broker_id")).toEqual([2]);
  });
});
