import type { Column, Comparison } from "../graph.ts";
import type { Hop } from "../intent.ts";

/** How texts may be compared, the strict ways first: each finds equal all that those before it do. */
const TEXT_WAYS = ["exact", "trimmed", "case_insensitive", "leading_zeros"] as const;
type TextWay = (typeof TEXT_WAYS)[number];

export const EXACT: Comparison = { how: "exact" };
export const FOLDED: Comparison = { how: "case_insensitive" };

export function isExact(hop: Hop): boolean {
  return hop.comparisons.every(({ how }) => how === "exact");
}

/** Whether a comparison puts texts in another form. */
export function isAboutText(comparison: Comparison): boolean {
  return isTextWay(comparison) && comparison.how !== "exact";
}

/** Whether a column's values can be compared so: numbers within a tolerance, dates by a unit, and any otherwise. */
export function suits({ how }: Pick<Comparison, "how">, { kind }: Column): boolean {
  if (how === "within") return kind === "integer" || kind === "decimal";
  if (how === "same") return kind === "date" || kind === "timestamp";
  return true;
}

/** Whether keys that match are equal once they are put in one form; two numbers that are near each other are not. */
export function matchesByEquality(hop: Hop): boolean {
  return hop.comparisons.every(({ how }) => how !== "within");
}

/** The same hop with case and surrounding spaces ignored wherever it compares texts. */
export function withFold<T extends Hop>(hop: T): T {
  return { ...hop, comparisons: hop.comparisons.map((comparison) => looser(comparison, FOLDED)) };
}

/** What a.x = b.y and b.y = c.z make of a.x and c.z, pair by pair; null when that does not follow. */
export function chained(first: Hop, second: Hop): readonly Comparison[] | null {
  const chain = first.comparisons.map((one, i) => {
    const other = second.comparisons[i] ?? EXACT;
    return isTextWay(one) && isTextWay(other) ? looser(one, other) : null;
  });
  return chain.every((comparison) => comparison !== null) ? chain : null;
}

function looser(one: Comparison, other: Comparison): Comparison {
  if (!isTextWay(one) || !isTextWay(other)) return one;
  return TEXT_WAYS.indexOf(one.how) >= TEXT_WAYS.indexOf(other.how) ? one : other;
}

function isTextWay(comparison: Comparison): comparison is { readonly how: TextWay } {
  return (TEXT_WAYS as readonly string[]).includes(comparison.how);
}

/** A comparison in words for a reading, "case and spaces ignored"; empty when it is exact. */
export function comparisonText(comparison: Comparison): string {
  switch (comparison.how) {
    case "exact":
      return "";
    case "trimmed":
      return "spaces ignored";
    case "case_insensitive":
      return "case and spaces ignored";
    case "leading_zeros":
      return "case, spaces and leading zeros ignored";
    case "within":
      return `at most ${comparison.tolerance} apart`;
    case "same":
      return `the same ${comparison.unit}`;
  }
}
