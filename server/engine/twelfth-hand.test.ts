import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Kinds of definitions that a twelfth hand found answered wrong. Today is 2024-12-31. */
const festival = openFixture(
  `CREATE TABLE directors(dir_id INTEGER PRIMARY KEY, dir_name TEXT, born_on DATE); INSERT INTO directors VALUES (1,'Ann','1999-01-01'),(2,'Bo','1960-01-01'),(3,'Cy','2001-01-01');
   CREATE TABLE films(film_id INTEGER PRIMARY KEY, dir_id INTEGER REFERENCES directors(dir_id), section TEXT, prod_yr INTEGER);
   INSERT INTO films VALUES (1,1,'Competition',2024),(2,2,'Competition',2023),(3,3,'Shorts',2024);
   CREATE TABLE screenings(scr_id INTEGER PRIMARY KEY, film_id INTEGER REFERENCES films(film_id), scr_date DATE, scr_status TEXT, qna TEXT);
   INSERT INTO screenings VALUES (1,1,'2024-05-01','held','Y'),(2,2,'2023-05-01','held','N'),(3,3,'2024-05-02','cancelled','N'),(4,2,'2024-06-01','cancelled','Y');
   CREATE TABLE sponsors(spn_id INTEGER PRIMARY KEY, tier TEXT, pledged REAL, paid REAL, contract_end DATE);
   INSERT INTO sponsors VALUES (1,'gold',10,5,'2024-05-01'),(2,'gold',20,NULL,'2025-05-01'),(3,'silver',5,5,'2024-12-31');`,
  { matches: [], columnAliases: { "films.dir_id": ["director"], "screenings.qna": ["Q&A"] } },
);
const garage = openFixture(
  `CREATE TABLE owners(owner_id INTEGER PRIMARY KEY, owner_name TEXT); INSERT INTO owners VALUES (1,'Ann'),(2,'Bo');
   CREATE TABLE appointments(appt_id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owners(owner_id), appt_date DATE, workshop TEXT, status TEXT);
   INSERT INTO appointments VALUES (1,1,'2024-05-01','Graz','booked'),(2,1,'2024-05-01','Graz','kept'),(3,2,'2024-05-01','Graz','booked');
   CREATE TABLE job_cards(jc_no INTEGER PRIMARY KEY, opened_on DATE, closed_on DATE, jc_status TEXT);
   INSERT INTO job_cards VALUES (1,'2024-01-01','2024-02-01','closed'),(2,'2024-02-01',NULL,'open'),(3,'2023-02-01',NULL,'open');
   CREATE TABLE parts(part_no INTEGER PRIMARY KEY, last_counted DATE, cost_price REAL, disc_pct REAL); INSERT INTO parts VALUES (1,'2024-12-01',10,0),(2,NULL,20,5);
   CREATE TABLE price_list(article INTEGER, net_price REAL); INSERT INTO price_list VALUES (1,20),(2,21);`,
  { matches: ["price_list.article = parts.part_no"], columnAliases: { "parts.last_counted": ["counted"] } },
);

describe("a time right after where related rows are", () => {
  it("is when those were", () => {
    expect(festival.column("directors with a film in a held screening in 2024", "dir_id")).toEqual([1]);
    expect(
      Object.values(
        festival.rows("How many directors have had a film in a held screening in 2024?")[0] ?? {},
      ),
    ).toEqual([1]);
  });
});

describe("an age", () => {
  it("is of who has a date of birth, and of no key", () => {
    expect(festival.column("directors younger than 30 with a film in the Competition", "dir_id")).toEqual([
      1,
    ]);
  });
});

describe("what has a name with a sign in it", () => {
  it("is had where its column says yes", () => {
    expect(festival.column("screenings with a Q&A", "scr_id")).toEqual([1, 4]);
  });
});

describe("what was done in a time", () => {
  it("is not as well what is stored by a like word", () => {
    expect(garage.column("job cards opened in 2024", "jc_no")).toEqual([1, 2]);
    expect(garage.column("open job cards", "jc_no")).toEqual([2, 3]);
  });
});

