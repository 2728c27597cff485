import { afterAll, describe, expect, it, test } from "vitest";
import { DIALECTS, type Dialect } from "../graph.ts";
import type { WholeQuery } from "../result.ts";
import { openFixture } from "../testing/fixture.ts";
import { openLanding } from "../testing/landing.ts";
import { PARSERS } from "../testing/sql-grammars.ts";
import { type AnswerColumn, type CellTest, type RowsAsked, rowsOfQuery } from "./rows-of-query.ts";

const landing = openLanding();
const shop = openFixture(
  `CREATE TABLE sales(row_count INTEGER, "the ""best"" one" TEXT, amount NUMERIC, sold TEXT, note TEXT);
   INSERT INTO sales VALUES
     (1, 'Acme',   9.5,      '2024-05-01',          'a 10% off'),
     (2, 'acme ',  100,      '2024-05-31T10:00:00', NULL),
     (3, 'Brix',   '12',     '2024-06-01 23:59:59', ' '),
     (4, NULL,     NULL,     NULL,                  '10_000'),
     (5, 'Ärger',  'none',   '',                    'it''s'),
     (6, 'acme',   -3,       '2025-01-01',          '0.5'),
     (6, 'acme',   -3,       '2025-01-01',          '0.5')`,
  { matches: [] },
);
afterAll(() => {
  landing.db.close();
  shop.db.close();
});

const columns: readonly AnswerColumn[] = [
  { name: "row_count", numeric: true, values: "numbers" },
  { name: 'the "best" one', numeric: false, values: "texts" },
  { name: "amount", numeric: true, values: "numbers" },
  { name: "sold", numeric: false, values: "dates" },
  { name: "note", numeric: false, values: "texts" },
];

function wholeQuery(fixture: typeof landing, definition: string, dialect: Dialect): WholeQuery {
  const result = fixture.compile(definition, { dialect, limit: 2, minConfidence: 0 });
  if (!result.ok) throw new Error(`${definition}: ${result.diagnostics[0].message}`);
  return result.wholeQuery;
}

const PAGE: RowsAsked = { conditions: [], rows: 100, offset: 0 };

function read(asked: Partial<RowsAsked>, definition = "sales"): { rows: unknown[][]; count: number } {
  const query = wholeQuery(shop, definition, "sqlite");
  const { statement, countStatement, readableSql } = rowsOfQuery(query, "sqlite", columns, {
    ...PAGE,
    ...asked,
  });
  const run = (sql: string, parameters: readonly unknown[]) =>
    shop.db
      .prepare(sql)
      .raw()
      .all(...parameters) as unknown[][];
  const rows = run(statement.sql, statement.parameters);
  expect(run(readableSql, [])).toEqual(rows);
  return { rows, count: run(countStatement.sql, countStatement.parameters)[0]?.[0] as number };
}

const numbersOf = (asked: Partial<RowsAsked>, definition?: string) =>
  read(asked, definition).rows.map((row) => row[0]);

const compares = (
  column: number,
  as: "numbers" | "dates",
  operator: Extract<CellTest, { kind: "compares" }>["operator"],
  operand: string,
): CellTest => ({ kind: "compares", column, as, operator, operand });

const CASES: readonly (readonly [string, CellTest, readonly number[]])[] = [
  [
    "a whole text in any case and without spaces around it",
    { kind: "equals", column: 1, value: "ACME" },
    [1, 2, 6, 6],
  ],
  ["a part of a text", { kind: "contains", column: 1, text: "ri" }, [3]],
  ["a part that would mean any text to SQL", { kind: "contains", column: 4, text: "0%" }, [1]],
  ["a part that would mean any letter to SQL", { kind: "contains", column: 4, text: "0_" }, [4]],
  ["what is blank", { kind: "blank", column: 4 }, [2, 3]],
  ["a number above another, whatever texts the column holds", compares(2, "numbers", ">", "9.5"), [2, 3]],
  ["other numbers, and nothing that is none", compares(2, "numbers", "!=", "-3"), [1, 2, 3]],
  ["the days of a month", compares(3, "dates", "=", "2024-05"), [1, 2]],
  ["the days from a day on", compares(3, "dates", ">=", "2024-05-31"), [2, 3, 6, 6]],
  ["a time, however it is written", compares(3, "dates", "=", "2024-05-31 10:00"), [2]],
];

