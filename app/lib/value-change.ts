import type { Better } from "../../server/contracts/threshold-words.ts";
import { formatNumber } from "./format.ts";

/** How a value differs from the one before, in words: "+12", and whether that is better or worse. */
export interface ChangeWords {
  /** Signed; percentages in points. */
  readonly amount: string;
  /** null where nobody said which values are better, or nothing changed. */
  readonly verdict: "better" | "worse" | null;
}

export function changeInWords(
  change: number,
  { value_kind, better }: { readonly value_kind: string | null; readonly better: Better | null },
): ChangeWords {
  if (change === 0) return { amount: "no change", verdict: null };
  const sign = change > 0 ? "+" : "−";
  const amount = `${sign}${formatNumber(Math.abs(change))}${value_kind === "percentage" ? " points" : ""}`;
  if (better === null) return { amount, verdict: null };
  return { amount, verdict: change > 0 === (better === "higher") ? "better" : "worse" };
}
