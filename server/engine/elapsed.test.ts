import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const depot = openFixture(
  `CREATE TABLE repairs(repair_id INTEGER PRIMARY KEY, machine TEXT, opened_on DATE, due_on DATE, closed_on DATE, invoiced_on DATE, paid_on DATE, hours REAL);
   CREATE TABLE calls(call_id INTEGER PRIMARY KEY, started_at TIMESTAMP, ended_at TIMESTAMP);
   CREATE TABLE members(member_id INTEGER PRIMARY KEY, club TEXT, joined_on DATE, left_on DATE);
   INSERT INTO repairs VALUES
     (1,'press','2024-01-01','2024-01-10','2024-01-31','2024-02-01','2024-02-11',4),
     (2,'press','2024-01-01','2024-01-10','2024-02-01','2024-02-02','2024-01-31',4),
     (3,'lathe','2024-03-01','2024-03-20','2024-03-05',NULL,NULL,8),
     (4,'lathe','2024-05-01','2024-05-02',NULL,NULL,NULL,0),
     (5,'lathe','2024-06-01','','2024-06-02','2024-06-20','2024-08-20',1);
   INSERT INTO calls VALUES (1,'2024-01-01 10:00:00','2024-01-01 10:30:00'),(2,'2024-01-01 23:00:00','2024-01-02 02:00:00'),(3,'2024-01-03 09:00:00',NULL);
   INSERT INTO members VALUES (1,'A','2020-01-31','2020-07-31'),(2,'A','2020-01-31','2020-08-01'),(3,'B','2020-02-29','2021-02-28'),(4,'B','2020-02-29','2021-03-01'),(5,'B','2020-05-05',NULL);`,
  { matches: [] },
);

describe("how long it is between two dates of a row", () => {
  it.each([
    ["repairs closed more than 30 days after they were opened", [2]],
    ["repairs closed at least 30 days after opening", [1, 2]],
    ["repairs closed within 30 days of opening", [1, 3, 5]],
    ["repairs not closed within 30 days of opening", [2, 4]],
    ["repairs paid within 10 days of being invoiced", [1, 2]],
    ["repairs paid within 10 days after invoicing", [1]],
    ["repairs that were paid 2 days before they were invoiced", [2]],
    ["repairs whose paid date is more than 2 months after the invoiced date", []],
    ["repairs whose paid date is at least 2 months after the invoiced date", [5]],
    ["repairs that took more than 30 days", [2]],
    ["repairs that took less than a week from opening to closing", [3, 5]],
    ["repairs that took more than 5 hours", [3]],
    ["repairs more than 3 weeks late", [2]],
    ["repairs closed 21 days late", [1]],
    ["repairs closed at least two weeks early", [3]],
  ])("%s", (definition, ids) => {
    expect(depot.column(definition, "repair_id")).toEqual(ids);
  });

  it.each([
    ["calls that lasted longer than 30 minutes", [2]],
    ["calls that lasted at least 30 minutes", [1, 2]],
    ["calls that ended within 3 hours after they started", [1, 2]],
  ])("counts the time of day: %s", (definition, ids) => {
    expect(depot.column(definition, "call_id")).toEqual(ids);
  });

  it.each([
    ["members who left more than 6 months after joining", [2, 3, 4]],
    ["members who left within 6 months after joining", [1]],
    ["members who left less than a year after they joined", [1, 2, 3]],
    ["members who left at least 1 year after joining", [4]],
  ])("counts months by the calendar: %s", (definition, ids) => {
    expect(depot.column(definition, "member_id")).toEqual(ids);
  });

  it.each([
    ["average number of days between opening and closing of repairs", [{ avg_days: (30 + 31 + 4 + 1) / 4 }]],
    ["longest time from invoicing to payment of repairs", [{ max_days: 61 }]],
    [
      "average days from opening to closing of repairs per machine",
      [
        { machine: "lathe", avg_days: 2.5 },
        { machine: "press", avg_days: 30.5 },
      ],
    ],
  ])("is measured: %s", (definition, rows) => {
    expect(depot.rows(definition)).toEqual(rows);
  });

  it.each([
    ["repairs closed after they were due", [1, 2]],
    ["repairs that were paid before they were invoiced", [2]],
    ["repairs not closed by the due date", [1, 2, 4]],
    ["repairs closed on the day after they were opened", [5]],
    ["repairs opened no later than the day they were due", [1, 2, 3, 4]],
  ])("or which of them is the earlier: %s", (definition, ids) => {
    expect(depot.column(definition, "repair_id")).toEqual(ids);
  });

  it("is told in the reading", () => {
    const result = depot.compile("repairs closed within 30 days of opening");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of repairs whose number of days from opened_on to closed_on is at least -30 and whose number of days from opened_on to closed_on is at most 30",
    );
  });

  it.each([
    "repairs closed more than 30 days after the inspection",
    "repairs that took more than 30 days from opening to shipment",
    "members who left more than 3 days late",
    "repairs closed more than 30 working days after opening",
  ])("is refused where a date is not told: %s", (definition) => {
    expect(depot.compile(definition, { minConfidence: 0.7 }).ok).toBe(false);
  });
});
