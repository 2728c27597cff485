/** How the rules of a ruleset compare: the same partners on SQLite, on PostgreSQL and on MariaDB. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Comparison, Dialect, Ruleset } from "./engine/graph.ts";
import { openFixture } from "./engine/testing/fixture.ts";
import { type CopiedSource, copyToMariaDb, copyToPostgres } from "./testing/copied-source.ts";

const ledger = openFixture(
  `CREATE TABLE bills (bill TEXT, code TEXT, serial INTEGER, amount REAL, due DATE, rate REAL);
   CREATE TABLE payments (payment TEXT, code TEXT, serial INTEGER, amount REAL, paid DATE, rate REAL);
   INSERT INTO bills VALUES
     ('b1', 'A-1',   7,    100.00, '2024-01-31', 0.15),
     ('b2', ' a-1 ', 8,    100.50, '2024-02-01', 0.25),
     ('b3', '007',   9,    101.50, '2024-02-29', 0.149),
     ('b4', '000',   10,   NULL,   NULL, 1000000000.15),
     ('b5', '',      11,   -3.00,  '2025-02-01', NULL),
     ('b6', NULL,    NULL, 250.00, '2023-12-31', 3);
   INSERT INTO payments VALUES
     ('p1', 'A-1',   7,    100.00, '2024-01-31', 0.2),
     ('p2', 'A-1 ',  8,    100.75, '2024-02-01', 1000000000.2),
     ('p3', '7',     70,   100.25, '2024-02-15', NULL),
     ('p4', '0',     71,   -3.50,  '2023-11-01', 7),
     ('p5', '',      72,   NULL,   NULL, 8);`,
  { matches: [] },
);

function ruleset(comparisons: readonly Comparison[], mine: readonly string[], theirs = mine): Ruleset {
  const end = (table: string, columns: readonly string[]) => ({ schema: "main", table, columns });
  const rule = { name: "r", source: end("bills", mine), target: end("payments", theirs), confidence: 1 };
  return { name: "RECON", version: 1, rules: [{ ...rule, comparisons }] };
}

const DUE = [["due"], ["paid"]] as const;

/** What is compared how, and the bills that then have a payment. */
const CASES: readonly (readonly [string, Ruleset, readonly string[]])[] = [
  ["exactly", ruleset([{ how: "exact" }], ["code"]), ["b1"]],
  ["without spaces", ruleset([{ how: "trimmed" }], ["code"]), ["b1"]],
  ["without case", ruleset([{ how: "case_insensitive" }], ["code"]), ["b1", "b2"]],
  ["without leading zeros", ruleset([{ how: "leading_zeros" }], ["code"]), ["b1", "b2", "b3", "b4"]],
  ["a text and a number", ruleset([{ how: "leading_zeros" }], ["code"], ["serial"]), ["b3"]],
  ["two numbers as texts", ruleset([{ how: "case_insensitive" }], ["serial"]), ["b1", "b2"]],
  ["within nothing", ruleset([{ how: "within", tolerance: 0 }], ["amount"]), ["b1"]],
  ["within a tolerance", ruleset([{ how: "within", tolerance: 0.5 }], ["amount"]), ["b1", "b2", "b5"]],
  ["just within a tolerance", ruleset([{ how: "within", tolerance: 0.05 }], ["rate"]), ["b1", "b2", "b4"]],
  ["the same day", ruleset([{ how: "same", unit: "day" }], ...DUE), ["b1", "b2"]],
  ["the same month", ruleset([{ how: "same", unit: "month" }], ...DUE), ["b1", "b2", "b3"]],
  ["the same year", ruleset([{ how: "same", unit: "year" }], ...DUE), ["b1", "b2", "b3", "b6"]],
  [
    "a key and a tolerance",
    ruleset([{ how: "case_insensitive" }, { how: "within", tolerance: 0.25 }], ["code", "amount"]),
    ["b1", "b2"],
  ],
];

const ALL = ["b1", "b2", "b3", "b4", "b5", "b6"];

describe.each(CASES)("%s", (_, rules, matched) => {
  test("finds the same partners on SQLite", () => {
    const options = { ruleset: rules };
    expect(ledger.column("bills which are in payments", "bill", options)).toEqual(matched);
    expect(ledger.column("bills which are not in payments", "bill", options)).toEqual(
      ALL.filter((bill) => !matched.includes(bill)),
    );
    expect(ledger.column("bills with at least 1 payments", "bill", options)).toEqual(matched);
  });
});

describe.each<[Dialect, typeof copyToPostgres]>([
  ["postgresql", copyToPostgres],
  ["mariadb", copyToMariaDb],
])("on %s", (dialect, copyTo) => {
  let source: CopiedSource;
  beforeAll(async () => {
    source = await copyTo(ledger.db, ledger.graph.tables);
  });
  afterAll(() => source?.close());

  test.each(CASES)("finds the same partners: %s", async (_, rules, matched) => {
    for (const [definition, expected] of [
      ["bills which are in payments", matched],
      ["bills which are not in payments", ALL.filter((bill) => !matched.includes(bill))],
    ] as const) {
      const result = ledger.compile(definition, { dialect, ruleset: rules });
      if (!result.ok) throw new Error(definition);
      for (const statement of [result.statement, { sql: result.readableSql, parameters: [] }]) {
        const rows = await source.run(statement);
        expect(rows.map((row) => row[0]).sort()).toEqual(expected);
      }
    }
  });
});

test("a row with several partners near it stays one row, and counts them all", () => {
  const near = { ruleset: ruleset([{ how: "within", tolerance: 0.5 }], ["amount"]) };
  const counted = ledger.rows("top 10 bills by number of payments", near);
  expect(counted.map((row) => [row.bill, row.payments_count]).sort()).toEqual([
    ["b1", 2],
    ["b2", 3],
    ["b3", 0],
    ["b4", 0],
    ["b5", 1],
    ["b6", 0],
  ]);
});

test("a rule whose column is of another type by now is not used", () => {
  for (const comparison of [
    { how: "within", tolerance: 1 } as const,
    { how: "same", unit: "day" } as const,
  ]) {
    const result = ledger.compile("bills which are not in payments", {
      ruleset: ruleset([comparison], ["code"]),
    });
    expect(result.ok).toBe(false);
  }
});

test("the reading says how the columns are compared", () => {
  const rules = ruleset(
    [{ how: "case_insensitive" }, { how: "within", tolerance: 0.25 }],
    ["code", "amount"],
  );
  const result = ledger.compile("bills which are not in payments", { ruleset: rules });
  expect(result.ok && result.explanation.reading).toContain(
    "bills.code = payments.code (case and spaces ignored) and bills.amount = payments.amount (at most 0.25 apart)",
  );
});
