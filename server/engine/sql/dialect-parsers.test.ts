import { afterAll, describe, expect, it } from "vitest";
import { DIALECTS, type Dialect } from "../graph.ts";
import { type Compiled, QUERY_TYPES } from "../result.ts";
import { openFixture } from "../testing/fixture.ts";
import { openLanding } from "../testing/landing.ts";
import { PARSERS } from "../testing/sql-grammars.ts";

/** SQL Server and Oracle have no server in our tests: what is written for them is read back by parsers of others. */
const PARSED = ["postgresql", "mysql", "sqlserver", "oracle"] as const;

/** Every family of intents, with conditions of every kind. */
const DEFINITIONS = [
  "number of SAR GPU per month of request date",
  "OPS Excel",
  "products in RBP GPU which are not in OPS Excel",
  "products in RBP GPU which are not in OPS Excel, ignoring case",
  "products in RBP GPU which are also in OPS Excel",
  "products in RBP GPU which are inactive in OPS Excel",
  "SKULIFNR missing in OPS Excel with lead time greater than 60",
  "missing in SKULIFNR, also show ops status and ops planner from hana master",
  "RBP GPU products not in SKULIFNR, also show ops status and ops planner from hana master",
  "hana master and product master that do not match on product type",
  "SKULIFNR with the longest lead time of each supplier",
  "the 3 SKULIFNR with the longest lead time of each supplier",
  "total lead time times 2 of SKULIFNR per supplier",
  "RBP GPU whose hana master has another product type than the product master",
  "OPS Excel whose planner is not the ops planner of the hana master",
  "hana material master and ibp product master with product type GPU and ops planner null",
  "OPS Excel rows without any RBP GPU",
  "hana material master with lead time in SKULIFNR over 100",
  "hana master with more than one SKULIFNR",
  "OPS Excel products which are inactive",
  "OPS Excel with customer Acme or Brix",
  "OPS Excel that are not inactive and whose customer is Brix",
  "OPS Excel products whose planner is missing",
  "OPS Excel where customer is not blank",
  "OPS Excel whose planning SKU contains 'M'",
  "OPS Excel whose planning SKU starts with 'M'",
  "OPS Excel whose planning SKU ends with '7'",
  "OPS Excel whose customer contains '50%_off'",
  'OPS Excel whose customer is "O\'Brien ?"',
  "OPS Excel with planning SKU longer than 1 characters",
  "SKULIFNR with lead time between 30 and 60",
  "SKULIFNR with lead time 30, 95 or 120",
  "OPS Excel with unit cost less than 2.5",
  "OPS Excel rows with changed on in May 2024",
  "OPS Excel rows with changed on before 2023-06-01",
  "OPS Excel rows with changed on in the last 30 days",
  "OPS Excel rows with changed on in the future",
  "RBP GPU with fiscal year period greater than 2025001",
  "SKULIFNR with lead time above the average",
  "Count all products where status is inactive",
  "how many different suppliers are in SKULIFNR",
  "average lead time in SKULIFNR",
  "total overall result in RBP GPU",
  "number of OPS Excel rows per customer",
  "number of SKULIFNR per supplier, most first",
  "total overall result per product line in RBP GPU",
  "customers with more than one OPS Excel row",
  "top 7 suppliers by number of SKULIFNR",
  "SKULIFNR with the highest lead time",
  "SKULIFNR with the lowest lead time",
  "OPS Excel ordered by unit cost descending",
  "what percentage of OPS Excel is inactive",
  "percentage of RBP GPU products that are in OPS Excel",
  "duplicate planning SKUs in product master",
  "how many planning SKUs are duplicated in the product master?",
  "different customers of OPS Excel",
] as const;

/** How long something took, and parts of dates, over a table of several dates, one of them a text. */
const DURATIONS = [
  "repairs that took more than 3 days from opening to closing",
  "repairs closed more than 5 minutes after they were opened",
  "repairs checked within 3 months of opening",
  "repairs checked on a Monday",
  "repairs not closed on a weekend",
  "number of repairs per week of being checked",
  "number of repairs per quarter of opened at",
  "number of repairs per weekday of closed on and machine",
  "repairs not closed within 2 years of being checked",
  "average number of hours between opening and closing of repairs per machine",
  "repairs with posted on before 2024-02-01",
  "repairs with due date in January 2024",
  "repairs whose due date is blank",
  "repairs with posted on on a weekend",
  "repairs whose closed on is after the due date",
  "repairs whose closed on is more than 3 days after the posted on",
  "number of repairs per month of posted on",
  "number of repairs per quarter of due date",
] as const;

const landing = openLanding();
const workshop = openFixture(
  "CREATE TABLE repairs(repair_id INTEGER, machine TEXT, opened_at TIMESTAMP, closed_on DATE, checked TEXT, posted_on TEXT, due_date INTEGER);" +
    "INSERT INTO repairs VALUES (1, 'lathe', '2024-01-01 10:00:00', '2024-01-05', '2024-01-06', '20240107', 20240108)",
  { matches: [], compactDates: ["repairs.posted_on", "repairs.due_date"] },
);
afterAll(() => {
  landing.db.close();
  workshop.db.close();
});

const ALL = [...DEFINITIONS, ...DURATIONS];
const NAMES = new Set([landing, workshop].flatMap(({ graph }) => graph.tables.map((table) => table.name)));

