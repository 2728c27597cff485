import { describe, expect, it } from "vitest";
import { openFixture } from "./testing/fixture.ts";
import { openLanding } from "./testing/landing.ts";

const landing = openLanding();

describe("a filter in an unusual place", () => {
  it.each([
    ["average overall result per product line in RBP GPU in 2025001", "\"Fiscal_Year_Period\" = '2025001'"],
    ["average overall result per product line in RBP GPU for 2025001", "\"Fiscal_Year_Period\" = '2025001'"],
    ["count of hana material master per business unit in plant P2", "\"PLANT\" = 'P2'"],
    ["OPS Excel with a customer but no planner", 'not (("s"."Customer" is null'],
    ["duplicate materials in SKULIFNR ignoring case", 'group by upper(trim("s"."Material"))'],
    ["number of OPS Excel rows per planner for Brix", "\"Customer\" = 'Brix'"],
    ["OPS Excel without planner or customer", '"Customer" is null'],
    ["OPS Excel with planner or customer missing", '"Planner" is null or'],
    ["planners with more than one Brix row in OPS Excel", "\"Customer\" = 'Brix'"],
    ["OPS Excel rows ordered by unit cost in Germany or DE", "\"Country\" = 'DE'"],
  ])("%s", (definition, sql) => {
    const result = landing.compile(definition);
    if (result.ok) expect(result.readableSql).toContain(sql);
    // Refused is right too, but only where it is meant to be.
    else expect(definition).toContain("Germany");
  });

  it.each([
    ["distinct products in RBP GPU which are not in OPS Excel", [{ Material: null }, { Material: "M5" }]],
    ["RBP GPU materials that no SKULIFNR mentions", ["M2", "M5", null]],
  ])("%s", (definition, expected) => {
    const rows = landing.rows(definition);
    const found =
      typeof expected[0] === "string" ? rows.map((row) => row.Material).sort() : rows.sort(byMaterial);
    expect(found).toEqual(typeof expected[0] === "string" ? [...expected].sort() : expected);
  });

  it.each([
    "products far from RBP GPU",
    "closed lost RBP GPU",
    "7341 RBP GPU products which are not in OPS Excel",
    "top 5 top 7 RBP GPU products",
    "OPS Excel with planning SKU longer than 1 Brix characters",
    "SKULIFNR with lead time between 30 S3 and 100",
    "products that are too far from RBP GPU",
    "RBP GPU products which are worthy of OPS Excel",
    "OPS Excel whose changed on is not 7",
  ])("is refused when nothing says where it belongs: %s", (definition) => {
    expect(landing.compile(definition).ok).toBe(false);
  });
});

describe("a table that is also a part of a column's name", () => {
  const shop = openFixture(
    `CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_no TEXT, total REAL); INSERT INTO orders VALUES (1,'A',5),(2,'B',6),(3,'Z',7);
     CREATE TABLE customers(id INTEGER PRIMARY KEY, no TEXT, city TEXT); INSERT INTO customers VALUES (1,'A','Paris'),(2,'B','Rome');`,
    { matches: ["orders.customer_no = customers.no"] },
  );

  it.each([
    ["orders which are in customers", [1, 2]],
    ["orders that are also in customers", [1, 2]],
    ["orders in customers with a total over 5", [2]],
    ["orders which are not in customers", [3]],
  ])("is where the rows are: %s", (definition, ids) => {
    expect(shop.column(definition, "id")).toEqual(ids);
  });
});

