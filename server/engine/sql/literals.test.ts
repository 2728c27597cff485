import Database from "better-sqlite3";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { DIALECTS } from "../graph.ts";
import { rulesFor } from "./dialects.ts";

/** The SQL that people read: values as literals, whatever the values hold. */
function readable(dialect: (typeof DIALECTS)[number], value: unknown): string {
  const rules = rulesFor(dialect);
  const query = rules.db.selectNoFrom(sql`${value}`.as("v"));
  return rules.withLiterals.compileQuery(query.toOperationNode(), { queryId: "" }).sql;
}

const HOSTILE = [
  "plain",
  "O'Brien",
  "'; DROP TABLE x; --",
  'a "b"',
  "50%?",
  "back\\slash'",
  "nul\u0000l",
  "Zürich 😀",
  "",
];

test.each(HOSTILE)("in SQLite the literal of %j is the value itself", (value) => {
  const db = new Database(":memory:");
  expect(db.prepare(readable("sqlite", value)).get()).toEqual({ v: value });
});

test.each([12, -0.5, 9007199254740993n, null])("in SQLite the literal of %s is the value itself", (value) => {
  const db = new Database(":memory:");
  expect(
    db
      .prepare(readable("sqlite", value))
      .safeIntegers(typeof value === "bigint")
      .get(),
  ).toEqual({ v: value });
});

test("no placeholder is left in any dialect, and quotes are doubled", () => {
  for (const dialect of DIALECTS) {
    const text = readable(dialect, "O'Brien");
    expect(text).toMatch(/N?'O''Brien'/);
    expect(text).not.toMatch(/\?|\$1|@1|:1/);
  }
});

test("MySQL and MariaDB double the backslash, which they read as an escape", () => {
  for (const dialect of ["mysql", "mariadb"] as const)
    expect(readable(dialect, "a\\' --")).toContain("'a\\\\'' --'");
  expect(readable("postgresql", "a\\")).toContain("'a\\'");
});

test("booleans are 1 and 0, which every database takes", () => {
  for (const dialect of DIALECTS) expect(readable(dialect, true)).toMatch(/\b1\b/);
});
