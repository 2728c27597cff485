import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A repair service: what was done, when, by whom, and how often. */
const service = openFixture(
  `CREATE TABLE streets(street_id INTEGER PRIMARY KEY, street_name TEXT);
   INSERT INTO streets VALUES (1,'Quay'),(2,'Lane');
   CREATE TABLE clients(client_id INTEGER PRIMARY KEY, full_name TEXT, town TEXT, email_address TEXT, street_id INTEGER REFERENCES streets(street_id));
   INSERT INTO clients VALUES (1,'Ann','Bergen','a@x.example',1),(2,'Bo','Bergen','b@x.example',1),(3,'Cy','Oslo','c@x.example',2),(4,'Di','Oslo','d@x.example',NULL);
   CREATE TABLE devices(device_id INTEGER PRIMARY KEY, device_kind_code TEXT, device_name TEXT, price REAL);
   INSERT INTO devices VALUES (1,'kitchen','kettle',30),(2,'kitchen','oven',400),(3,'office','printer',120);
   CREATE TABLE repairs(repair_id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), device_id INTEGER REFERENCES devices(device_id),
     asked_on DATE, finished_on DATE, approved_by TEXT);
   INSERT INTO repairs VALUES (1,1,1,'1979-01-05','1981-02-01','Eve'),(2,1,1,'1985-03-01',NULL,NULL),(3,1,2,'1986-01-01','1986-02-01',NULL),
     (4,2,3,'1987-01-01','1988-01-01','Eve'),(5,3,2,'1990-01-01',NULL,NULL);`,
  { matches: [] },
);
const repairs = (definition: string) => service.column(definition, "repair_id");
const clients = (definition: string) => service.column(definition, "client_id");

describe("what was done", () => {
  it.each([
    ["finished repairs", [1, 3, 4]],
    ["repairs finished", [1, 3, 4]],
    ["approved repairs", [1, 4]],
    ["finished repairs of clients in Bergen", [1, 3, 4]],
    ["repairs finished before 1985", [1]],
    ["approved repairs asked before 1980", [1]],
  ])("is asked of its date, or of who did it: %s", (definition, ids) => {
    expect(repairs(definition)).toEqual(ids);
  });

  it("is counted for each who did it", () => {
    expect(service.rows("how many repairs did each device finish").map(({ row_count }) => row_count)).toEqual(
      [1, 1, 1],
    );
  });
});

describe("how often something was done", () => {
  it.each([
    ["clients with repairs more than once", [1]],
    ["clients with repairs of kettles more than once", [1]],
    ["clients with repairs at least twice", [1]],
    ["clients with repairs at least once", [1, 2, 3]],
    ["clients with repairs at least 3 times", [1]],
  ])("%s", (definition, ids) => {
    expect(clients(definition)).toEqual(ids);
  });
});

describe("by whom", () => {
  it("is of some only, or for each", () => {
    expect(repairs("repairs by clients from Oslo")).toEqual([5]);
    expect(service.rows("repairs by town").length).toBe(2);
    expect(service.rows("repairs by client").length).toBe(3);
  });

  it("sorts by what hardly two have in common", () => {
    expect(service.rows("devices by price").map(({ device_id }) => device_id)).toEqual([1, 3, 2]);
  });

  it("is grouped by a column of theirs that is called after them", () => {
    expect(service.rows("repairs per device kind")).toEqual([
      expect.objectContaining({ device_kind_code: "kitchen", row_count: 4 }),
      expect.objectContaining({ device_kind_code: "office", row_count: 1 }),
    ]);
  });
});

it("finds what several share of another table", () => {
  expect(service.rows("clients who share a street")).toEqual([expect.objectContaining({ street_id: 1 })]);
});

it("compares no amount with a time", () => {
  const result = service.compile("devices before 1980");
  expect(result.ok).toBe(false);
});