describe("two states", () => {
  const shop = openFixture(
    `CREATE TABLE accounts(account_id TEXT PRIMARY KEY, status TEXT); INSERT INTO accounts VALUES ('A1','Active'),('A2','Canceled');
     CREATE TABLE plans(plan_id TEXT, account_id TEXT REFERENCES accounts(account_id), price REAL); INSERT INTO plans VALUES ('P1','A1',1),('P2','A2',2);
     CREATE TABLE visits(visit_id TEXT, presence TEXT); INSERT INTO visits VALUES ('V1','Absent'),('V2','Present'),('V3',NULL);`,
    { matches: [] },
  );

  it("are never put on one column together", () => {
    expect(shop.compile("active plans with canceled accounts").ok).toBe(false);
    expect(shop.column("plans on canceled accounts", "plan_id")).toEqual(["P2"]);
  });

  describe("of tables that each have one", () => {
    const store = openFixture(
      `CREATE TABLE parts(part_id INTEGER PRIMARY KEY, part_no TEXT, line TEXT); INSERT INTO parts VALUES (1,'A','x'),(2,'B','x'),(3,'C','y');
       CREATE TABLE stock(part_no TEXT, active_inactive TEXT); INSERT INTO stock VALUES ('A','Active'),('B','Inactive'),('C','Inactive');
       CREATE TABLE plans(plan_no TEXT, part_no TEXT, status TEXT); INSERT INTO plans VALUES ('P1','A','Active'),('P2','B','Active'),('P3','C','Closed');`,
      {
        matches: [
          "parts.part_no = stock.part_no",
          "parts.part_no = plans.part_no",
          "stock.part_no = plans.part_no",
        ],
      },
    );

    it("are both kept, although one is a part of the name of the column that holds it", () => {
      expect(store.rows("active parts with inactive stock")).toEqual([
        expect.objectContaining({ part_no: "B" }),
      ]);
      expect(store.column("stock per active inactive", "row_count")).toEqual([1, 2]);
    });

    it.each(["active products in parts with inactive stock", "active ones in parts"])(
      "are asked for where either may be meant: %s",
      (definition) => {
        const refused = store.compile(definition);
        expect(refused.ok ? [] : refused.diagnostics.map(({ code }) => code)).toEqual([
          expect.stringMatching(/^ambiguous_(table|value)$/),
        ]);
      },
    );
  });

  describe("of two tables that nothing names", () => {
    const store = openFixture(
      `CREATE TABLE ibp_product_master(part_no TEXT, planner TEXT); INSERT INTO ibp_product_master VALUES ('A',NULL),('B','NN');
       CREATE TABLE sheet(part_no TEXT, line TEXT, planner TEXT); INSERT INTO sheet VALUES ('A','Gaming',NULL),('B','Gaming','NN');
       CREATE TABLE plan(part_no TEXT, line TEXT); INSERT INTO plan VALUES ('A','Gaming'),('B','Office');`,
      {
        matches: [
          "ibp_product_master.part_no = sheet.part_no",
          "ibp_product_master.part_no = plan.part_no",
          "sheet.part_no = plan.part_no",
        ],
        aliases: { ibp_product_master: ["IBP"] },
      },
    );

    it.each(["gaming products in IBP without planner", "IBP products with planner missing, gaming only"])(
      "are asked for, whatever else one of them has: %s",
      (definition) => {
        const refused = store.compile(definition);
        expect(refused.ok ? [] : refused.diagnostics.map(({ code }) => code)).toEqual([
          expect.stringMatching(/^ambiguous_(table|value)$/),
        ]);
      },
    );

    it("change nothing of what the rows are", () => {
      expect(store.column("IBP products with planner missing", "part_no")).toEqual(["A"]);
    });
  });

  describe("said once of two tables", () => {
    const store = openFixture(
      `CREATE TABLE parts(part_no TEXT PRIMARY KEY, line TEXT); INSERT INTO parts VALUES ('A','x'),('B','x'),('C','y'),('D','y');
       CREATE TABLE stock(part_no TEXT, active_inactive TEXT); INSERT INTO stock VALUES ('A','Active'),('B','Inactive'),('C','Inactive'),('D','Inactive');
       CREATE TABLE plans(part_no TEXT, status TEXT); INSERT INTO plans VALUES ('A','Inactive'),('B','Inactive'),('C','Closed');`,
      {
        matches: [
          "parts.part_no = stock.part_no",
          "parts.part_no = plans.part_no",
          "stock.part_no = plans.part_no",
        ],
      },
    );

    it.each([
      "parts inactive in both stock and plans",
      "parts inactive in both the plans and in our stock",
      "parts which are inactive in stock and plans",
      "parts inactive in stock and inactive in plans",
    ])("are of each: %s", (definition) => {
      expect(store.column(definition, "part_no")).toEqual(["B"]);
    });

    it.each([
      "parts closed in both stock and plans",
      "parts not inactive in both stock and plans",
      "stock inactive and inactive",
    ])("are reported where they cannot be: %s", (definition) => {
      expect(store.compile(definition).ok).toBe(false);
    });
  });

  it.each([
    ["visits whose presence is absent", ["V1"]],
    ["visits with presence present", ["V2"]],
    ["visits whose presence is blank", ["V3"]],
  ])("are values even where they are words of the grammar: %s", (definition, visits) => {
    expect(shop.column(definition, "visit_id")).toEqual(visits);
  });
});

