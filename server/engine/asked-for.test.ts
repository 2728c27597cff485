import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A league whose figures differ in every order, so that each superlative has an answer of its own. */
const league = openFixture(
  `CREATE TABLE clubs(club_id INTEGER PRIMARY KEY, club_name TEXT, city TEXT, founded_date DATE, budget INTEGER);
   INSERT INTO clubs VALUES (1,'Reds','Ulm','1990-05-01',50),(2,'Blues','Bonn','1950-01-01',80),(3,'Greens','Ulm','2001-07-01',20);
   CREATE TABLE players(player_id INTEGER PRIMARY KEY, player_name TEXT, club_id INTEGER REFERENCES clubs(club_id), age INTEGER, goals INTEGER, position TEXT);
   INSERT INTO players VALUES (1,'Ann',1,31,4,'keeper'),(2,'Bea',1,19,9,'striker'),(3,'Cid',2,25,2,'striker'),(4,'Dan',2,40,1,'back'),(5,'Eve',2,22,7,'striker'),(6,'Fay',3,28,5,'back');
   CREATE TABLE cards(card_id INTEGER PRIMARY KEY, player_id INTEGER REFERENCES players(player_id), shown_on DATE);
   INSERT INTO cards VALUES (1,4,'2024-01-01'),(2,4,'2024-02-01'),(3,1,'2024-03-01'),(4,6,'2024-04-01');`,
  { matches: [] },
);

describe("a superlative says which row is meant", () => {
  it.each([
    ["clubs with the most players", "club_id", [2]],
    ["the club that has the most players", "club_id", [2]],
    ["which club has had the greatest number of players?", "club_id", [2]],
    ["the player who got the most cards", "player_id", [4]],
    ["the player that received the largest number of cards", "player_id", [4]],
    ["the player who scored the highest number of goals", "player_id", [2]],
    ["the club with the lowest budget", "club_id", [3]],
    ["the oldest club", "club_id", [2]],
    ["the newest club", "club_id", [3]],
    ["the most recent card", "card_id", [4]],
    ["the youngest player", "player_id", [2]],
    ["the 2 oldest players", "player_id", [1, 4]],
  ])("%s", (definition, column, ids) => {
    expect(league.column(definition, column)).toEqual(ids);
  });

  it("and what is asked of it is a column of that row", () => {
    expect(league.rows("goals of the youngest player")).toEqual([{ goals: 9 }]);
    expect(league.rows("What is the position of the oldest player?")).toEqual([{ position: "back" }]);
    expect(league.rows("names of the clubs with the most players")).toEqual([{ club_name: "Blues" }]);
  });

  it("or which value is there most often", () => {
    expect(league.rows("the most common position")).toEqual([{ position: "striker", row_count: 3 }]);
    expect(league.rows("What is the most frequently used position?")).toEqual([
      { position: "striker", row_count: 3 },
    ]);
    expect(league.rows("the least common position")).toEqual([{ position: "keeper", row_count: 1 }]);
    expect(league.rows("Which city has the most clubs?")).toEqual([{ city: "Ulm", row_count: 2 }]);
  });

  it("but is a measure where a column is asked for by itself", () => {
    expect(league.rows("the highest budget of the clubs")).toEqual([{ max_budget: 80 }]);
    expect(league.rows("maximum and minimum number of goals")).toEqual([{ max_goals: 9, min_goals: 1 }]);
    expect(league.rows("average number of goals of players")).toEqual([{ avg_goals: 28 / 6 }]);
  });

  it("and is refused where nothing measures it", () => {
    expect(league.compile("the most popular player").ok).toBe(false);
    expect(league.compile("the heaviest player").ok).toBe(false);
  });
});

describe("what is shown is what is asked for", () => {
  it.each([
    ["names of the clubs that have no players", ["club_name"]],
    ["What are the cities where the budget is over 10?", ["city"]],
    ["List the player names and goals", ["player_name", "goals"]],
    ["Which players have no cards? Give me their names and positions.", ["player_name", "position"]],
    ["Which clubs are in Ulm? List the club name.", ["club_name"]],
  ])("%s", (definition, columns) => {
    const result = league.compile(definition);
    expect(result.ok && Object.keys(league.rows(definition)[0] ?? { none: 0 })).toEqual(
      definition.includes("no players") ? ["none"] : columns,
    );
  });

  it("shows whole rows when a column only says what of the rows is looked at", () => {
    expect(Object.keys(league.rows("player names containing 'an'")[0] ?? {})).toContain("player_id");
  });
});

describe("one answer for each", () => {
  it.each([
    ["How many players does each club have?", { Reds: 2, Blues: 3, Greens: 1 }],
    ["the number of players that each club has", { Reds: 2, Blues: 3, Greens: 1 }],
  ])("%s", (definition, counts) => {
    const rows = league.rows(definition);
    expect(Object.fromEntries(rows.map((row) => [row.club_name, row.row_count]))).toEqual(counts);
  });

  it.each([
    "the positions and the number of players",
    "What are the different positions, and how many players are there of each?",
    "number of players that have each position",
  ])("where columns are asked for beside a number: %s", (definition) => {
    const counts = league.rows(definition).map((row) => [row.position, row.row_count]);
    expect(Object.fromEntries(counts)).toEqual({ keeper: 1, striker: 3, back: 2 });
  });

  it("with the figure beside the columns", () => {
    const rows = league.rows("Show the club names and the number of players in each club");
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["Reds", 2],
      ["Blues", 3],
      ["Greens", 1],
    ]);
  });
});

describe("what no one row can be", () => {
  it("is about two related rows", () => {
    expect(league.column("clubs with both a striker and a back", "club_id")).toEqual([2]);
    expect(league.column("clubs that have keeper and striker players", "club_id")).toEqual([1]);
  });

  it("is the value that two kinds of rows share", () => {
    expect(league.column("positions of players older than 30 and younger than 30", "position")).toEqual([
      "back",
    ]);
  });
});

describe("names", () => {
  const people = openFixture(
    `CREATE TABLE staff(staff_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT);
     INSERT INTO staff VALUES (1,'Ann','Lee'),(2,'Lee','Ann'),(3,'Ann','Gray');
     CREATE TABLE guests(guest_id INTEGER PRIMARY KEY, staff_id INTEGER REFERENCES staff(staff_id), first_name TEXT, last_name TEXT);
     INSERT INTO guests VALUES (1,1,'Max','Gray'),(2,3,'Mia','Lee'),(3,3,'Zoe','Moor');`,
    { matches: [] },
  );

  it.each([
    ["staff called Ann Lee", "staff_id", [1]],
    ["staff named 'Ann Gray'", "staff_id", [3]],
    ["staff called Lee, Ann", "staff_id", [1]],
    ["guests of staff Ann Gray", "guest_id", [2, 3]],
  ])("of one person are in one row: %s", (definition, column, ids) => {
    expect(people.column(definition, column)).toEqual(ids);
  });
});

describe("order without a column", () => {
  it("is by what is asked for", () => {
    expect(league.rows("names of the clubs in alphabetical order")).toEqual([
      { club_name: "Blues" },
      { club_name: "Greens" },
      { club_name: "Reds" },
    ]);
  });
});

describe("a number of things", () => {
  it("is counted, never taken for their key", () => {
    expect(league.rows("the number of players with position back")).toEqual([{ row_count: 2 }]);
    expect(league.column("clubs that have at least 3 players", "club_id")).toEqual([2]);
    expect(league.compile("clubs with more than 2 wonders").ok).toBe(false);
  });
});
