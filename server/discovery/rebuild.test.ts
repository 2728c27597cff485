import { expect, test } from "vitest";
import type { Evidence, Proposal } from "./proposal.ts";
import { compareProposals } from "./rebuild.ts";

const EVIDENCE: Evidence = {
  nameScore: 1,
  sameType: true,
  valuesChecked: 50,
  containment: 1,
  exactContainment: 1,
  reverseContainment: 0.5,
  match: "exact",
  targetUnique: true,
  uniqueKnown: "declared",
  sourceDistinct: 50,
  targetDistinct: 100,
  fanOut: { average: 6, max: 6 },
  sampled: false,
};

function proposal(table: string, change: Partial<Proposal> = {}): Proposal {
  return {
    source: { schema: "s", table, columns: ["customer_id"] },
    target: { schema: "s", table: "customers", columns: ["id"] },
    type: "FOREIGN_KEY",
    confidence: 0.9,
    origin: "evidence",
    evidence: EVIDENCE,
    ...change,
  };
}

test("what is new, the same and gone is told apart, and what was known comes along", () => {
  const [orders, cards] = [
    { ...proposal("orders"), id: 1 },
    { ...proposal("cards"), id: 2 },
  ];
  const rebuilt = compareProposals([orders, cards], [proposal("orders"), proposal("bills")]);
  expect(rebuilt.map(({ change, known }) => [change, known?.id])).toEqual([
    ["same", 1],
    ["new", undefined],
    ["gone", 2],
  ]);
  expect(rebuilt.map(({ proposal: now }) => now?.source.table)).toEqual(["orders", "bills", undefined]);
});

test("figures that differ notably are named, with what they were", () => {
  const after = proposal("orders", {
    confidence: 0.7,
    evidence: { ...EVIDENCE, containment: 0.8, reverseContainment: 0.504, fanOut: { average: 6, max: 9 } },
  });
  expect(compareProposals([proposal("orders")], [after])).toMatchObject([
    {
      change: "changed",
      proposal: after,
      differences: [
        { what: "confidence", before: 0.9, after: 0.7 },
        { what: "containment", before: 1, after: 0.8 },
        { what: "fanOut", before: { average: 6, max: 6 }, after: { average: 6, max: 9 } },
      ],
    },
  ]);
});

test("a join that nobody measured has no figures that could differ", () => {
  const before = { ...proposal("orders"), evidence: null };
  expect(compareProposals([before], [proposal("orders")])).toMatchObject([{ change: "same" }]);
});

test("a pair that is found the other way round is the same pair in another direction", () => {
  const turned = proposal("orders", { source: proposal("orders").target, target: proposal("orders").source });
  expect(compareProposals([proposal("orders")], [turned])).toMatchObject([
    { change: "changed", differences: [{ what: "direction" }] },
  ]);
});

test("the pairs of a composite key are the same in whatever order they are listed", () => {
  const ends = (columns: string[]) => ({
    source: { schema: "s", table: "returns", columns },
    target: { schema: "s", table: "lines", columns },
  });
  const before = [proposal("", ends(["order_id", "line_no"]))];
  expect(compareProposals(before, [proposal("", ends(["line_no", "order_id"]))])).toMatchObject([
    { change: "same" },
  ]);
});
