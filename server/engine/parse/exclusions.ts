import { isFunctionWord } from "../link/function-words.ts";
import { isRowNoun } from "../link/row-nouns.ts";
import { phrasesAt } from "./phrases.ts";
import { INVERSE } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element, Phrase } from "./sketch.ts";

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

const ONLY = new Cues<true>([[true, "only, alone, exclusively"]]);
const ONLY_THOSE = new Cues<true>([
  [true, "only those, only the ones, only ones, only rows, only records, but only those, and only those"],
]);

/** Clauses that end in "excluded", as what they leave over. */
export function* leftOut(reader: Reader, clauses: readonly Element[]): Generator<Element> {
  for (const clause of clauses) {
    const cue = EXCLUDED.longest(reader, afterNoun(reader, clause.end));
    // "without loans, students excluded": only what stands after the comma is left out.
    if (!cue || hasComma(reader, clause)) continue;
    for (const left of opposite(clause, clause.start, cue.end)) yield { ...left, cost: left.cost - 0.4 };
  }
}

function hasComma(reader: Reader, { start, end }: Element): boolean {
  return reader.tokens.slice(start, end).some(({ norm }) => norm === ",");
}

/** "..., waived ones only", "(teens only)", "..., students excluded": which of the rows, said after them. */
export function* saidAfter(reader: Reader, at: number): Generator<Element> {
  // "with male players only" is about what they have.
  if (isFunctionWord(wordAt(reader, at - 1))) return;
  for (const { node, end, cost } of phrasesAt(reader, at)) {
    if (node.quantity || !saysWhich(node)) continue;
    const after = afterNoun(reader, end);
    const said = { phrases: [node], there: false };
    // "..., approved ones"
    if (wordAt(reader, at - 1) === "," && wordAt(reader, end) === "ones")
      yield { kind: "is", start: at, end: end + 1, cost: cost - 0.05, negated: false, ...said };
    const only = ONLY.longest(reader, after);
    const cue = only ?? EXCLUDED.longest(reader, after);
    if (!cue) continue;
    yield { kind: "is", start: at, end: cue.end, cost: cost - 0.1, negated: !only, ...said };
  }
}

/** Whether some piece of a phrase is a stored value and no name of a table. */
export function saysWhich({ atoms }: Phrase): boolean {
  return atoms.some(
    (atom) =>
      atom.kind === "mention" &&
      (atom.mention.values[0]?.score ?? 0) > Math.max(0.6, atom.mention.tables[0]?.score ?? 0),
  );
}

/** Where the clause begins that "only those" at a token restricts the rows by. */
export function onlyThose(reader: Reader, at: number): number[] {
  return ONLY_THOSE.read(reader, at).map(({ end }) => end);
}

/** Whether a clause says by itself what is asked of the rows: "those with more than 2" is about what is counted. */
export function saysOfWhat(clause: Element): boolean {
  return clause.kind !== "compare" || clause.subject !== null;
}

/** Where the clause begins that "except", "excluding those" at a token leaves out. */
export function leavingOut(reader: Reader, at: number): number[] {
  return EXCLUDING.read(reader, at).map(({ end }) => afterNoun(reader, end));
}

/** "expired ones", "those rows" */
function afterNoun(reader: Reader, at: number): number {
  return isRowNoun(wordAt(reader, at)) ? at + 1 : at;
}

/** The opposite of a clause over other tokens; nothing for a clause that has none. */
export function* opposite(clause: Element, start: number, end: number): Generator<Element> {
  if (clause.kind === "compare") yield { ...clause, start, end, op: INVERSE[clause.op] };
  else if ("negated" in clause && clause.kind !== "absent")
    yield { ...clause, start, end, negated: !clause.negated };
}

export const EXCLUSION_CUES: readonly Cues<unknown>[] = [EXCLUDED, EXCLUDING, ONLY, ONLY_THOSE];
