import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** Kinds of definitions that an eleventh hand found answered wrong. */
const house = openFixture(
  `CREATE TABLE sales(sale_id TEXT PRIMARY KEY, sale_name TEXT); INSERT INTO sales VALUES ('S1','Clocks'),('S2','Silver');
   CREATE TABLE lots(lot_id INTEGER PRIMARY KEY, sale_id TEXT REFERENCES sales(sale_id), lot_number INTEGER, title TEXT, lot_status TEXT, hammer_price REAL, reserve REAL);
   INSERT INTO lots VALUES (1,'S1',1,'Longcase clock','sold',5,6),(2,'S1',2,'Bracket clock','unsold',NULL,3),(3,'S1',2,'Mantel clock','unsold',NULL,3),
     (4,'S2',1,'Silver spoon','sold',9,8),(5,'S2',2,'Silver fork','sold',8,8);
   CREATE TABLE branches(branch_id TEXT PRIMARY KEY, town TEXT, closed_on DATE); INSERT INTO branches VALUES ('B1','Ulm',NULL),('B2','Bonn','2024-01-31');
   CREATE TABLE customers(customer_id INTEGER PRIMARY KEY, last_name TEXT, email TEXT, birth_date DATE, income REAL);
   INSERT INTO customers VALUES (1,'Ash','ash@x.example','2010-05-01',10),(2,'Birch','birch#x.example','1950-05-01',100),(3,'Cedar',NULL,'1990-05-01',50);
   CREATE TABLE loans(loan_id INTEGER PRIMARY KEY, branch_id TEXT REFERENCES branches(branch_id), customer_id INTEGER REFERENCES customers(customer_id), applied_on DATE, closed_on DATE, amount REAL);
   INSERT INTO loans VALUES (1,'B1',1,'2024-01-01','2024-05-01',5),(2,'B2',2,'2024-01-02',NULL,50),(3,'B2',3,'2024-01-03','2024-06-01',7);`,
  { matches: [], aliases: { "loans.branch_id": ["branch"] } },
);

describe("numbers", () => {
  it.each(["average title of the lots", "sum of the last names of customers"])(
    "are added up, and words are not: %s",
    (definition) => {
      const refused = house.compile(definition);
      expect(refused.ok ? [] : refused.diagnostics.map(({ message }) => message)).toEqual([
        expect.stringContaining("holds no numbers"),
      ]);
    },
  );

  it("of rows are compared with numbers of rows, and with no key", () => {
    expect(house.column("sales with more unsold lots than sold lots", "sale_id")).toEqual(["S1"]);
  });

  it("of years are how old people are, and nothing that they earn", () => {
    expect(house.column("customers who are under 21", "customer_id")).toEqual([1]);
    expect(house.column("customers over 60", "customer_id")).toEqual([2]);
    expect(house.column("customers with an income over 60", "customer_id")).toEqual([2]);
    expect(house.compile("loans of customers who are under 21").ok).toBe(false);
    expect(house.compile("loans to customers who were under 21 on the application date").ok).toBe(false);
  });
});

describe("what occurs more than once", () => {
  it("is called as it is said, together with where it does", () => {
    expect(house.rows("Lot numbers that occur more than once in the same sale")).toEqual([
      expect.objectContaining({ lot_number: 2, sale_id: "S1" }),
    ]);
    expect(house.rows("duplicate lot numbers")).toHaveLength(2);
    expect(house.rows("lot numbers that occur more than twice in the same sale")).toEqual([]);
  });
});

describe("a sign", () => {
  it.each([
    ["customers with a # in the email", [2]],
    ["customers whose email has no @ in it", [2, 3]],
    ["customers with an @ in their email", [1]],
  ])("is looked for in the column that is named: %s", (definition, expected) => {
    expect(house.column(definition, "customer_id")).toEqual(expected);
  });

  it("of what is named with an article is compared as after whose", () => {
    expect(house.column("lots with a hammer price which is below the reserve", "lot_id")).toEqual([1]);
  });
});

describe("what was done", () => {
  it("was done with what stands right before", () => {
    expect(house.column("loans at branches which have been closed", "loan_id")).toEqual([2, 3]);
    expect(house.column("loans which have been closed", "loan_id")).toEqual([1, 3]);
  });

  it.each(["customers who see Ash", "customers that do not know Ash", "customers who can tell Ash"])(
    "is no courtesy of whoever asks: %s",
    (definition) => {
      expect(house.compile(definition).ok).toBe(false);
    },
  );

  it("is no courtesy, and courtesy is", () => {
    expect(house.column("could you please list the customers called Ash", "customer_id")).toEqual([1]);
  });
});

/** Staff and those they are led by have the same columns. */
const team = openFixture(
  `CREATE TABLE leads(lead_id INTEGER PRIMARY KEY, lead_name TEXT, country TEXT, salary REAL, hired_on DATE, status TEXT, email TEXT);
   INSERT INTO leads VALUES (1,'Ada','Japan',5,'2020-01-01','active','a@x'),(2,'Ben','Spain',6,'2021-01-01','left',NULL);
   CREATE TABLE staff(staff_id INTEGER PRIMARY KEY, staff_name TEXT, country TEXT, salary REAL, hired_on DATE, status TEXT, email TEXT, lead_id INTEGER REFERENCES leads(lead_id));
   INSERT INTO staff VALUES (1,'Cy','Japan',4,'2019-01-01','active','c@x',2),(2,'Di','Spain',9,'2022-01-01','left','d@x',1),(3,'Ed','Spain',9,'2020-01-01','active','e@x',1),(4,'Flo','Japan',3,'2020-05-01','active','f@x',NULL);`,
  { matches: [], aliases: { leads: ["lead"] } },
);

