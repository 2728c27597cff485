import { places } from "./presence.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { ABSENT_WORDS, looksLikeVerb, readVerbGroup, skipRelative } from "./verbs.ts";

export const AGAINST = new Cues<"against" | "minus">([
  [
    "against",
    "vs, versus, against, compared to, compared with, compared against, when compared to, when compared with, in comparison to, in comparison with, relative to, reconciled with, reconciled against, matched against, as against, checked against",
  ],
  [
    "minus",
    "minus, except, except for, excluding, but not, and not, without, not, less, but no, other than, besides, apart from",
  ],
]);

/** "RBP GPU vs OPS Excel", "A minus B". */
export function* against(reader: Reader, start: number): Generator<Element> {
  for (const cue of [...AGAINST.read(reader, start), ...comparedWith(reader, start)]) {
    const fillers = [
      "those",
      "the",
      "ones",
      "products",
      "items",
      "rows",
      "records",
      "in",
      "of",
      "from",
      "on",
    ];
    let at = cue.end;
    while (fillers.includes(wordAt(reader, at)) && at < cue.end + 4) at++;
    for (const place of places(reader, at)) {
      if (cue.value === "against")
        yield { kind: "against", start, end: place.end, cost: 0.05 + place.cost, phrases: place.node };
      else
        yield {
          kind: "present",
          start,
          end: place.end,
          cost: 0.3 + place.cost,
          negated: true,
          only: false,
          phrases: place.node,
          key: null,
        };
    }
  }
}

const COMPARING = new Set([
  "compare",
  "comparing",
  "comparison",
  "reconcile",
  "reconciling",
  "reconciliation",
  "match",
  "check",
]);

/** "compare A with B", "reconciliation of A and B". */
function comparedWith(reader: Reader, at: number): { end: number; value: "against" }[] {
  if (!["with", "to", "and", "against"].includes(wordAt(reader, at))) return [];
  const comparing = reader.tokens.slice(0, at).some((token) => COMPARING.has(token.norm));
  return comparing ? [{ end: at + 1, value: "against" }] : [];
}

/** "missing products", "what is missing": an absence whose place is said elsewhere. */
export function* bareAbsence(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  const cue = ABSENT_WORDS.longest(reader, verbs.end);
  if (cue) yield { kind: "absent", start, end: cue.end, cost: 0.5, negated: verbs.negated };
  if (looksLikeVerb(reader, verbs.end) && wordAt(reader, verbs.end) === "unmatched") {
    yield { kind: "absent", start, end: verbs.end + 1, cost: 0.2, negated: verbs.negated };
  }
}