test.each(CASES)("of the rows of a query are left those with %s", (_, condition, expected) => {
  const { rows, count } = read({ conditions: [condition] });
  expect(rows.map((row) => row[0])).toEqual(expected);
  expect(count).toBe(expected.length);
});

test("a search looks into every cell", () => {
  expect(numbersOf({ search: "ACME" })).toEqual([1, 2, 6, 6]);
  expect(numbersOf({ search: "'" })).toEqual([5]);
});

test("a sort puts blanks last both ways, and is the same each time", () => {
  expect(numbersOf({ sort: { column: 0, order: "desc" } })).toEqual([6, 6, 5, 4, 3, 2, 1]);
  expect(
    numbersOf({ sort: { column: 4, order: "asc" } })
      .slice(-2)
      .toSorted(),
  ).toEqual([2, 3]);
  expect(
    numbersOf({ sort: { column: 4, order: "desc" } })
      .slice(-2)
      .toSorted(),
  ).toEqual([2, 3]);
  expect(numbersOf({ sort: { column: 3, order: "desc" } })).toEqual([6, 6, 3, 2, 1, 5, 4]);
});

test("pages of one row each hold every row once, in the same order", () => {
  for (const sort of [undefined, { column: 1, order: "desc" }] as const) {
    const pages = Array.from({ length: 8 }, (_, offset) => read({ sort, rows: 1, offset }).rows).flat();
    expect(pages).toEqual(read({ sort }).rows);
    expect(pages).toHaveLength(7);
  }
});

test("the limit of a run is not that of its whole query, but that of the definition is", () => {
  expect(read({}).count).toBe(7);
  expect(numbersOf({}, "top 3 sales by row_count").toSorted()).toEqual([5, 6, 6]);
});

/** Each with the column that its rows are also sorted by, so that every kind of column is once. */
const DEFINITIONS = [
  ["missing in SKULIFNR, also show ops status and ops planner from hana master", 0],
  ["top 7 suppliers by number of SKULIFNR", 1],
  ['OPS Excel whose customer is "O\'Brien ?"', 3],
] as const;

const EVERY_TEST: readonly CellTest[] = [
  ...CASES.map(([, condition]) => condition),
  { kind: "equals", column: 1, value: true },
  { kind: "contains", column: 3, text: "2024" },
  compares(1, "numbers", "<=", "7"),
];

/** The grammar of SQL Server knows no quotes within a quoted name, as the database does. */
const plainColumns = columns.map((column) => ({ ...column, name: column.name.replaceAll('"', "") }));

// The first text of a dialect builds its grammar's tables, which takes seconds.
describe.each(["postgresql", "mysql", "sqlserver", "oracle"] as const)(
  "%s",
  { timeout: 400_000 },
  (dialect) => {
    it.each(DEFINITIONS)("takes a page of the rows of: %s", (definition, column) => {
      const query = wholeQuery(landing, definition, dialect);
      const asked = { conditions: EVERY_TEST, search: "50%?", rows: 51, offset: 100 };
      const pages = [undefined, { column, order: "desc" as const }].map((sort) =>
        rowsOfQuery(query, dialect, plainColumns, { ...asked, sort }),
      );
      // The sort is nothing to the count.
      const texts = new Set(
        pages.flatMap((page) => [page.statement.sql, page.countStatement.sql, page.readableSql]),
      );
      expect(texts.size).toBe(5);
      for (const text of texts) {
        const parsed = PARSERS[dialect](text);
        expect(parsed.errors, text).toEqual([]);
        expect(parsed.statements, text).toEqual([text]);
      }
      for (const { statement } of pages) {
        const first = statement.parameters.slice(0, query.parameters.length);
        expect(first).toEqual(query.parameters);
        expect(statement.sql).not.toContain("2024-05");
      }
    });
  },
);

test("every dialect keeps its query as text between parameters", () => {
  for (const dialect of DIALECTS) {
    const { pieces, parameters } = wholeQuery(landing, "OPS Excel with customer Acme or Brix", dialect);
    expect(pieces).toHaveLength(parameters.length + 1);
    expect(parameters.length).toBeGreaterThan(0);
  }
});
