import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A rowing club: what a definition says of its rows in unusual places is in the answer, or it is refused. */
const club = openFixture(
  `CREATE TABLE houses(house_id INTEGER PRIMARY KEY, house_name TEXT, shore TEXT, heated TEXT);
   INSERT INTO houses VALUES (1,'Old Dock','East','Y'),(2,'Long Pier','West','N'),(3,'Mill Basin','West','Y');
   CREATE TABLE rowers(rower_id INTEGER PRIMARY KEY, full_name TEXT, last_exam TEXT, grade TEXT, level TEXT, house_id INTEGER REFERENCES houses(house_id));
   INSERT INTO rowers VALUES (1,'Ann','2020-01-01','A','novice',1),(2,'Bo','2021-01-01','B','novice',1),(3,'Cy','2022-01-01','A','expert',2),(4,'Di','2023-01-01','C','coach',3);
   CREATE TABLE boats(boat_id INTEGER PRIMARY KEY, boat_name TEXT, hull TEXT, built_year INTEGER, seat_count INTEGER, hire_price REAL, bought_on DATE, house_id INTEGER REFERENCES houses(house_id));
   INSERT INTO boats VALUES (1,'Eel','wood',1998,4,20,'1999-05-01',1),(2,'Fin','carbon',2015,8,50,'2016-05-01',1),(3,'Gar','carbon',2018,2,40,'2019-05-01',2),(4,'Ide','wood',2012,2,30,'2013-05-01',3);
   CREATE TABLE outings(outing_id INTEGER PRIMARY KEY, rower_id INTEGER REFERENCES rowers(rower_id), boat_id INTEGER REFERENCES boats(boat_id), outed_on DATE, due_on DATE, back_on DATE, purpose TEXT, repairs INTEGER);
   INSERT INTO outings VALUES (1,1,1,'2024-01-05','2024-01-06','2024-01-06','training',0),(2,1,2,'2024-02-05','2024-02-06','2024-02-06','race',2),
     (3,2,2,'2023-02-05','2024-02-06',NULL,'training',5),(4,3,3,'2024-03-05','2024-03-06','2024-03-06','race',1),(5,3,2,'2024-04-05','2024-04-06','2024-04-06','training',0);
   CREATE TABLE awards(award_id INTEGER PRIMARY KEY, rower_id INTEGER REFERENCES rowers(rower_id), kind TEXT, giver TEXT);
   INSERT INTO awards VALUES (1,1,'Medal','City'),(2,2,'Medal','League'),(3,3,'Cup','City');`,
  { matches: [] },
);
const rowers = (definition: string) => club.column(definition, "rower_id");
const boats = (definition: string) => club.column(definition, "boat_id");

describe("what is said after the rows", () => {
  it.each([
    ["rowers at Old Dock, novices only", [1, 2]],
    ["rowers (novices only) with outings", [1, 2]],
    ["rowers with outings, only those with grade A", [1, 3]],
    ["rowers with outings, novice ones excluded", [3]],
    ["rowers without outings, coaches excluded", []],
    ["rowers without awards, novices not counted", [4]],
  ])("restricts them: %s", (definition, ids) => {
    expect(rowers(definition)).toEqual(ids);
  });

  it("restricts what is counted, not who is counted for it", () => {
    expect(club.rows("number of outings per purpose, novices only, in 2024")).toEqual([
      { purpose: "race", row_count: 1 },
      { purpose: "training", row_count: 1 },
    ]);
  });

  it("restricts groups and ranks", () => {
    expect(club.rows("average hire price per shore, carbon only")).toEqual([
      { shore: "East", avg_hire_price: 50 },
      { shore: "West", avg_hire_price: 40 },
    ]);
    expect(boats("top 1 boats by outings, wood only")).toEqual([1]);
    expect(boats("top 1 boats by outings")).toEqual([2]);
  });
});