describe("a clause about a related row", () => {
  it.each([
    ["staff with a lead who is active", [2, 3]],
    ["staff with a lead who has left", [1]],
    ["staff with a lead who is not active", [1]],
    ["staff with a lead who is from Japan", [2, 3]],
    ["staff with a lead whose salary is above 5", [1]],
    ["staff whose lead is active", [2, 3]],
    ["staff whose lead is in Spain", [1]],
    ["staff whose lead is Ben", [1]],
    ["staff whose lead was hired in 2020", [2, 3]],
    ["active staff whose lead has left", [1]],
    ["active staff whose lead is active", [3]],
    ["staff in Spain whose lead is in Japan", [2, 3]],
    ["staff whose lead is missing", [4]],
    ["staff whose lead has no email", [1]],
    ["staff with a lead", [1, 2, 3]],
    ["staff without a lead who is active", [1, 4]],
    ["staff in the same country as their lead", []],
    ["staff who have the same status as their lead", [3]],
    ["staff in another country than their lead", [1, 2, 3]],
  ])("is said of that row, whatever the others have: %s", (definition, expected) => {
    expect(team.column(definition, "staff_id")).toEqual(expected);
  });

  it.each(["staff whose lead is happy", "staff whose lead is remote"])(
    "is never said of the others: %s",
    (definition) => {
      expect(team.compile(definition).ok).toBe(false);
    },
  );

  it("is not said of that row where the verb is of several", () => {
    expect(team.column("staff with a lead who are active", "staff_id")).toEqual([1, 3]);
  });
});

describe("what says nothing of the rows", () => {
  it.each([
    ["Four-eyes check: lots whose lot status is unsold", [2, 3]],
    ["hi, I need all lots that remained unsold, thanks", [2, 3]],
    ["lots that remain unsold", [2, 3]],
  ])("is passed over, and listed: %s", (definition, expected) => {
    expect(house.column(definition, "lot_id")).toEqual(expected);
  });

  it("is listed where it is a title", () => {
    const result = house.compile("Closing talk: lots whose lot status is unsold");
    expect(result.ok && result.explanation.ignored).toEqual(expect.arrayContaining(["Closing", "talk"]));
  });

  it.each(["Not sold: lots with a reserve above 5", "Silver: lots whose lot status is unsold"])(
    "is no title where it says something: %s",
    (definition) => {
      const result = house.compile(definition);
      expect(result.ok && result.explanation.ignored.includes(definition.split(":")[0] ?? "")).toBe(false);
    },
  );
});

describe("a time right before a noun", () => {
  it("is when that was", () => {
    const shop = openFixture(
      `CREATE TABLE fairs(fair_id INTEGER PRIMARY KEY, held_on DATE); INSERT INTO fairs VALUES (1,'2024-05-01'),(2,'2025-05-01');
       CREATE TABLE stands(stand_id INTEGER PRIMARY KEY, fair_id INTEGER REFERENCES fairs(fair_id), booked_on DATE, status TEXT);
       INSERT INTO stands VALUES (1,1,'2023-12-01','free'),(2,2,'2024-12-01','free'),(3,2,'2025-01-01','taken');`,
      { matches: [] },
    );
    expect(shop.column("stands free in 2025 fairs", "stand_id")).toEqual([2]);
    expect(shop.column("stands booked in 2024", "stand_id")).toEqual([2]);
  });
});

describe("the same and the other", () => {
  const bank = openFixture(
    `CREATE TABLE clients(client_id INTEGER PRIMARY KEY, client_name TEXT); INSERT INTO clients VALUES (1,'Ash'),(2,'Birch');
     CREATE TABLE credits(credit_id INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), officer TEXT, approver TEXT);
     INSERT INTO credits VALUES (1,1,'A','A'),(2,2,'A','B');
     CREATE TABLE pledges(pledge_id INTEGER PRIMARY KEY, credit_id INTEGER REFERENCES credits(credit_id), pledger INTEGER REFERENCES clients(client_id));
     INSERT INTO pledges VALUES (1,1,1),(2,1,2),(3,2,1);`,
    { matches: [], aliases: { clients: ["borrowers"] } },
  );

  it.each([
    ["credits where the officer and the approver are the same person", [1]],
    ["credits where officer and approver are different people", [2]],
  ])("may be said with a noun for both: %s", (definition, expected) => {
    expect(bank.column(definition, "credit_id")).toEqual(expected);
  });

  it("may be who another thing belongs to", () => {
    expect(bank.column("pledges where the pledger is the borrower of the credit", "pledge_id")).toEqual([1]);
    expect(bank.compile("credits where officer and approver are the same colour").ok).toBe(false);
  });
});
