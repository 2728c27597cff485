import { expect, test } from "vitest";
import type { Evidence, Proposal } from "./proposal.ts";
import { compareProposals, type Decision } from "./rebuild.ts";

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

const APPROVED: Decision = { status: "approved", excluded: false, priority: 3 };
const REJECTED: Decision = { status: "rejected", excluded: true, priority: 0 };

test("what is new, the same and gone is told apart, and decisions stay with their pair", () => {
  const before = [
    { proposal: proposal("orders"), decision: APPROVED },
    { proposal: proposal("cards"), decision: REJECTED },
  ];
  const rebuilt = compareProposals(before, [proposal("orders"), proposal("bills")]);
  expect(
    rebuilt.map(({ proposal: { source }, change, decision }) => [source.table, change, decision.status]),
  ).toEqual([
    ["orders", "same", "approved"],
    ["bills", "new", "undecided"],
    ["cards", "gone", "rejected"],
  ]);
  expect(rebuilt[0]?.decision).toEqual(APPROVED);
  expect(rebuilt[2]?.decision).toEqual(REJECTED);
});

test("figures that differ notably are named, with what they were", () => {
  const after = proposal("orders", {
    confidence: 0.7,
    evidence: { ...EVIDENCE, containment: 0.8, reverseContainment: 0.504, fanOut: { average: 6, max: 9 } },
  });
  const [rebuilt] = compareProposals([{ proposal: proposal("orders"), decision: APPROVED }], [after]);
  expect(rebuilt).toMatchObject({ change: "changed", decision: APPROVED, proposal: after });
  expect(rebuilt?.differences).toEqual([
    { what: "confidence", before: 0.9, after: 0.7 },
    { what: "containment", before: 1, after: 0.8 },
    { what: "fanOut", before: { average: 6, max: 6 }, after: { average: 6, max: 9 } },
  ]);
});

test("a pair that is found the other way round is the same pair in another direction", () => {
  const turned = proposal("orders", { source: proposal("orders").target, target: proposal("orders").source });
  const [rebuilt, ...others] = compareProposals(
    [{ proposal: proposal("orders"), decision: APPROVED }],
    [turned],
  );
  expect(others).toEqual([]);
  expect(rebuilt?.decision).toEqual(APPROVED);
  expect(rebuilt?.differences.map(({ what }) => what)).toEqual(["direction"]);
});

test("the pairs of a composite key are the same in whatever order they are listed", () => {
  const ends = (columns: string[]) => ({
    source: { schema: "s", table: "returns", columns },
    target: { schema: "s", table: "lines", columns },
  });
  const before = [{ proposal: proposal("", ends(["order_id", "line_no"])), decision: APPROVED }];
  expect(compareProposals(before, [proposal("", ends(["line_no", "order_id"]))])).toMatchObject([
    { change: "same" },
  ]);
});
