import type { Comparison, RulesetEntry } from "../../server/contracts/rulesets.ts";

/** How two columns may be compared, as one dropdown offers it, the strict ways first. */
export const ALIKE_CHOICES = [
  ["exact", "Exactly"],
  ["trimmed", "Spaces around ignored"],
  ["case_insensitive", "Case and spaces ignored"],
  ["leading_zeros", "Leading zeros ignored too"],
] as const;

export const WAY_CHOICES = [
  ...ALIKE_CHOICES,
  ["within", "Within a tolerance (numbers)"],
  ["same day", "The same day"],
  ["same month", "The same month"],
  ["same year", "The same year"],
] as const;

/** The fields of one pair of columns as texts, the way a browser sends them. */
export interface PairValues {
  readonly way: string;
  readonly tolerance: string;
}

/** The fields that say how a rule compares now. */
export function valuesOfPairs(comparisons: readonly Comparison[]): PairValues[] {
  return comparisons.map(({ how, tolerance, unit }) => ({
    way: how === "same" ? `same ${unit}` : how,
    tolerance: tolerance === undefined ? "" : String(tolerance),
  }));
}

export function readPairs(form: FormData): PairValues[] {
  const tolerances = form.getAll("tolerance");
  return form.getAll("way").map((way, i) => ({ way: String(way), tolerance: String(tolerances[i] ?? "") }));
}

/** What the API is asked for; it checks each and says what is wrong. A tolerance counts only where one is used. */
export function comparisonsOf(pairs: readonly PairValues[]): Comparison[] {
  return pairs.map(({ way, tolerance }) => {
    const [how, unit] = way.split(" ");
    const comparison = { how, ...(unit === undefined ? {} : { unit }) } as Comparison;
    if (how !== "within" || tolerance.trim() === "") return comparison;
    return { ...comparison, tolerance: Number(tolerance) };
  });
}

/** How two columns are compared, as the end of "compared ...". */
export function comparisonWords({ how, tolerance, unit }: Comparison): string {
  if (how === "within") return `within ${tolerance} of each other`;
  if (how === "same") return `by the same ${unit}`;
  return COMPARED[how];
}

const COMPARED = {
  exact: "exactly",
  trimmed: "with spaces around ignored",
  case_insensitive: "with case and spaces ignored",
  leading_zeros: "with case, spaces and leading zeros ignored",
} as const;

type Rule = RulesetEntry["rules"][number];

/** Each pair of columns of a rule with how it is compared; `pair` is "orders.customer_no = customers.id". */
export function pairsOf({ source, target, comparisons }: Rule): { pair: string; words: string }[] {
  return comparisons.map((comparison, i) => ({
    pair: `${source.table}.${source.columns[i]} = ${target.table}.${target.columns[i]}`,
    words: comparisonWords(comparison),
  }));
}

/** How a rule compares, in one sentence where all of its pairs are compared alike; else one for each pair. */
export function comparedSentences(rule: Rule): string[] {
  const pairs = pairsOf(rule);
  const [first] = pairs;
  if (!first) return [];
  if (pairs.every(({ words }) => words === first.words)) return [`Compared ${first.words}.`];
  return pairs.map(({ pair, words }) => `${pair}, compared ${words}.`);
}