function byMaterial(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return String(a.Material ?? "").localeCompare(String(b.Material ?? ""));
}

/** Definitions of every kind that are answered, each about one of the tables below. */
const ANSWERED: readonly (readonly [string, string])[] = [
  ["RBP GPU", "products in RBP GPU which are not in OPS Excel"],
  ["RBP GPU", "RBP GPU products also in OPS Excel"],
  ["RBP GPU", "products in RBP GPU which are inactive in OPS Excel"],
  ["RBP GPU", "products in RBP GPU missing in SKULIFNR, also show ops status from hana master"],
  ["RBP GPU", "count of products in RBP GPU"],
  ["RBP GPU", "how many RBP GPU products are not in OPS Excel"],
  ["RBP GPU", "top 2 product lines in RBP GPU by total overall result"],
  ["RBP GPU", "total overall result in RBP GPU"],
  ["RBP GPU", "average overall result per product line in RBP GPU"],
  ["RBP GPU", "percentage of RBP GPU products that are in OPS Excel"],
  ["RBP GPU", "duplicate materials in RBP GPU"],
  ["RBP GPU", "distinct materials in RBP GPU"],
  ["RBP GPU", "RBP GPU and OPS Excel that do not match on product line"],
  ["RBP GPU", "RBP GPU rows sorted by overall result"],
  ["OPS Excel", "OPS Excel with planner missing"],
  ["OPS Excel", "OPS Excel without a planner"],
  ["OPS Excel", "inactive OPS Excel rows"],
  ["OPS Excel", "OPS Excel rows changed in 2024"],
  ["OPS Excel", "count of OPS Excel rows per country"],
  ["OPS Excel", "customers with more than one OPS Excel row"],
  ["OPS Excel", "OPS Excel rows whose planner contains nn"],
  ["OPS Excel", "OPS Excel that are not in RBP GPU"],
  ["SKULIFNR", "SKULIFNR with product type GPU"],
  ["SKULIFNR", "suppliers in SKULIFNR with more than one material"],
];

/** Filters that English allows nearly anywhere, with the text that the SQL must hold. */
const FILTERS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "RBP GPU": [
    ["in L2", "'L2'"],
    ["for 2025002", "'2025002'"],
    ["with overall result over 7341", "7341"],
    ["with product line L2", "'L2'"],
    ["over 7341", "7341"],
    ["7341", "7341"],
    ["L2", "'L2'"],
  ],
  "OPS Excel": [
    ["in Brix", "'Brix'"],
    ["for Brix", "'Brix'"],
    ["Brix", "'Brix'"],
    ["with unit cost below 7341", "7341"],
    ["with changed on before 2019-03-17", "'2019-03-17'"],
    ["with country US", "'US'"],
    ["before 2019", "'2019-01-01'"],
  ],
  SKULIFNR: [
    ["with lead time above 7341", "7341"],
    ["from S2", "'S2'"],
    ["at least 7341", "7341"],
    ["created by amy", "'amy'"],
  ],
};

describe("a filter at every place of an answered definition", () => {
  it.each(ANSWERED)("%s: %s", (table, definition) => {
    expect(landing.compile(definition).ok, definition).toBe(true);
    const words = definition.split(" ");
    // Every second place, a different half for each filter: all of them take twice as long.
    for (const [i, [filter, text]] of (FILTERS[table] ?? []).entries())
      for (let at = i % 2; at <= words.length; at += 2) {
        const said = [...words.slice(0, at), filter, ...words.slice(at)].join(" ");
        const result = landing.read(said);
        if (result.ok) expect(result.readableSql, said).toContain(text);
      }
  });
});

describe("a word that nothing knows, at a place of an answered definition", () => {
  it.each(ANSWERED)("is refused, it never vanishes: %s: %s", (_table, definition) => {
    const words = definition.split(" ");
    for (const [i, unknown] of ["urgent", "under protest"].entries())
      for (let at = i; at <= words.length; at += 3) {
        const said = [...words.slice(0, at), unknown, ...words.slice(at)].join(" ");
        expect(landing.read(said).ok, said).toBe(false);
      }
  });
});

