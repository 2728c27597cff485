import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const clinic = openFixture(
  `CREATE TABLE rooms(room_id INTEGER PRIMARY KEY, room_name TEXT);
   INSERT INTO rooms VALUES (1,'A'),(2,'B');
   CREATE TABLE visits(visit_id INTEGER PRIMARY KEY, room_id INTEGER REFERENCES rooms(room_id), visit_date DATE, fee INTEGER);
   INSERT INTO visits VALUES (1,1,'2023-12-31',5),(2,1,'2024-01-01',7),(3,2,'2024-01-31',11),(4,2,'2024-02-01',13),(5,2,NULL,17);
   CREATE TABLE bills(bill_id INTEGER PRIMARY KEY, issued_on DATE, paid_on DATE, amount INTEGER);
   INSERT INTO bills VALUES (1,'2024-01-05','2024-02-05',3),(2,'2024-01-09','2024-03-05',4);`,
  { matches: [] },
);

describe("groups by a part of a date", () => {
  it.each([
    "number of visits per month",
    "monthly number of visits",
    "how many visits by month of visit date",
  ])("are the month of the date that the rows have: %s", (definition) => {
    const counts = clinic.rows(definition).map((row) => [row.visit_date_month, row.row_count]);
    expect(Object.fromEntries(counts)).toEqual({ "2023-12": 1, "2024-01": 2, "2024-02": 1, null: 1 });
  });

  it("stand beside a period, and beside other groups", () => {
    expect(clinic.rows("sum of fee of visits per year in 2024")).toEqual([
      { visit_date_year: "2024", sum_fee: 31 },
    ]);
    expect(clinic.rows("number of visits per room and year in 2024")).toHaveLength(2);
    expect(clinic.rows("sum of fee of visits by year and room in 2024")).toHaveLength(2);
  });

  it("are asked for where several dates could be meant", () => {
    expect(clinic.compile("sum of amount of bills per month")).toMatchObject({
      ok: false,
      diagnostics: [{ code: "ambiguous_column" }],
    });
    expect(clinic.rows("sum of amount of bills per month of paid on")).toHaveLength(2);
    expect(clinic.rows("total amount of bills issued per month")).toEqual([
      { issued_on_month: "2024-01", sum_amount: 7 },
    ]);
  });

  it.each([
    ["quarter", "2024-Q1", [2, 3, 4]],
    ["week", "2024-01-01", [2]],
    ["weekday", "Wednesday", [3]],
    ["weekday", null, [5]],
  ])("per %s open their rows: %s", (unit, group, ids) => {
    expect(clinic.column(`number of visits per ${unit}`, "visit_id", { group: [group] })).toEqual(ids);
  });

  it("open their rows", () => {
    const rows = (group: readonly (string | null)[]) =>
      clinic.column("number of visits per month", "visit_id", { group });
    expect(rows(["2024-01"])).toEqual([2, 3]);
    expect(rows([null])).toEqual([5]);
  });
});
