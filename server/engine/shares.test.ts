import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Percentages: of what, in all and of each group. Today is 2024-12-31. */
const festival = openFixture(
  `CREATE TABLE venues(venue_id TEXT PRIMARY KEY, venue_name TEXT); INSERT INTO venues VALUES ('V1','Rex'),('V2','Gartenbau'),('V3','Metro');
   CREATE TABLE screenings(scr_id INTEGER PRIMARY KEY, venue_id TEXT REFERENCES venues(venue_id), scr_date DATE, status TEXT, hall TEXT);
   INSERT INTO screenings VALUES (1,'V1','2023-05-01','cancelled','A'),(2,'V1','2024-05-01','held','A'),(3,'V2','2024-05-02','cancelled','B'),(4,'V2','2024-06-01','cancelled','B');
   CREATE TABLE tickets(ticket_id INTEGER PRIMARY KEY, scr_id INTEGER REFERENCES screenings(scr_id)); INSERT INTO tickets VALUES (1,1),(2,2);`,
  { matches: [] },
);
const percentage = (definition: string) => festival.rows(definition).map((row) => row.percentage);

describe("a share", () => {
  it.each([
    ["what percentage of screenings in 2024 were cancelled", 200 / 3],
    ["percentage of cancelled screenings in 2024", 200 / 3],
    ["percentage of screenings in 2024 that were cancelled", 200 / 3],
    ["of the screenings in 2024, what percentage were cancelled", 200 / 3],
    ["percentage of screenings in 2024", 75],
    ["percentage of cancelled screenings without tickets", 200 / 3],
    ["what percentage of cancelled screenings have no tickets", 200 / 3],
  ])("is one of what stands before what is asked of it: %s", (definition, expected) => {
    expect(percentage(definition)).toEqual([expect.closeTo(expected)]);
  });

  it.each([
    "number and percentage of cancelled screenings",
    "count and share of cancelled screenings per venue",
  ])("is told alone or not at all: %s", (definition) => {
    expect(festival.compile(definition).ok).toBe(false);
  });
});

describe("a share of each group", () => {
  const byVenue = (definition: string) =>
    Object.fromEntries(festival.rows(definition).map((row) => [row.venue_id, row.percentage]));

  it.each([
    "share of cancelled screenings by venue",
    "percentage of screenings that were cancelled per venue",
    "for each venue, what percentage of the screenings was cancelled",
  ])("is one of the rows of the group: %s", (definition) => {
    expect(byVenue(definition)).toEqual({ V1: 50, V2: 100 });
  });

  it("keeps to the rows that it is a share of, and to a part of a date", () => {
    expect(byVenue("percentage of cancelled screenings in 2024 per venue")).toEqual({ V1: 0, V2: 100 });
    expect(festival.rows("percentage of cancelled screenings per year")).toEqual(
      expect.arrayContaining([
        { scr_date_year: "2023", percentage: 100 },
        { scr_date_year: "2024", percentage: expect.closeTo(200 / 3) },
      ]),
    );
  });

  it("ranks the groups", () => {
    expect(byVenue("top 1 venues by share of cancelled screenings")).toEqual({ V2: 100 });
  });

  it("is a list of groups of which each opens its rows", () => {
    const read = festival.compile("percentage of cancelled screenings per hall");
    expect(read).toMatchObject({ ok: true, answer: "groups", operation: "GROUP" });
    expect(read.ok && read.explanation.reading).toBe(
      "percentage of rows of screenings whose status is 'cancelled', among rows of screenings for each hall",
    );
    const opened = festival.compile("percentage of cancelled screenings per hall", { group: ["B", 100] });
    expect(opened.ok && festival.db.prepare(opened.readableSql).all()).toHaveLength(2);
  });
});
