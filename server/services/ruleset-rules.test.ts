import { expect, test } from "vitest";
import type { Column, RulesetRule, Table } from "../engine/graph.ts";
import { problemOf } from "./ruleset-rules.ts";

function table(name: string, kind: Column["kind"]): Table {
  const amount: Column = { name: "amount", kind, declaredType: "", nullable: true, aliases: [] };
  return { schema: "main", name, aliases: [], columns: [amount], primaryKey: [], uniqueKeys: [] };
}

const RULE: RulesetRule = {
  name: "amounts",
  source: { schema: "main", table: "bills", columns: ["amount"] },
  target: { schema: "main", table: "payments", columns: ["amount"] },
  comparisons: [{ how: "within", tolerance: 1 }],
  confidence: 1,
};

test("a rule says that a column is not of the type any more that it compares", () => {
  expect(problemOf(RULE, [table("bills", "decimal"), table("payments", "integer")])).toBeNull();
  expect(problemOf(RULE, [table("bills", "decimal"), table("payments", "text")])).toBe(
    "“within a tolerance” is for numbers on both sides, and amount holds text. Choose another way to compare it. Until then this rule is not used.",
  );
  const exact = { ...RULE, comparisons: [{ how: "exact" } as const] };
  expect(problemOf(exact, [table("bills", "decimal"), table("payments", "text")])).toBeNull();
});
