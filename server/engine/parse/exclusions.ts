import { isRowNoun } from "../link/row-nouns.ts";
import { INVERSE } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";

/** "products without a brand excluded", "except those in Gaming": the opposite of what the clause says. */

const EXCLUDED = new Cues<true>([
  [
    true,
    "excluded, left out, not counted, not included, disregarded, aside, are excluded, are left out, are not counted",
  ],
]);
const EXCLUDING = new Cues<true>([
  [
    true,
    "excluding, except, except for, except those, excluding those, leaving out, not counting, without counting, other than those, apart from, leaving out those, except the ones, excluding the ones, but not those, but not the ones",
  ],
]);

/** Clauses that end in "excluded", as what they leave over. */
export function* leftOut(reader: Reader, clauses: readonly Element[]): Generator<Element> {
  for (const clause of clauses) {
    const cue = EXCLUDED.longest(reader, clause.end);
    for (const left of cue ? opposite(clause, clause.start, cue.end) : [])
      yield { ...left, cost: left.cost - 0.4 };
  }
}

/** Where the clause begins that "except", "excluding those" at a token leaves out. */
export function leavingOut(reader: Reader, at: number): number[] {
  return EXCLUDING.read(reader, at).map(({ end }) => (isRowNoun(wordAt(reader, end)) ? end + 1 : end));
}

/** The opposite of a clause over other tokens; nothing for a clause that has none. */
export function* opposite(clause: Element, start: number, end: number): Generator<Element> {
  if (clause.kind === "compare") yield { ...clause, start, end, op: INVERSE[clause.op] };
  else if ("negated" in clause && clause.kind !== "absent")
    yield { ...clause, start, end, negated: !clause.negated };
}

export const EXCLUSION_CUES: readonly Cues<unknown>[] = [EXCLUDED, EXCLUDING];