describe("words beside one another", () => {
  it("deny what is not had, not where it stands", () => {
    const heated = "SELECT house_id FROM houses WHERE heated = 'N'";
    expect(club.db.prepare(heated).pluck().all()).toEqual([2]);
    expect(rowers("rowers without a medal at Old Dock")).toEqual([]);
    expect(rowers("rowers without a Medal from City")).toEqual([2, 3, 4]);
  });

  it("belong to the column that they name, not to the one before", () => {
    expect(club.rows("average seat count of boats built after 2014")).toEqual([{ avg_seat_count: 5 }]);
    expect(club.rows("average hire price of boats bought after 2015")).toEqual([{ avg_hire_price: 45 }]);
  });

  it("deny a column, and say of which rows", () => {
    expect(club.column("outings without a back on date for a race", "outing_id")).toEqual([]);
    expect(club.column("outings without back on in training", "outing_id")).toEqual([3]);
  });

  it("say how many of a column's own", () => {
    expect(club.column("outings with more than 1 repairs", "outing_id")).toEqual([2, 3]);
    expect(club.column("outings with at least 5 repairs", "outing_id")).toEqual([3]);
  });

  it("are one related row, and what that row belongs to", () => {
    expect(rowers("rowers with a training outing in a carbon boat")).toEqual([2, 3]);
    expect(rowers("rowers without an outing in a wood boat")).toEqual([2, 3, 4]);
    expect(rowers("rowers with more than 1 outings in carbon boats")).toEqual([3]);
  });

  it("are values where a capital letter cannot be an article", () => {
    expect(rowers("rowers who have an A in grade at West")).toEqual([3]);
  });

  it("say of which related rows the first are found", () => {
    expect(club.column("the rower with the most outings back in 2024", "rower_id").length).toBe(1);
    expect(rowers("the rower with the most outings for a race in 2024").length).toBe(1);
  });
});

describe("questions for a time and for a share", () => {
  it("ask for a date, whatever columns begin with the same word", () => {
    expect(club.rows("when was the last outing for training")).toEqual([{ max_outed_on: "2024-04-05" }]);
    expect(club.rows("when was the first race outing")).toEqual([{ min_outed_on: "2024-02-05" }]);
    expect(club.compile("when is the next outing").ok).toBe(false);
  });

  it("ask for a share, said before or after", () => {
    const [row] = club.rows("training outings as a percentage of all outings");
    expect(Object.values(row ?? {})).toContain(60);
  });

  it("never add up dates", () => {
    expect(club.compile("sum of due on of outings").ok).toBe(false);
    expect(club.compile("average back on of outings").ok).toBe(false);
  });
});

describe("what is said of a related row", () => {
  it("is counted where that row is counted", () => {
    expect(rowers("rowers with more than 1 outings")).toEqual([1, 3]);
    expect(rowers("rowers with more than 1 outings, races excluded")).toEqual([]);
    expect(rowers("rowers with more than 0 outings, races excluded")).toEqual([1, 2, 3]);
  });

  it("is the date of what was done with it", () => {
    expect(rowers("rowers who had outings in boats bought in 2016")).toEqual([1, 2, 3]);
    expect(club.column("outings in boats bought in 2019", "outing_id")).toEqual([4]);
  });

  it("is denied together with it", () => {
    expect(rowers("rowers that were never in a race")).toEqual([2, 4]);
    expect(rowers("rowers in at least 2 outings")).toEqual([1, 3]);
  });
});

describe("a place of another table", () => {
  it("is where those are, not where the rows are", () => {
    expect(club.column("outings of rowers in Old Dock", "outing_id")).toEqual([1, 2, 3]);
    expect(club.column("outings of rowers at West in 2024", "outing_id")).toEqual([4, 5]);
  });

  it("does not take the place of what is asked for", () => {
    expect(club.column("outings with more than 1 repairs in boats with a carbon hull", "outing_id")).toEqual([
      2, 3,
    ]);
  });
});