function fixtureOf(definition: string) {
  return DURATIONS.some((each) => each === definition) ? workshop : landing;
}

function compiled(definition: string, dialect: Dialect): Compiled {
  const result = fixtureOf(definition).compile(definition, { dialect, limit: 100, minConfidence: 0 });
  if (!result.ok) throw new Error(`${definition}: ${result.diagnostics[0].message}`);
  return result;
}

/** As it runs, as it counts, and as people read it. */
function texts({ statement, countStatement, readableSql }: Compiled): ReadonlySet<string> {
  return new Set([statement.sql, countStatement.sql, readableSql]);
}

function tableName(written: string): string {
  return (written.split(".").at(-1) ?? "").replace(/^["`]|["`]$/g, "");
}

/** The text without quoted names and strings: where a placeholder would show. */
function unquoted(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`/g, "x");
}

it("covers every type of query", () => {
  const types = DEFINITIONS.map((definition) => compiled(definition, "sqlite").queryType);
  expect(QUERY_TYPES.filter((type) => !types.includes(type))).toEqual([]);
});

describe("SQLite", () => {
  it.each(ALL)("prepares one SELECT: %s", (definition) => {
    for (const text of texts(compiled(definition, "sqlite"))) {
      // better-sqlite3 refuses a text of several statements; `reader` and `readonly` make it a SELECT.
      expect(fixtureOf(definition).db.prepare(text)).toMatchObject({ reader: true, readonly: true });
    }
  });
});

it("is written for MariaDB as for MySQL", () => {
  for (const definition of ALL)
    expect(compiled(definition, "mariadb")).toEqual(compiled(definition, "mysql"));
});

describe.each(DIALECTS)("for people to read, in %s", (dialect) => {
  it("no placeholder is left", () => {
    for (const definition of ALL) {
      const { statement, readableSql } = compiled(definition, dialect);
      expect(unquoted(readableSql)).not.toMatch(/[?@$:]/);
      if (statement.parameters.length > 0) expect(unquoted(statement.sql)).toMatch(/[?@$:]/);
    }
  });
});

// The first text of a dialect builds its grammar's tables, which takes seconds.
describe.each(PARSED)("%s", { timeout: 120_000 }, (dialect) => {
  it.each(ALL)("is one SELECT over tables of the graph: %s", (definition) => {
    const result = compiled(definition, dialect);
    for (const text of texts(result)) {
      const parsed = PARSERS[dialect](text);
      expect(parsed.errors, text).toEqual([]);
      expect(parsed.statements, text).toEqual([text]);
      expect(parsed.selects[0], text).toBe(text);
      const tables = parsed.tables.map(tableName);
      expect(tables, text).toContain(result.sourceTable);
      for (const table of tables) expect(NAMES, text).toContain(table);
    }
  });
});

/** Right in some database, wrong in this one: without refusing these a parser would prove nothing. */
const FOREIGN: readonly (readonly [(typeof PARSED)[number], string, string])[] = [
  ["sqlserver", "LIMIT", 'select "a" from "t" as "s" limit 5'],
  ["sqlserver", "backticks", "select `a` from `t`"],
  ["sqlserver", "NULLS LAST", 'select "a" from "t" order by "a" nulls last'],
  ["sqlserver", "FETCH without ORDER BY", 'select "a" from "t" fetch next 5 rows only'],
  ["sqlserver", "Oracle's placeholder", 'select "a" from "t" where "a" = :1'],
  ["sqlserver", "a boolean alone", 'select "a" from "t" where true'],
  ["oracle", "LIMIT", 'select "a" from "t" "s" limit 5'],
  ["oracle", "backticks", "select `a` from `t`"],
  ["oracle", "brackets", "select [a] from [t]"],
  ["oracle", "AS before a table's alias", 'select "a" from "t" as "s"'],
  ["oracle", "TOP", 'select top 5 "a" from "t" "s"'],
  ["oracle", "SQL Server's placeholder", 'select "a" from "t" where "a" = @1'],
  ["postgresql", "backticks", "select `a` from `t`"],
  ["postgresql", "brackets", "select [a] from [t]"],
  ["postgresql", "Oracle's placeholder", 'select "a" from "t" where "a" = :1'],
  ["mysql", "names in double quotes", 'select "a" from "t" as "s"'],
  ["mysql", "NULLS LAST", "select `a` from `t` order by `a` nulls last"],
  ["mysql", "FETCH", "select `a` from `t` fetch next 5 rows only"],
];

describe("the parsers", { timeout: 120_000 }, () => {
  it.each(FOREIGN)("of %s refuses %s", (dialect, _what, text) => {
    expect(PARSERS[dialect](text).errors).not.toEqual([]);
  });

  it.each(PARSED)("of %s sees a second statement, what is no SELECT, and a table of nobody", (dialect) => {
    const parse = PARSERS[dialect];
    expect(parse("select a from t; drop table x;")).toMatchObject({ errors: [], tables: ["t", "x"] });
    expect(parse("select a from t; drop table x;").statements).toHaveLength(2);
    expect(parse("delete from t where a = 1;")).toMatchObject({ errors: [], selects: [] });
    expect(parse("select a from (select b from stranger) s;").tables).toEqual(["stranger"]);
  });
});
