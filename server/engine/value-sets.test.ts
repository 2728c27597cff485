import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Shops and depots are joined over deliveries only; what they share by themselves is where they are. */
const chain = openFixture(
  `CREATE TABLE shops(shop_id INTEGER PRIMARY KEY, town TEXT, region TEXT);
   INSERT INTO shops VALUES (1,'Bonn','W'),(2,'Bonn','W'),(3,'Kiel','N'),(4,NULL,'N'),(5,'Ulm','S');
   CREATE TABLE depots(depot_id INTEGER PRIMARY KEY, town TEXT, region TEXT);
   INSERT INTO depots VALUES (1,'Bonn','W'),(2,'Hof','S'),(3,NULL,'O'),(4,'Kiel','N');
   CREATE TABLE offices(office_id INTEGER PRIMARY KEY, town TEXT);
   INSERT INTO offices VALUES (1,'Bonn'),(2,'Hof');
   CREATE TABLE deliveries(id INTEGER PRIMARY KEY, shop INTEGER REFERENCES shops(shop_id), depot INTEGER REFERENCES depots(depot_id), drop_town TEXT);
   INSERT INTO deliveries VALUES (1,5,1,'Ulm'),(2,3,2,'Bonn'),(3,3,2,'Rom');`,
  { matches: [] },
);

const values = (definition: string) =>
  chain
    .rows(definition)
    .map((row) => Object.values(row))
    .sort();

describe("values that several tables have", () => {
  it.each([
    ["towns that have both shops and depots", [["Bonn"], ["Kiel"]]],
    ["towns where we have depots but no shops", [["Hof"]]],
    ["towns with shops, depots and offices", [["Bonn"]]],
    ["regions with depots but no shop", [["O"]]],
    ["drop towns of deliveries that are not among the shops' towns", [["Rom"]]],
    ["drop towns in deliveries which are not in depots town", [["Rom"], ["Ulm"]]],
  ])("are asked for, each once: %s", (definition, expected) => {
    expect(values(definition)).toEqual(expected);
  });

  it.each([
    ["shops in towns where there are depots", [1, 2, 3]],
    ["shops located in towns that have no depot", [5]],
  ])("tell which rows are asked for: %s", (definition, expected) => {
    expect(chain.column(definition, "shop_id")).toEqual(expected);
  });

  it("are compared although no relationship says so, which the joins tell", () => {
    const answer = chain.compile("towns that have both shops and depots");
    expect(answer.ok && answer.explanation.joins).toEqual([
      "shops.town = depots.town (the definition compares these columns)",
    ]);
  });

  it("are not meant where a row stands for a thing that the tables are joined by", () => {
    const rows = chain.compile("shops that have deliveries");
    expect(rows.ok && rows.explanation.reading).toBe(
      "rows of shops that have a row in deliveries with shops.shop_id = deliveries.shop",
    );
  });
});

describe("characters that are named", () => {
  const texts = openFixture(
    "CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT); INSERT INTO notes VALUES (1,'a b'),(2,'a,b'),(3,'a-b'),(4,'ab'),(5,'space');",
    { matches: [] },
  );
  it.each([
    ["notes whose body contains a space", [1]],
    ["notes whose body contains a comma", [2]],
    ["notes with a body that contains a hyphen", [3]],
    ["notes whose body contains the word space", [5]],
    ["notes whose body does not contain a dash", [1, 2, 4, 5]],
  ])("%s", (definition, ids) => {
    expect(texts.column(definition, "id")).toEqual(ids);
  });
});

describe("a list of numbers", () => {
  it("is taken whole, however long", () => {
    const many = openFixture(
      "CREATE TABLE routes(id INTEGER PRIMARY KEY, kind INTEGER); INSERT INTO routes VALUES (1,0),(2,7),(3,8),(4,12),(5,NULL);",
      { matches: [] },
    );
    expect(many.column("routes whose kind is other than 0, 1, 2, 3, 4, 5, 6, 7 or 12", "id")).toEqual([3, 5]);
    expect(many.column("routes with kind 0, 1, 2, 3, 7, 12", "id")).toEqual([1, 2, 4]);
  });
});