describe("words that make another condition of the rest", () => {
  it.each([
    "parts not counted in the last six months, including those never counted",
    "parts with a net price on the price list that is more than 10 percent above their cost price",
  ])("are never read as texts or cut in two: %s", (definition) => {
    expect(garage.compile(definition).ok).toBe(false);
  });

  it("are no blank where an amount is taken from another", () => {
    const total = festival.compile("pledged minus paid in total for each tier");
    expect(total.ok ? total.readableSql : "").not.toContain("is null or trim");
  });
});

describe("the same of several things", () => {
  it.each([
    "the same owner booked more than once for the same day at the same workshop",
    "same owner booked twice on the same day",
  ])("is no repetition of some of them: %s", (definition) => {
    const read = garage.compile(definition);
    expect(read.ok ? read.readableSql : "owner_id").toContain("owner_id");
  });
});

describe("a value or nothing at all", () => {
  const stock = openFixture(
    `CREATE TABLE parts(part_no INTEGER PRIMARY KEY, stock_qty INTEGER, email TEXT, brand TEXT);
     INSERT INTO parts VALUES (1,0,'a@x','Bosch'),(2,NULL,NULL,'Sachs'),(3,4,'ax',NULL),(4,9,'b@x',' ');`,
    { matches: [], columnAliases: { "parts.stock_qty": ["stock"] } },
  );

  it.each([
    ["parts whose stock is 0 or blank", [1, 2]],
    ["parts whose stock is blank or 0", [1, 2]],
    ["parts whose stock is below 5 or missing", [1, 2, 3]],
    ["parts whose stock is neither 0 nor blank", [3, 4]],
    ["parts whose stock is not 0 or blank", [3, 4]],
    ["parts whose brand is Bosch or empty", [1, 3, 4]],
    ["parts whose email is blank or has no @", [2, 3]],
    ["parts whose email is blank or contains ax", [2, 3]],
  ])("is said of one column: %s", (definition, expected) => {
    expect(stock.column(definition, "part_no")).toEqual(expected);
  });
});

describe("what else the twelfth hand says", () => {
  const lab = openFixture(
    `CREATE TABLE tests(test_id TEXT PRIMARY KEY, test_name TEXT, list_price REAL, cost_price REAL); INSERT INTO tests VALUES ('A','a',9,1),('B','b',8,2),('C','c',7,9);
     CREATE TABLE orders(order_id INTEGER PRIMARY KEY, test_id TEXT REFERENCES tests(test_id), amount REAL);
     INSERT INTO orders VALUES (1,'A',1),(2,'A',2),(3,'B',50),(4,'B',60),(5,'B',70),(6,'C',5);
     CREATE TABLE vendor_offers(quote_id INTEGER PRIMARY KEY, test_id TEXT REFERENCES tests(test_id), net_price REAL); INSERT INTO vendor_offers VALUES (1,'A',99);
     CREATE TABLE players(player_id INTEGER PRIMARY KEY, height_cm INTEGER, email TEXT); INSERT INTO players VALUES (1,150,'a@x'),(2,170,'a@x'),(3,190,'c@x');`,
    { matches: [] },
  );

  it("ranks as many as are said first", () => {
    expect(lab.column("the two tests that are ordered most often", "test_id")).toEqual(["A", "B"]);
    expect(lab.column("the two tests with the highest total of orders", "test_id")).toEqual(["B", "C"]);
  });

  it("says a bound with no", () => {
    expect(lab.column("players no taller than 170", "player_id")).toEqual([1, 2]);
  });

  it.each([
    "emails that more than one player uses",
    "emails that two or more players share",
    "emails which several players have",
  ])("says first who has the same: %s", (definition) => {
    expect(lab.column(definition, "email")).toEqual(["a@x"]);
  });

  it("is asked which of two columns, though a farther table has one of its own", () => {
    const read = lab.compile("tests with a price over 5");
    expect(read.ok ? [read.sourceTable] : read.diagnostics.map(({ code }) => code)).toEqual([
      "ambiguous_column",
    ]);
  });

  it("speaks of what has ended, and not of what will", () => {
    expect(festival.column("sponsors whose contract ended this year", "spn_id")).toEqual([1, 3]);
    expect(
      festival.column("sponsors whose contract ended in 2025", "spn_id", { today: "2025-05-01" }),
    ).toEqual([2]);
    expect(
      festival.column("sponsors whose contract ended in 2025", "spn_id", { today: "2025-04-30" }),
    ).toEqual([]);
  });
});
