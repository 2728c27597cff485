import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A choir union: where people are and are not, how old they are, and what is said of whom. */
const choirs = openFixture(
  `CREATE TABLE choirs(choir_id INTEGER PRIMARY KEY, choir_name TEXT, county TEXT, founded_year INTEGER);
   INSERT INTO choirs VALUES (1,'Larks','Kent',1950),(2,'Finches','Essex',1975),(3,'Wrens','Kent',2001),(4,'Rooks','Dorset',2010);
   CREATE TABLE singers(singer_id INTEGER PRIMARY KEY, full_name TEXT, sex TEXT, age INTEGER, home_town TEXT, voice TEXT, joined_year INTEGER, choir_id INTEGER REFERENCES choirs(choir_id));
   INSERT INTO singers VALUES (1,'Ann','F',40,'Dover','alto',2008,1),(2,'Bo','M',31,'Deal','tenor',2005,1),(3,'Cy','M',65,'Dover','bass',1999,2),
     (4,'Di','F',45,'Hythe','alto',2006,3),(5,'Ed','M',40,'Ryde','tenor',2012,NULL);
   CREATE TABLE recitals(recital_id INTEGER PRIMARY KEY, singer_id INTEGER REFERENCES singers(singer_id), title TEXT, year INTEGER, fee REAL);
   INSERT INTO recitals VALUES (1,1,'Spring',2006,100),(2,1,'Advent',2008,150),(3,2,'Spring',2008,90),(4,3,'Advent',2010,200);`,
  { matches: [] },
);
const singers = (definition: string) => choirs.column(definition, "singer_id");

describe("where people are not", () => {
  it.each([
    ["singers outside Dover", [2, 4, 5]],
    ["singers outside of Dover and Deal", [4, 5]],
    ["singers who live outside Dover", [2, 4, 5]],
    ["singers living outside Dover or Deal", [4, 5]],
    ["singers from anywhere but Dover", [2, 4, 5]],
    ["singers not from Dover or Deal", [4, 5]],
    ["singers who are not from Dover, Deal or Hythe", [5]],
    ["singers who don't come from Dover or Deal", [4, 5]],
    ["singers not from Dover or older than 60", [2, 3, 4, 5]],
    ["singers who do not sing for the Larks or the Finches", [4, 5]],
  ])("%s", (definition, ids) => {
    expect(singers(definition)).toEqual(ids);
  });

  it("is said of periods too", () => {
    expect(choirs.column("recitals outside 2008", "recital_id")).toEqual([1, 4]);
    expect(choirs.column("choirs outside Kent", "choir_id")).toEqual([2, 4]);
  });
});

describe("how old people are", () => {
  it.each([
    ["singers aged 40", [1, 5]],
    ["singers aged 40 to 45", [1, 4, 5]],
    ["singers aged between 41 and 70", [3, 4]],
    ["singers with an age of 40 to 45", [1, 4, 5]],
    ["singers aged 45 and over", [3, 4]],
    ["singers aged under 40 from Deal", [2]],
    ["singers who are 45 or older", [3, 4]],
    ["singers over the age of 60", [3]],
    ["singers over 60 years old", [3]],
    ["singers at least 45 years of age", [3, 4]],
    ["singers 45 years old and older", [3, 4]],
    ["singers not older than 40 years of age", [1, 2, 5]],
  ])("%s", (definition, ids) => {
    expect(singers(definition)).toEqual(ids);
  });
});

describe("women and men, however they are stored", () => {
  it.each([
    ["female singers", [1, 4]],
    ["singers who are men", [2, 3, 5]],
    ["singers without a recital, women", [4]],
    ["singers without a choir, men only", [5]],
  ])("%s", (definition, ids) => {
    expect(singers(definition)).toEqual(ids);
  });
});

describe("years of related rows", () => {
  it("belong to the rows that were spoken of last", () => {
    expect(singers("singers with recitals in 2008")).toEqual([1, 2]);
    expect(singers("singers with no recital since 2008")).toEqual([4, 5]);
    expect(singers("singers who joined before 2007 with recitals in 2008")).toEqual([2]);
    expect(singers("singers joined in 2008")).toEqual([1]);
    expect(singers("singers who joined in 2006 or later")).toEqual([1, 4, 5]);
    expect(singers("singers not joined in 2008")).toEqual([2, 3, 4, 5]);
  });

  it("are counted back from today", () => {
    const choir = (definition: string) => choirs.column(definition, "choir_id");
    expect(choir("choirs founded in the last 20 years")).toEqual([4]);
    expect(choir("choirs founded this year")).toEqual([]);
    expect(choirs.column("recitals in the last 16 years", "recital_id")).toEqual([2, 3, 4]);
    expect(choir("choirs not founded after 2000")).toEqual([1, 2]);
  });
});

