import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

const club = openFixture(
  `CREATE TABLE passes(pass_id INTEGER PRIMARY KEY, holder TEXT, email TEXT, phone TEXT, starts_on DATE, valid_until DATE, has_locker TEXT, swim_hours INTEGER, gym_hours INTEGER, fee REAL, paid REAL);
   CREATE TABLE visits(visit_id INTEGER PRIMARY KEY, pass_id INTEGER REFERENCES passes(pass_id), visited_on DATE);
   INSERT INTO passes VALUES
     (1,'Ann','a@x','1','2024-01-01','2024-06-30','yes',12,1,100,125),(2,'Bob',NULL,'2','2024-03-15',NULL,'no',5,4,100,100),
     (3,'Cleo','c@x','','2024-07-01','2024-12-31','yes',3,9,200,230),(4,'Dirk',NULL,NULL,'2023-01-01','2023-12-31',NULL,1,1,50,50);
   INSERT INTO visits VALUES (1,1,'2024-03-14'),(2,1,'2024-03-20'),(3,2,'2024-04-30'),(4,3,'2024-07-02');`,
  { matches: [] },
);

describe("forms that fresh hands use", () => {
  it.each([
    ["passes missing an email or a phone", [2, 3, 4]],
    ["passes missing either the email or the phone", [2, 3, 4]],
    ["passes without an email or phone", [2, 3, 4]],
    ["passes with neither an email nor a phone", [4]],
    ["passes without an email and without a phone", [4]],
    ["passes valid on 1 April 2024", [1, 2]],
    ["passes that were in force on 31 December 2023", [4]],
    ["passes not valid on 1 April 2024", [3, 4]],
    ["passes with at least two visits since 15 March 2024", []],
    ["passes with at least two visits since 14 March 2024", [1]],
    ["passes with a locker", [1, 3]],
    ["passes without a locker", [2, 4]],
    ["passes whose swim hours exceed the gym hours by more than 10", [1]],
    ["passes whose paid exceeds the fee by at least 20 percent", [1]],
    ["passes whose gym hours are below the swim hours by at least 1", [1, 2]],
  ])("%s", (definition, ids) => {
    expect(club.column(definition, "pass_id")).toEqual(ids);
  });

  it.each([
    ["visits between 14 and 20 March 2024", [1, 2]],
    ["visits from 14 March to 30 April 2024", [1, 2, 3]],
    ["visits between March and April 2024", [1, 2, 3]],
  ])("%s", (definition, ids) => {
    expect(club.column(definition, "visit_id")).toEqual(ids);
  });

  it("have nothing of related rows where either of two tables is left out", () => {
    expect(club.column("passes without visits", "pass_id")).toEqual([4]);
  });

  it("say what holds at a day", () => {
    const result = club.compile("passes valid on 1 April 2024");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of passes whose starts_on is before 2024-04-02 and either whose valid_until is on or after 2024-04-01 or whose valid_until is null or blank",
    );
  });

  it("count those that are said, and say so", () => {
    const result = club.compile("passes with at least two visits since 14 March 2024");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of passes whose number of rows in visits (those whose visited_on is on or after 2024-03-14) is at least 2",
    );
  });

  it("take a day that is written out for today", () => {
    const definitions = [
      "visits older than 90 days as of 31 July 2024",
      "visits older than 90 days as of 2024-07-31",
    ];
    for (const definition of definitions) expect(club.column(definition, "visit_id")).toEqual([1, 2, 3]);
  });

  it("are not about today where another day is said", () => {
    expect(club.compile("passes valid within 60 days of the start").ok).toBe(false);
    expect(club.compile("visits more than 10 days after the start of the pass").ok).toBe(false);
  });

  it("are not guessed where a row has no such dates", () => {
    expect(club.compile("visits valid on 1 April 2024").ok).toBe(false);
  });
});

const museum = openFixture(
  `CREATE TABLE galleries(gallery_id INTEGER PRIMARY KEY, gallery_name TEXT, is_open INTEGER, opens_on DATE, closes_on DATE);
   INSERT INTO galleries VALUES (1,'East',1,'2024-01-01',NULL),(2,'West',0,'2024-01-01','2024-06-30'),(3,'North',1,'2025-03-01',NULL);
   CREATE TABLE works(work_id INTEGER, title TEXT, gallery_id INTEGER, insured_value REAL, state TEXT);
   INSERT INTO works VALUES (1,'Boat',1,10,'ON_LOAN'),(2,'Tree',1,30,'SHOWN'),(3,'Rain',2,5,'IN_TRANSIT'),(4,'Snow',NULL,99,'IN_TRANSIT'),(5,'Wind',9,7,'SHOWN');
   CREATE TABLE keepers(keeper_id INTEGER PRIMARY KEY, name TEXT);
   INSERT INTO keepers VALUES (1,'Ada'),(2,'Ben');
   CREATE TABLE walks(walk_id INTEGER, keeper_id INTEGER REFERENCES keepers(keeper_id));
   INSERT INTO walks VALUES (1,1),(2,1),(3,2);`,
  { matches: ["works.gallery_id = galleries.gallery_id"] },
);

