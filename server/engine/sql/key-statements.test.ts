import { describe, expect, it } from "vitest";
import type { Column, Table } from "../graph.ts";
import { PARSERS } from "../testing/sql-grammars.ts";
import { countKeys, distinctKeys, keysPresent } from "./key-statements.ts";

const column = (name: string): Column => ({
  name,
  declaredType: "TEXT",
  kind: "text",
  nullable: true,
  aliases: [],
});
const order = column("order id");
const line = column("line; drop");
const table: Table = {
  schema: "shop",
  name: "lines",
  aliases: [],
  columns: [order, line],
  primaryKey: [],
  uniqueKeys: [],
};
const LIMITS = { rows: 1000, values: 50 };

describe.each(["postgresql", "mysql", "sqlserver", "oracle"] as const)(
  "%s",
  { timeout: 120_000 },
  (dialect) => {
    it("reads the statements about keys as one SELECT each, with hostile names as names", () => {
      const statements = [
        distinctKeys(dialect, table, [order, line], LIMITS),
        countKeys(dialect, table, [order, line], 1000),
        keysPresent(dialect, table, line, ["a", "b'c"]),
      ];
      for (const { sql } of statements) {
        const parsed = PARSERS[dialect](sql);
        expect(parsed.errors, sql).toEqual([]);
        expect(parsed.statements, sql).toEqual([sql]);
      }
      expect(statements[2]?.parameters).toEqual(["a", "b'c"]);
    });
  },
);

it("limits the rows that are read before it looks for distinct keys", () => {
  expect(distinctKeys("sqlite", table, [line], LIMITS)).toEqual({
    sql: 'select distinct "r"."k1" as "k1" from (select "t"."line; drop" as "k1" from "lines" as "t" limit ?) as "r" where "r"."k1" is not null limit ?',
    parameters: [1000, 50],
  });
});