describe("the first and the last", () => {
  const shop = openFixture(
    `CREATE TABLE people(person_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT);
     INSERT INTO people VALUES (1,'Ann','Lee'),(2,'Bo','May');
     CREATE TABLE sales(sale_id INTEGER PRIMARY KEY, person_id INTEGER REFERENCES people(person_id), sold_on DATE, price REAL);
     INSERT INTO sales VALUES (1,1,'2024-03-01',9),(2,1,'2024-01-01',5),(3,2,'2024-02-01',7);`,
    { matches: [] },
  );
  it("are so in time, where nothing else is said", () => {
    expect(shop.rows("last 2 sales").map(({ sale_id }) => sale_id)).toEqual([1, 3]);
    expect(shop.rows("latest 2 sales").map(({ sale_id }) => sale_id)).toEqual([1, 3]);
    expect(shop.rows("the last sale").map(({ sale_id }) => sale_id)).toEqual([1]);
    expect(shop.rows("the first sale").map(({ sale_id }) => sale_id)).toEqual([2]);
    expect(shop.rows("last 2 sales by price").map(({ sale_id }) => sale_id)).toEqual([2, 3]);
    expect(shop.rows("last 2 sales by sold on").map(({ sale_id }) => sale_id)).toEqual([1, 3]);
    expect(shop.rows("first 1 sales by sold on").map(({ sale_id }) => sale_id)).toEqual([2]);
    expect(shop.column("last names of people", "last_name")).toEqual(["Lee", "May"]);
  });

  it.each(["the last person", "last 2 people", "bottom 2 people"])(
    "is refused without a time: %s",
    (definition) => {
      expect(shop.compile(definition).ok).toBe(false);
    },
  );
});

describe("where the related rows are", () => {
  const port = openFixture(
    `CREATE TABLE captains(captain_id INTEGER PRIMARY KEY, name TEXT, country TEXT);
     INSERT INTO captains VALUES (1,'Ann','Malta'),(2,'Bo','Chile'),(3,'Cy','Malta');
     CREATE TABLE lines(line_id INTEGER PRIMARY KEY, line_name TEXT);
     INSERT INTO lines VALUES (1,'Red Line'),(2,'Blue Line');
     CREATE TABLE voyages(voyage_id INTEGER PRIMARY KEY, captain_id INTEGER REFERENCES captains(captain_id), line_id INTEGER REFERENCES lines(line_id), port TEXT, status TEXT, sailed_on DATE);
     INSERT INTO voyages VALUES (1,1,1,'Malta','Sailed','2024-01-01'),(2,1,2,'Oslo','Sailed','2024-02-01'),(3,2,1,'Malta','Planned',NULL),(4,3,2,'Bergen','Planned',NULL);
     CREATE TABLE sailings(sailing_id INTEGER PRIMARY KEY, berth TEXT);
     CREATE TABLE tickets(ticket_id INTEGER PRIMARY KEY, voyage_id INTEGER REFERENCES voyages(voyage_id), remark TEXT);
     INSERT INTO tickets VALUES (1,1,NULL),(2,3,NULL);
     CREATE TABLE deposits(captain_id INTEGER PRIMARY KEY REFERENCES captains(captain_id), balance REAL);
     INSERT INTO deposits VALUES (1,50),(2,900);`,
    { matches: [] },
  );
  const captains = (definition: string) => port.column(definition, "captain_id");

  it("is said of them, and not of whom they belong to", () => {
    expect(captains("captains with voyages in Malta")).toEqual([1, 2]);
    expect(captains("captains with voyages outside Malta")).toEqual([1, 3]);
    expect(captains("captains with voyages not in Malta or Bergen")).toEqual([1]);
    expect(captains("captains without voyages in Malta")).toEqual([3]);
    expect(captains("captains with voyages who are not from Malta")).toEqual([2]);
    // Either the voyages or the captains are not there.
    const asked = port.compile("captains with voyages and not in Malta");
    expect(asked.ok ? [] : asked.diagnostics.map(({ code }) => code)).toEqual(["ambiguous_reading"]);
  });

  it("is denied together with what was done", () => {
    expect(port.column("voyages not booked via Red Line", "voyage_id")).toEqual([2, 4]);
  });

  it("is one of a table's values before it is another table's name", () => {
    expect(port.column("tickets of sailed voyages", "ticket_id")).toEqual([1]);
  });

  it("is an amount where the highest is asked for, and nothing where there is none", () => {
    expect(captains("the captain with the highest deposit")).toEqual([2]);
    expect(captains("the captain with the lowest deposit")).toEqual([1]);
    expect(captains("the captain with the most voyages")).toEqual([1]);
    expect(port.compile("the captain with the highest voyage").ok).toBe(false);
  });

  it("compares no column that is empty", () => {
    const result = port.compile("tickets with a remark before 1980");
    expect(result.ok).toBe(false);
  });
});