describe("the verb between what has something and what it has", () => {
  const shop = openFixture(
    `CREATE TABLE customers(customer_id INTEGER PRIMARY KEY, city TEXT);
     INSERT INTO customers VALUES (1,'Rome'),(2,'Oslo'),(3,'Rome');
     CREATE TABLE orders(order_id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(customer_id), approver_id INTEGER, ordered_on DATE, urgent TEXT);
     INSERT INTO orders VALUES (10,1,5,'2026-01-02','Y'),(11,2,6,'2026-02-03','N');
     CREATE TABLE approvers(approver_id INTEGER PRIMARY KEY, office TEXT); INSERT INTO approvers VALUES (5,'A'),(6,'B'),(7,'C');`,
    { matches: ["orders.customer_id = customers.customer_id", "orders.approver_id = approvers.approver_id"] },
  );

  it.each([
    ["customers who placed an order", "customer_id", [1, 2]],
    ["customers who never made an order", "customer_id", [3]],
    ["approvers who approved no order", "approver_id", [7]],
  ])("says that there is one: %s", (definition, key, ids) => {
    expect(shop.column(definition, key)).toEqual(ids);
  });

  it("is among the words that the explanation accounts for", () => {
    const result = shop.compile("customers who placed an order");
    if (!result.ok) throw new Error(result.diagnostics[0].message);
    expect(result.explanation.understood.map(({ text }) => text)).toEqual(["customers", "placed", "order"]);
  });

  it.each(["returned", "reviewed", "disputed", "cancelled", "lost", "complained about", "paid for"])(
    "is refused where it says something else: customers who %s an order",
    (verb) => {
      const result = shop.compile(`customers who ${verb} an order`);
      expect(result.ok).toBe(false);
      if (result.ok) return;
      expect(result.diagnostics[0].message).toContain(`"${verb.split(" ")[0]}"`);
      expect(result.diagnostics[0].suggestions.length).toBeGreaterThan(0);
    },
  );

  it.each([
    "customers whose orders are delayed urgent",
    "priority orders 1 fragile",
    "customers who neither fragile placed an order",
    "are there any orders with honours",
    "orders in the same city but with different handmade approvers",
    "approvers who approved orders obsolete still with us",
    "careful hasty customers (city is Rome)",
    "the customer reluctantly with the most orders",
    "which customer has bothersome the highest number of orders",
    "orders reluctantly and customers that don't match: ordered on is the same",
    "customers with neither MONTHLY an order nor a city",
    "3.5 customers by number of orders, highest first",
  ])("and any other word that nothing explains: %s", (definition) => {
    expect(shop.compile(definition).ok).toBe(false);
  });
});

describe("a number", () => {
  const stock = openFixture(
    `CREATE TABLE stock(item TEXT, plant TEXT, requested_qty INTEGER, approved_qty INTEGER, request_date DATE);
     INSERT INTO stock VALUES ('a','1000',1500,NULL,'2024-05-01'),('b','2000',2500,3,'2023-02-01'),('c','1000',9007199254740993,4,'2024-01-01');`,
    { matches: [] },
  );

  it.each([
    ["stock with requested qty over 2000", ["b", "c"]],
    ["requested qty of at least 2000 in stock", ["b", "c"]],
    ["stock with requested qty >= 2500", ["b", "c"]],
    ["stock where requested qty is 1500", ["a"]],
    ["stock where requested qty is 9007199254740993", ["c"]],
    ["stock where requested qty is 9007199254740992", []],
    ["stock with requested qty between 1000 and 2999", ["a", "b"]],
    ["stock in plant 1000", ["a", "c"]],
    ["stock with request date in 2024", ["a", "c"]],
    ["stock with requested qty or approved qty missing", ["a"]],
  ])("is what the column that is named makes of it: %s", (definition, items) => {
    expect(stock.column(definition, "item")).toEqual(items);
  });

  it.each([
    "stock with requested qty 01500",
    "average requested qty 0567101071",
    "2026/1 the highest requested qty",
  ])("is none of its column, or of no column: %s", (definition) => {
    expect(stock.compile(definition).ok).toBe(false);
  });

  it("counts the rows of the noun behind it", () => {
    expect(stock.column("Which plants have more than 1 item in stock?", "plant")).toEqual(["1000"]);
  });
});

describe("a stored value that is part of a longer one of its column", () => {
  const places = openFixture(
    `CREATE TABLE places(place_id INTEGER PRIMARY KEY, city TEXT, kind TEXT, fee TEXT);
     INSERT INTO places VALUES (1,'new york','cafe','Silver'),(2,'new york city','bar','Silver charge'),(3,'ulm','charge','Gold');`,
    { matches: [] },
  );

  it.each([
    ["places in new york city", [2]],
    ["places in new york", [1]],
    ["Silver charge places", [2]],
    ["places with fee Silver", [1]],
    ["Silver charge places in new york", []],
  ])("is not meant where the longer one is said: %s", (definition, expected) => {
    expect(places.column(definition, "place_id")).toEqual(expected);
  });
});