describe("numbers with a unit", () => {
  const pool = openFixture(
    `CREATE TABLE lessons(lesson_id INTEGER PRIMARY KEY, title TEXT, duration_minutes INTEGER);
     INSERT INTO lessons VALUES (1,'Crawl',45),(2,'Dive',90),(3,'Float',150);
     CREATE TABLE courses(course_id INTEGER PRIMARY KEY, course_name TEXT, hours INTEGER, weight_kg REAL);
     INSERT INTO courses VALUES (1,'Easy',20,0.5),(2,'Hard',60,2);`,
    { matches: [] },
  );
  it("are in that of the column", () => {
    expect(pool.column("lessons with a duration over two hours", "lesson_id")).toEqual([3]);
    expect(pool.column("lessons with a duration over an hour", "lesson_id")).toEqual([2, 3]);
    expect(pool.column("courses longer than two days", "course_id")).toEqual([2]);
    expect(pool.column("courses heavier than 900 grams", "course_id")).toEqual([2]);
    expect(pool.column("courses with a weight above 1", "course_id")).toEqual([2]);
  });

  it("are not compared with what measures something else", () => {
    expect(pool.compile("lessons whose duration minutes are above 2 kg").ok).toBe(false);
    expect(pool.compile("lessons of 2 hours").ok).toBe(false);
  });
});

describe("each and by", () => {
  it("ask for one answer each", () => {
    expect(club.rows("how many outings does each expert rower have")).toEqual([
      { rower_id: 3, full_name: "Cy", row_count: 2 },
    ]);
    expect(club.compile("number of outings by shore").ok, "the shore of the rower, or of the boat").toBe(
      false,
    );
  });
});

describe("what a flag, a text or a date says", () => {
  const shop = openFixture(
    `CREATE TABLE sellers(seller_id INTEGER PRIMARY KEY, seller_name TEXT, active INTEGER, insured TEXT, hired_on DATE, birth_date DATE, code TEXT);
     INSERT INTO sellers VALUES (1,' Ann',1,'Y','2018-01-01','1960-01-01','A'),(2,'Bo ',0,'N','2023-01-01','1970-01-01','B'),(3,'Cy',0,'Y','2024-08-01','2000-01-01','C'),(4,'Di',1,'N','2024-02-01','1990-01-01','F');`,
    { matches: [] },
  );
  const sellers = (definition: string) => shop.column(definition, "seller_id");

  it("is denied by a prefix", () => {
    expect(sellers("inactive sellers")).toEqual([2, 3]);
    expect(sellers("uninsured sellers")).toEqual([2, 4]);
    expect(sellers("active sellers, uninsured ones excluded")).toEqual([1]);
  });

  it("is padded with spaces", () => {
    expect(sellers("seller names with leading or trailing spaces")).toEqual([1, 2]);
    expect(sellers("sellers whose seller name has trailing spaces")).toEqual([2]);
    expect(sellers("seller names without leading spaces")).toEqual([2, 3, 4]);
  });

  it("is of a whole period where that is said, and from a day on", () => {
    expect(sellers("sellers hired from the third quarter of 2024")).toEqual([3]);
    expect(sellers("sellers hired from 2023 on")).toEqual([2, 3, 4]);
    expect(sellers("sellers hired from 2 February 2023")).toEqual([3, 4]);
  });

  it("tells an age only where an age is asked for", () => {
    expect(sellers("sellers who have been with us for more than 5 years")).toEqual([1]);
    expect(sellers("sellers older than 50 years")).toEqual([1, 2]);
  });

  it("is none of a list", () => {
    expect(sellers("sellers with a code that is not A, B or C")).toEqual([4]);
    expect(shop.compile("sellers whose code is before the hired on date").ok).toBe(false);
  });
});

describe("shares and onlys", () => {
  it("say of what they are a share, before or after", () => {
    const [row] = club.rows("of all novice rowers, what percentage has grade A");
    expect(Object.values(row ?? {})).toContain(50);
    const [other] = club.rows("race outings as a percentage of all outings in 2024");
    expect(Object.values(other ?? {})).toContain(50);
  });

  it("are among what is said to be the whole", () => {
    const [row] = club.rows("share of race outings among those in 2024");
    expect(Object.values(row ?? {})).toContain(50);
  });

  it("restrict the rows themselves at the beginning", () => {
    expect(rowers("only novice rowers with outings")).toEqual([1, 2]);
  });
});
