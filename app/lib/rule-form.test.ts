import { expect, test } from "vitest";
import { Comparison } from "../../server/contracts/rulesets.ts";
import { comparedSentences, comparisonsOf, readPairs, valuesOfPairs, WAY_CHOICES } from "./rule-form.ts";

function formOf(pairs: readonly (readonly [way: string, tolerance: string])[]): FormData {
  const form = new FormData();
  for (const [way, tolerance] of pairs) {
    form.append("way", way);
    form.append("tolerance", tolerance);
  }
  return form;
}

test.each(WAY_CHOICES)(
  "the choice %s is a comparison that the API accepts and the form shows again",
  (way) => {
    const entered = [{ way, tolerance: way === "within" ? "0.5" : "" }];
    const [comparison] = comparisonsOf(readPairs(formOf([[way, "0.5"]])));
    expect(valuesOfPairs([Comparison.parse(comparison)])).toEqual(entered);
  },
);

test("a tolerance that is no number is refused by the API, not read as another", () => {
  const [comparison] = comparisonsOf(readPairs(formOf([["within", "1,5"]])));
  expect(Comparison.safeParse(comparison).error?.issues[0]?.message).toBe("Tolerance must be a number.");
});

test("pairs that are compared alike are told in one sentence, others each in its own", () => {
  const rule = {
    name: "lines",
    source: { schema: "s", table: "lines", columns: ["no", "day"] },
    target: { schema: "s", table: "heads", columns: ["id", "on"] },
    confidence: 1,
    problem: null,
  };
  const exact = { how: "exact" } as const;
  expect(comparedSentences({ ...rule, comparisons: [exact, exact] })).toEqual(["Compared exactly."]);
  expect(comparedSentences({ ...rule, comparisons: [exact, { how: "same", unit: "day" }] })).toEqual([
    "lines.no = heads.id, compared exactly.",
    "lines.day = heads.on, compared by the same day.",
  ]);
});