describe("forms that the sixth hand used", () => {
  it.each([
    ["closed galleries", [2]],
    ["galleries that are not open", [2]],
    ["galleries open today", [1]],
    ["galleries that were open on 1 May 2024", [1, 2]],
  ])("a flag has an opposite, and what is open on a day has opened and not closed: %s", (definition, ids) => {
    expect(museum.column(definition, "gallery_id")).toEqual(ids);
  });

  it.each([
    ["works in transit", [3, 4]],
    ["works that are in transit right now", [3, 4]],
    ["works that are on loan as well", [1]],
    ["works that refer to a gallery that does not exist", [5]],
    ["work with the highest insured value in each gallery", [2, 3]],
  ])("%s", (definition, ids) => {
    expect(museum.column(definition, "work_id")).toEqual(ids);
  });

  it("the most of something is no highest number of it", () => {
    expect(museum.column("the keeper with the most walks", "keeper_id")).toEqual([1]);
    const walks = museum.compile("the walk with the most walks");
    expect(walks.ok).toBe(false);
  });
});

const school = openFixture(
  `CREATE TABLE students(student_id INTEGER PRIMARY KEY, name TEXT);
   INSERT INTO students VALUES (1,'Ada'),(2,'Ben'),(3,'Cleo');
   CREATE TABLE exams(exam_id INTEGER PRIMARY KEY, exam_date DATE, exam_type TEXT);
   INSERT INTO exams VALUES (1,'2023-12-30','written'),(2,'2024-05-01','written'),(3,'2024-06-01','oral');
   CREATE TABLE results(result_id INTEGER PRIMARY KEY, student_id INTEGER REFERENCES students(student_id), exam_id INTEGER REFERENCES exams(exam_id), score INTEGER, grade TEXT, graded_on DATE);
   INSERT INTO results VALUES (1,1,1,50,'F','2024-01-10'),(2,2,1,80,'B','2024-01-10'),(3,2,2,90,'A','2024-05-02'),(4,3,3,20,'F','2024-06-02');
   CREATE TABLE suppliers(supplier_id INTEGER PRIMARY KEY, name TEXT);
   INSERT INTO suppliers VALUES (1,'Agro'),(2,'Spicy');
   CREATE TABLE goods(good_id INTEGER PRIMARY KEY, kind TEXT, supplier_id INTEGER REFERENCES suppliers(supplier_id));
   INSERT INTO goods VALUES (1,'Spices',1),(2,'Oils',1);
   CREATE TABLE deliveries(delivery_id INTEGER PRIMARY KEY, supplier_id INTEGER REFERENCES suppliers(supplier_id), good_id INTEGER REFERENCES goods(good_id));
   INSERT INTO deliveries VALUES (1,2,1),(2,2,2);`,
  { matches: [] },
);

describe("what was done, by whom and when", () => {
  it.each([
    ["students who got an F in an exam", [1, 3]],
    ["students who never got an F in an exam", [2]],
    ["students who got an F in a written exam", [1]],
  ])("is asked of the row on the way, not of all that the end of the way has: %s", (definition, ids) => {
    expect(school.column(definition, "student_id")).toEqual(ids);
  });

  it("is in the year of what it is said of", () => {
    expect(school.rows("average score in written exams taken in 2024")).toEqual([{ avg_score: 90 }]);
  });

  it.each([
    ["suppliers that delivered Spices", [2]],
    ["suppliers that delivered both Spices and Oils", [2]],
    ["suppliers that never delivered Oils", [1]],
  ])("was done where the verb says: %s", (definition, ids) => {
    expect(school.column(definition, "supplier_id")).toEqual(ids);
  });
});

const line = openFixture(
  `CREATE TABLE passengers(pax_no INTEGER PRIMARY KEY, name TEXT);
   INSERT INTO passengers VALUES (1,'Ada'),(2,'Ben');
   CREATE TABLE passes(pass_no INTEGER PRIMARY KEY, pax_no INTEGER REFERENCES passengers(pax_no), state TEXT);
   INSERT INTO passes VALUES (1,1,'PAID'),(2,2,'OPEN');
   CREATE TABLE fines(fine_no INTEGER PRIMARY KEY, pax_no INTEGER REFERENCES passengers(pax_no), issued_on DATE, paid_on DATE, amount REAL);
   INSERT INTO fines VALUES (1,1,'2024-05-01',NULL,2),(2,2,'2024-05-01','2024-05-05',60);
   CREATE TABLE drivers(driver_no INTEGER PRIMARY KEY, depot TEXT, licence_expiry DATE);
   INSERT INTO drivers VALUES (1,'East','2025-01-10'),(2,'East','2024-12-20'),(3,'West','2025-06-01');`,
  {
    matches: [],
    columnAliases: { "drivers.licence_expiry": ["licence expiry date"], "drivers.driver_no": ["driver"] },
  },
);

describe("what was done, and what is still to come", () => {
  it.each([
    ["fines that were not paid", [1]],
    ["fines never paid", [1]],
    ["fines that were paid", [2]],
    ["fines not paid within 14 days", [1]],
    ["fines not paid within 2 days", [1, 2]],
  ])("is said by the date of that, whatever is stored so elsewhere: %s", (definition, ids) => {
    expect(line.column(definition, "fine_no")).toEqual(ids);
  });

  it("is from today on where it expires within a time", () => {
    expect(line.column("drivers whose licence expires within 30 days", "driver_no")).toEqual([1]);
  });

  it.each(["fines paid twice"])("is not guessed: %s", (definition) => {
    const result = line.compile(definition);
    expect(result.ok ? result.explanation.reading : "refused").toBe("refused");
  });
});
