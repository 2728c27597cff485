import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A lending library: what is written in its columns, what was bought and borrowed, and how old somebody was then. */
const library = openFixture(
  `PRAGMA foreign_keys = off;
   CREATE TABLE readers(reader_id INTEGER PRIMARY KEY, full_name TEXT, email TEXT, phone TEXT, date_of_birth DATE, admitted_on DATE, level TEXT);
   INSERT INTO readers VALUES (1,'Ann Lee','ann@x.example','1',DATE('1990-05-05'),'2005-05-04','Gold'),(2,'Bo-Erik','bo at x','',DATE('1970-01-01'),'2001-01-02','Silver'),
     (3,'Cy 2','cy@y.test',NULL,DATE('2000-01-01'),'2018-01-01','Basic'),(4,'Di',NULL,NULL,DATE('2000-06-30'),'2018-06-29','Basic');
   CREATE TABLE books(book_id INTEGER PRIMARY KEY, code TEXT, fuel TEXT, acquired_on DATE, purchase_price REAL);
   INSERT INTO books VALUES (1,'ABCD','red','2009-01-01',20),(2,'ABC','','2015-01-01',3000),(3,'ABCDE','blue','2020-01-01',NULL);
   CREATE TABLE loans(loan_id INTEGER PRIMARY KEY, reader_id INTEGER REFERENCES readers(reader_id), book_id INTEGER REFERENCES books(book_id), loaned_on DATE, channel TEXT);
   INSERT INTO loans VALUES (1,1,1,'2025-01-01','phone'),(2,1,9,'2024-01-01','desk'),(3,2,2,'2024-05-01','desk');
   CREATE TABLE tickets(ticket_id INTEGER PRIMARY KEY, reader_id INTEGER REFERENCES readers(reader_id), seats INTEGER);
   INSERT INTO tickets VALUES (1,1,2),(2,3,1);`,
  { matches: [] },
);
const readers = (definition: string) => library.column(definition, "reader_id");
const books = (definition: string) => library.column(definition, "book_id");

describe("what is written in a column", () => {
  it.each([
    ["readers whose email ends in neither .example nor .test", [2, 4]],
    ["readers whose email does not end in @x.example", [2, 3, 4]],
    ["readers whose email contains ann or bo", [1, 2]],
    ["readers whose email ends in .test or whose level is Gold", [1, 3]],
    ["readers whose email is filled in but contains no @", [2]],
    ["readers whose email is missing an @", [2, 4]],
    ["readers whose email has an @ sign", [1, 3]],
    ["readers whose full name contains a digit", [3]],
    ["readers whose full name contains a hyphen or a space", [1, 2, 3]],
  ])("is one of several texts, or a sign: %s", (definition, ids) => {
    expect(readers(definition)).toEqual(ids);
  });

  it("says the texts in one breath", () => {
    const result = library.compile("readers whose full name does not contain any digits");
    expect(result.ok && result.explanation.reading).toBe(
      "rows of readers whose full_name does not contain '0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9' or is empty",
    );
  });

  it("has letters and digits to count", () => {
    expect(books("books whose code has less than 4 letters")).toEqual([2]);
    expect(books("books whose code is not 4 letters")).toEqual([2, 3]);
  });

  it("is the column of that name, although its name is short for another and is stored elsewhere", () => {
    expect(readers("readers with neither a phone nor an email")).toEqual([4]);
  });

  it("may be called the type of what the column is called", () => {
    expect(books("books whose fuel type is missing")).toEqual([2]);
  });
});

describe("when it was", () => {
  it.each([
    ["books bought in 2015", [2]],
    ["books purchased before 2010", [1]],
    ["books we ever bought", [1, 2, 3]],
  ])("is a date of the same act, and no price: %s", (definition, ids) => {
    expect(books(definition)).toEqual(ids);
  });

  it.each([
    ["readers who were over 30 when they were admitted", [2]],
    ["readers older than 30 at admission", [2]],
    ["readers aged 17 at admission", [4]],
    ["readers who were 17 or younger when admitted", [1, 4]],
  ])("is how old somebody was then: %s", (definition, ids) => {
    expect(readers(definition)).toEqual(ids);
  });
});

describe("what they did", () => {
  it.each([
    ["readers who have never borrowed anything", [3, 4]],
    ["readers who borrowed something in 2025", [1]],
    ["readers who have a loan and also bought a ticket", [1]],
    ["readers who have a ticket but never borrowed a book", [3]],
  ])("is a row of another table: %s", (definition, ids) => {
    expect(readers(definition)).toEqual(ids);
  });

  it.each([
    "loans pointing to a book that does not exist",
    "loans that refer to a book which is not there",
    "loans whose book is gone",
  ])("may be to what is not there: %s", (definition) => {
    expect(library.column(definition, "loan_id")).toEqual([2]);
  });
});

describe("two values of one column", () => {
  it("are either, wherever a time is said beside them", () => {
    expect(library.column("desk and phone loans in 2024", "loan_id")).toEqual([2, 3]);
  });
});
