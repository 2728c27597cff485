import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Definitions that two readings fit about as well: they are asked about, and each answer is a definition of its own. */
const house = openFixture(
  `CREATE TABLE bidders(bidder_id INTEGER PRIMARY KEY, bidder_name TEXT, preferred_channel TEXT);
   INSERT INTO bidders VALUES (1,'Ash','online'),(2,'Birch','room'),(3,'Cedar','online'),(4,'Dahlia','room');
   CREATE TABLE bids(bid_id INTEGER PRIMARY KEY, bidder_id INTEGER REFERENCES bidders(bidder_id), channel TEXT, amount REAL);
   INSERT INTO bids VALUES (1,1,'online',5),(2,1,'online',6),(3,2,'online',7),(4,2,'room',8),(5,3,'room',9),(6,4,'room',9);
   CREATE TABLE sales(sale_id TEXT PRIMARY KEY, sale_date DATE); INSERT INTO sales VALUES ('S1','2024-03-05'),('S2','2024-04-05');
   CREATE TABLE lots(lot_id INTEGER PRIMARY KEY, sale_id TEXT REFERENCES sales(sale_id), lot_status TEXT);
   INSERT INTO lots VALUES (1,'S1','sold'),(2,'S1','unsold'),(3,'S2','sold'),(4,'S2','unsold');`,
  { matches: [] },
);

function answersTo(definition: string, key: string): unknown[][] {
  const refused = house.compile(definition);
  if (refused.ok) throw new Error(`${definition} is answered: ${refused.readableSql}`);
  expect(refused.diagnostics.map(({ code }) => code)).toEqual(["ambiguous_reading"]);
  return refused.diagnostics.flatMap(({ suggestions }) => suggestions.map((text) => house.column(text, key)));
}

describe("a value that two columns may hold", () => {
  it("is asked about where the readings are about as good", () => {
    const answers = answersTo("bidders who bid online and also bid in the room", "bidder_id");
    expect(answers).toContainEqual([2]);
    expect(answers).toContainEqual([3]);
  });

  it("is the one of the rows right before a noun", () => {
    expect(house.column("online bidders", "bidder_id")).toEqual([1, 3]);
    expect(house.column("online bids", "bid_id")).toEqual([1, 2, 3]);
  });
});

describe("a value that may be a verb as well", () => {
  it.each([
    ["lots sold in March 2024 sales", [1]],
    ["sold lots in March 2024 sales", [1]],
    ["lots unsold in 2024 sales", [2, 4]],
  ])("is kept where a time is of other rows: %s", (definition, expected) => {
    expect(house.column(definition, "lot_id")).toEqual(expected);
  });
});
