import { describe, expect, test } from "vitest";
import { type Column, DIALECTS, type Dialect, type Graph, type Table } from "../../engine/graph.ts";
import { compile } from "../../engine/index.ts";
import { readExact, writeExact } from "../exact-json.ts";
import { fingerprintOf, type KeptQuery, keepQuery, movingDatesOf, queryOn } from "./kept-query.ts";

const column = (name: string, kind: Column["kind"]): Column => ({
  ...{ name, kind, declaredType: kind, aliases: [], nullable: true },
});
const table = (name: string, columns: Column[]): Table => ({
  ...{ schema: "shop", name, columns, aliases: [], primaryKey: ["id"], uniqueKeys: [["id"]] },
});
const GRAPH: Graph = {
  ...{ name: "SHOP", version: 1 },
  tables: [
    table("orders", [
      ...[column("id", "integer"), column("customer_id", "integer"), column("amount", "decimal")],
      ...[column("created_at", "timestamp"), column("due", "date"), column("status", "text")],
    ]),
    table("customers", [column("id", "integer"), column("name", "text"), column("founded_year", "integer")]),
  ],
  relationships: [
    {
      ...{
        id: "1",
        type: "many-to-one",
        confidence: 1,
        priority: 50,
        excluded: false,
        origin: "declared" as const,
      },
      source: { schema: "shop", table: "orders", columns: ["customer_id"] },
      target: { schema: "shop", table: "customers", columns: ["id"] },
    },
  ],
};

const MOVING = [
  "orders created in the last 30 days",
  "orders created today",
  "orders created yesterday",
  "orders created last week",
  "orders created this month",
  "orders created last month",
  "orders created this year",
  "orders created in the last 2 years",
  "orders created in the last 3 months",
  "orders created last quarter",
  "orders due in the next 14 days",
  "orders older than 2 months",
  "orders whose due date has passed",
  "number of orders per month this year",
  "customers without orders in the last 90 days",
  "customers founded in the last 20 years",
];
const FIXED = [
  "orders without customers",
  "top 5 orders by amount",
  "orders created in May 2024",
  "orders created in the last 30 days as of 2025-03-01",
  "orders with amount above 10000",
  "number of orders per status",
];
const LIMITS = [3, 10_000];
/** None of these is looked at when a query is kept. */
const DAYS = ["2024-12-30", "2028-02-29", "2029-10-01"];

function compiledAt(definition: string, dialect: Dialect, today: string, limit: number) {
  const result = compile({ definition, graph: GRAPH, dialect, today, limit });
  if (!result.ok) throw new Error(`${definition}: ${result.diagnostics[0].message}`);
  return result;
}

function kept(definition: string, dialect: Dialect): KeptQuery {
  const found = keepQuery((today, limit) => compiledAt(definition, dialect, today, limit), "2026-11-30");
  if ("ok" in found) throw new Error(found.diagnostics[0].message);
  return readExact(writeExact(found));
}

describe.each(DIALECTS)(
  "in %s a kept query is what the definition gives on the day of the run",
  (dialect) => {
    test.each([...MOVING, ...FIXED])("%s", (definition) => {
      const query = kept(definition, dialect);
      for (const day of DAYS)
        for (const limit of LIMITS)
          expect(queryOn(query, day, limit)).toEqual(compiledAt(definition, dialect, day, limit));
      expect(movingDatesOf(query, "2026-11-30").length > 0).toBe(MOVING.includes(definition));
    });
  },
);

test("the dates that follow the day are said in words", () => {
  expect(movingDatesOf(kept("orders created in the last 30 days", "sqlite"), "2026-11-27")).toEqual([
    { date: "2026-10-28", means: "the day of the run less 30 days" },
    { date: "2026-11-28", means: "the day of the run plus 1 day" },
  ]);
  expect(movingDatesOf(kept("orders created last month", "sqlite"), "2026-11-27")).toEqual([
    { date: "2026-10-01", means: "the first day of the month of the run less 1 month" },
    { date: "2026-11-01", means: "the first day of the month of the run" },
  ]);
});

test("a query that follows the day in another way is refused, not kept wrongly", () => {
  const odd = keepQuery((today, limit) => {
    const result = compiledAt("orders created in the last 30 days", "sqlite", today, limit);
    const compact = today.slice(2).replaceAll("-", "");
    return { ...result, statement: { ...result.statement, parameters: [compact, limit] } };
  }, "2026-11-30");
  expect(odd).toMatchObject({
    ok: false,
    diagnostics: [{ message: expect.stringContaining("cannot be accepted") }],
  });
});

test("a fingerprint is the same whatever the day, and that of no other query", () => {
  const at = (definition: string, today: string) => {
    const found = keepQuery((day, limit) => compiledAt(definition, "sqlite", day, limit), today);
    return "ok" in found ? "" : fingerprintOf(found);
  };
  const one = at("orders created in the last 30 days", "2026-11-30");
  expect(at("orders created in the last 30 days", "2027-01-02")).toBe(one);
  expect(at("orders created in the last 31 days", "2026-11-30")).not.toBe(one);
});
