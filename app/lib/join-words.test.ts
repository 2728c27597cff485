import { expect, test } from "vitest";
import { endText } from "../../server/contracts/join-text.ts";
import type { RelationshipEntry } from "../../server/contracts/relationships.ts";
import { evidenceSentences } from "./join-words.ts";

const JOIN: RelationshipEntry = {
  id: 1,
  source: { schema: "shop", table: "orders", columns: ["customer_no"] },
  target: { schema: "shop", table: "customers", columns: ["customer_no"] },
  type: "FOREIGN_KEY",
  status: "proposed",
  confidence: 0.93,
  likely: true,
  priority: 0,
  excluded: false,
  origin: "evidence",
  evidence: {
    name_score: 1,
    same_type: true,
    values_checked: 40,
    containment: 0.9999,
    exact_containment: 0.5,
    reverse_containment: 0.667,
    match: "trimmed",
    target_unique: true,
    unique_known: "measured",
    source_distinct: 40,
    target_distinct: 60,
    rows_per_key: { average: 5.04, max: null },
    sampled: false,
  },
};

test("the evidence is told in numbers, and nearly all is not told as all", () => {
  expect(evidenceSentences(JOIN)).toEqual([
    "99.9\u00a0% of 40 values of orders.customer_no are in customers.customer_no, compared without spaces around them.",
    "Compared exactly it is 50\u00a0%.",
    "The other way round it is 66.7\u00a0%.",
    "customers.customer_no has 60 different values, each once in all rows.",
    "orders has 5 rows per value on average.",
    "The names fit 100\u00a0%.",
  ]);
});

test("what was not measured is not told, and what speaks against the join is", () => {
  const evidence = {
    ...(JOIN.evidence as NonNullable<RelationshipEntry["evidence"]>),
    values_checked: 0,
    containment: null,
    exact_containment: null,
    reverse_containment: null,
    target_unique: false,
    target_distinct: null,
    rows_per_key: null,
    same_type: false,
    sampled: true,
  };
  expect(evidenceSentences({ ...JOIN, evidence })).toEqual([
    "No values were compared.",
    "customers.customer_no has some values more than once.",
    "The names fit 100\u00a0%.",
    "The two hold different kinds of values.",
    "Measured on a part of the rows.",
  ]);
  expect(evidenceSentences({ ...JOIN, evidence: null })).toEqual(["Nobody measured how it fits."]);
});

test("several columns are written as by hand", () => {
  expect(endText({ table: "lines", columns: ["order_id", "line"] })).toBe("lines.(order_id, line)");
});
