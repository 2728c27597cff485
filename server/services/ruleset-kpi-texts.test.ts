import { expect, test } from "vitest";
import { RULE_KPI_KINDS } from "../contracts/rulesets.ts";
import { kpiName, makerOf } from "./ruleset-kpi-texts.ts";

const end = (table: string) => ({ schema: "main", table, columns: ["id"] });
const rule = { source: end("orders"), target: end("customers") };

test("names say ruleset and tables, and a second of the same name has a number", () => {
  const said = { source: "orders", target: "customers" };
  expect(kpiName("NIGHTLY", "unmatched_source", said, 1)).toBe("NIGHTLY: orders not in customers");
  expect(kpiName("NIGHTLY", "percentage", said, 2)).toBe("NIGHTLY: share of orders in customers (2)");
});

test("names of any length fit, with the number at the end", () => {
  const long = "x".repeat(255);
  for (const said of [
    { source: "orders", target: "customers" },
    { source: long, target: long },
  ]) {
    const name = kpiName(long, "matched", said, 12);
    expect(name.length).toBeLessThanOrEqual(255);
    expect(name).toMatch(/ \(12\)$/);
  }
});

test("each kind of each ruleset of each graph has a maker of its own, within a hundred characters", () => {
  const places = [
    ["g", "a, b"],
    ["g, a", "b"],
    ["g", "R".repeat(255)],
    ["g", `${"R".repeat(254)}S`],
  ] as const;
  const makers = places.flatMap(([graph, ruleset]) =>
    RULE_KPI_KINDS.map((kind) => makerOf(graph, ruleset, rule, kind)),
  );
  expect(new Set(makers).size).toBe(makers.length);
  expect(Math.max(...makers.map(({ length }) => length))).toBeLessThanOrEqual(100);
});

test("a rule the other way round has other makers", () => {
  const turned = { source: rule.target, target: rule.source };
  expect(makerOf("g", "R", turned, "matched")).not.toBe(makerOf("g", "R", rule, "matched"));
});