describe("a stored value typed as it is stored", () => {
  const desk = openFixture(
    `CREATE TABLE agents(agent_id INTEGER PRIMARY KEY, agent_name TEXT, team TEXT, grade TEXT, hand TEXT);
     INSERT INTO agents VALUES (1,'Ada','BILLING','Each','both'),(2,'Ben','SALES','Some','left'),(3,'Cy','SALES','Each','both');
     CREATE TABLE tickets(ticket_id INTEGER PRIMARY KEY, agent_id INTEGER, minutes INTEGER, period TEXT, kind TEXT);
     INSERT INTO tickets VALUES (1,1,5,'2026/1','Refund'),(2,2,9,'2026/1','Query'),(3,2,7,'2026/2','Query'),(4,3,30,'2026/2','Refund');`,
    { matches: ["tickets.agent_id = agents.agent_id"] },
  );

  it.each([
    ["the agent with team BILLING who handled the most tickets", [1]],
    ["agents with grade Each who handled the most tickets", [1]],
    ["Each agent whose grade is Each", [1, 3]],
    ["Agents in team SALES", [2, 3]],
    ["agents with no Refund ticket", [2]],
  ])("is heard where it can be told what it is said of: %s", (definition, expected) => {
    expect(desk.column(definition, "agent_id")).toEqual(expected);
  });

  it("is what it says of the rows rather than what others have of it", () => {
    const rents = openFixture(
      `CREATE TABLE charges(charge_id INTEGER PRIMARY KEY, charged_on DATE, status TEXT);
       INSERT INTO charges VALUES (1,'2024-05-01','paid'),(2,'2024-05-02','open'),(3,'2024-06-02','On Hold');
       CREATE TABLE receipts(receipt_id INTEGER PRIMARY KEY, charge_id INTEGER REFERENCES charges(charge_id), holding INTEGER);
       INSERT INTO receipts VALUES (1,1,2),(2,2,3);`,
      { matches: [], aliases: { receipts: ["payments"] } },
    );
    expect(rents.column("charges of May 2024 paid", "charge_id")).toEqual([1]);
    expect(rents.column("charges with status On Hold", "charge_id")).toEqual([3]);
    expect(rents.compile("paid charges open without receipts").ok).toBe(false);
  });

  const offices = openFixture(
    `CREATE TABLE agents(agent_id INTEGER PRIMARY KEY, agent_name TEXT, country TEXT, mandatory TEXT);
     INSERT INTO agents VALUES (1,'Ada','PL','No'),(2,'Ben','IT','Yes'),(3,'Cy','GB','No'),(4,'Dy','BE','No');
     CREATE TABLE tickets(ticket_id INTEGER PRIMARY KEY, agent_id INTEGER);
     INSERT INTO tickets VALUES (1,1),(2,2),(3,2);`,
    { matches: ["tickets.agent_id = agents.agent_id"] },
  );

  it.each([
    ["agents whose country is it from PL or GB", [1, 2, 3]],
    ["agents whose country is be", [4]],
    ["agents whose country is it and who have no tickets", []],
  ])("is heard in small letters where nothing but a value can stand: %s", (definition, expected) => {
    expect(offices.column(definition, "agent_id")).toEqual(expected);
  });

  it("is no number of what a share is of", () => {
    for (const no of ["No", "no"])
      expect(offices.compile(`What percentage ${no} of the agents is mandatory?`).ok).toBe(false);
    expect(offices.rows("No of agents by country")).toHaveLength(4);
  });

  it("is heard at the very start", () => {
    expect(desk.rows("2026/1 the highest minutes")).toEqual([{ max_minutes: 9 }]);
  });

  it.each([
    "the agent who handled with team BILLING the most tickets",
    "the slowest ticket of each team No",
    "tickets of agents who are not in our both agent file",
    "agents Refund without any ticket",
    "the slowest agent of no each team",
    "agents we have refund no tickets of",
  ])("is no word of the grammar and no verb: %s", (definition) => {
    expect(desk.compile(definition).ok).toBe(false);
  });

  it("is named in the refusal with where it is stored", () => {
    const refused = desk.compile("the agent who handled with team BILLING the most tickets");
    expect(refused.ok ? [] : refused.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('"BILLING" is stored in agents.team'),
    ]);
  });
});
