import type { Tally } from "../../server/contracts/home.ts";
import { formatCount } from "./format.ts";

const WORDS = [
  ["critical", "critical"],
  ["failed", "failed"],
  ["warning", "with a warning"],
  ["never", "never executed"],
  ["ok", "OK"],
] as const;

/** How KPIs are, the worst first: "2 critical, 1 failed, 3 OK"; "" where nothing is to be said. */
export function tallyInWords(tally: Tally): string {
  return WORDS.filter(([state]) => tally[state] > 0)
    .map(([state, word]) => `${formatCount(tally[state])} ${word}`)
    .join(", ");
}
