import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";

/** A phone shop: names, values and verbs that could be taken for something else. Today is 2024-12-31. */
const shop = openFixture(
  `CREATE TABLE plans(plan_code TEXT PRIMARY KEY, plan_kind TEXT, monthly_fee REAL);
   INSERT INTO plans VALUES ('P1','PREPAID',10),('P2','POSTPAID',30),('P3','POSTPAID',50);
   CREATE TABLE clients(client_id INTEGER PRIMARY KEY, full_name TEXT, plan_code TEXT REFERENCES plans(plan_code), prepaid_flag TEXT, phone_no TEXT, born_on DATE, joined_on DATE, left_on DATE);
   INSERT INTO clients VALUES (1,'Ann','P1','Y','100','1990-01-01','2020-01-01',NULL),(2,'Bo','P1','N','100','2030-01-01','2020-01-01','2021-01-01'),(3,'Cy','P2','N',NULL,'1980-01-01','2020-01-01',NULL),(4,'Di','P3','N',NULL,'1980-01-01','2020-01-01',NULL);
   CREATE TABLE dealers(dealer_code TEXT PRIMARY KEY, dealer_name TEXT);
   INSERT INTO dealers VALUES ('D1','Quay'),('D2','Lane');
   CREATE TABLE top_ups(top_up_no INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), dealer_code TEXT REFERENCES dealers(dealer_code), channel TEXT);
   INSERT INTO top_ups VALUES (1,1,'D1','SHOP'),(2,2,NULL,'SHOP'),(3,2,NULL,'APP');
   CREATE TABLE handset_sales(sale_no INTEGER PRIMARY KEY, dealer_code TEXT REFERENCES dealers(dealer_code), list_price REAL, discount_amount REAL, paid_price REAL);
   INSERT INTO handset_sales VALUES (1,'D1',100,20,80),(2,'D2',1000,20,980),(3,'D1',100,0,130);
   CREATE TABLE invoices(invoice_no INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), invoice_status TEXT, net_amount REAL, vat_amount REAL, total_amount REAL, due_date DATE);
   INSERT INTO invoices VALUES (1,1,'PAID',10,2,12,'2024-01-01'),(2,2,'OPEN',10,2,13,'2024-12-30'),(3,3,'DISPUTED',10,2,12,'2025-06-01');
   CREATE TABLE tickets(ticket_no INTEGER PRIMARY KEY, client_id INTEGER REFERENCES clients(client_id), ticket_status TEXT, opened_on DATE, closed_on DATE);
   INSERT INTO tickets VALUES (1,1,'OPEN','2024-10-05',NULL),(2,3,'CLOSED','2024-10-06','2024-11-01'),(3,2,'CLOSED','2023-01-01','2023-02-01');`,
  {
    matches: [],
    aliases: { top_ups: ["top-ups"], dealers: ["shops"] },
    columnAliases: { "clients.phone_no": ["phone number"] },
  },
);
const clients = (definition: string) => shop.column(definition, "client_id");
const refusal = (definition: string) => {
  const result = shop.compile(definition);
  return result.ok ? null : result.diagnostics.map(({ code }) => code);
};

describe("a verb with an object", () => {
  it.each([
    ["clients who disputed an invoice", [3]],
    ["clients who paid an invoice", [1]],
    ["clients who never paid an invoice", [2, 3, 4]],
    ["clients who closed a ticket in 2023", [2]],
    ["clients that opened a ticket in October 2024", [1, 3]],
    ["clients who have yet to receive their first invoice", [4]],
    ["clients who neither have a ticket nor have an invoice", [4]],
  ])("says what was done to it: %s", (definition, ids) => {
    expect(clients(definition)).toEqual(ids);
  });

  it("is not taken for its opposite", () => {
    expect(refusal("clients who failed to pay an invoice")).toContain("unknown_phrase");
  });

  it("may be a second one", () => {
    expect(shop.column("dealers that made handset sales and also took top-ups", "dealer_code")).toEqual([
      "D1",
    ]);
  });
});

describe("who is asked for", () => {
  it("is named first, whatever they have", () => {
    expect(clients("clients on a PREPAID plan although their own prepaid flag says N")).toEqual([2]);
    expect(clients("prepaid clients")).toEqual([1]);
  });

  it("is not told where only a value is said that several tables have", () => {
    expect(refusal("How many are still open?")).toEqual(["ambiguous_table"]);
  });

  it("is there until the end", () => {
    expect(clients("clients who are still with us")).toEqual([1, 3, 4]);
  });
});

describe("percent of an amount", () => {
  it.each([
    ["handset sales with a discount amount of more than 15 percent of the list price", [1]],
    ["handset sales whose paid price is more than 20% above the list price", [3]],
    ["handset sales whose paid price is at least 10 percent below the list price", [1]],
  ])("%s", (definition, ids) => {
    expect(shop.column(definition, "sale_no")).toEqual(ids);
  });

  it("is no amount", () => {
    expect(refusal("invoices whose vat amount is over 1 percent")).not.toBeNull();
  });

  it("adds up, or does not", () => {
    expect(
      shop.column("invoices where net amount and vat amount do not add up to the total amount", "invoice_no"),
    ).toEqual([2]);
  });
});

describe("so much a month", () => {
  it("is of a column that says so", () => {
    expect(shop.column("plans that cost more than 20 a month", "plan_code")).toEqual(["P2", "P3"]);
    expect(refusal("plans that cost more than 20 a year")).not.toBeNull();
  });
});

describe("the future and the past", () => {
  it.each([
    ["invoices whose due date has passed", [1, 2]],
    ["invoices with a due date in the future", [3]],
    ["invoices whose due date is not in the past", [3]],
  ])("%s", (definition, ids) => {
    expect(shop.column(definition, "invoice_no")).toEqual(ids);
  });
});

describe("what is empty", () => {
  it("is none of the things that have several", () => {
    expect(shop.rows("phone numbers with more than one client")).toEqual([
      expect.objectContaining({ phone_no: "100", row_count: 2 }),
    ]);
  });

  it("has nothing that is joined by it, and a value in capitals is no table", () => {
    expect(
      shop.column("top-ups made in a SHOP for which the dealer code was left empty", "top_up_no"),
    ).toEqual([2]);
  });
});

it("an alternative is what it is said to be with", () => {
  expect(clients("clients who are prepaid or have a ticket with status CLOSED")).toEqual([1, 2, 3]);
});
