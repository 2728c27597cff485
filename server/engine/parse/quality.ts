import { BLANK_LEADS, BLANK_WORDS, blankAfter, blankBefore } from "./blanks.ts";
import { CONTRASTS, contrasts } from "./contrasts.ts";
import { DIFFER_LEADS, DIFFER_ON, DIFFER_VERBS, differing } from "./differences.ts";
import { duplicates, repeated, SHARED, TIMES } from "./duplicates.ts";
import { phrasesAt } from "./phrases.ts";
import { INVERSE, SIGNS } from "./quantities.ts";
import { type Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

/** Data-quality clauses: blank values, duplicates, values that differ between matched rows, signs. */
export function* qualityClauses(reader: Reader, start: number): Generator<Element> {
  yield* blankAfter(reader, start);
  yield* blankBefore(reader, start);
  yield* duplicates(reader, start);
  yield* repeated(reader, start);
  yield* differing(reader, start);
  yield* contrasts(reader, start);
  yield* signs(reader, start);
}

/** "card limits that are negative", "with a negative balance", "whose credit limit is zero" */
function* signs(reader: Reader, start: number): Generator<Element> {
  const zero = (at: number) => ({
    kind: "number" as const,
    start: at,
    end: at + 1,
    value: 0,
    text: "0",
    unit: null,
  });
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  const sign = SIGNS.get(wordAt(reader, verbs.end));
  if (sign) {
    const op = verbs.negated ? INVERSE[sign] : sign;
    yield {
      kind: "compare",
      start,
      end: verbs.end + 1,
      cost: 0.2,
      subject: null,
      op,
      terms: [zero(verbs.end)],
      length: false,
      explicit: true,
    };
  }
  let at = start;
  while (
    ["with", "having", "a", "whose", "where", "the", "has", "have"].includes(wordAt(reader, at)) &&
    at < start + 2
  )
    at++;
  const before = SIGNS.get(wordAt(reader, at));
  if (before) {
    for (const phrase of phrasesAt(reader, at + 1)) {
      yield {
        kind: "compare",
        start,
        end: phrase.end,
        cost: phrase.cost + 0.05,
        subject: phrase.node,
        op: before,
        terms: [zero(at)],
        length: false,
        explicit: true,
      };
    }
  }
  for (const phrase of phrasesAt(reader, at)) {
    const group = readVerbGroup(reader, phrase.end);
    const after = SIGNS.get(wordAt(reader, group.end));
    if (!after || (!group.be && after === "=")) continue;
    const op = group.negated ? INVERSE[after] : after;
    yield {
      kind: "compare",
      start,
      end: group.end + 1,
      cost: phrase.cost + 0.05,
      subject: phrase.node,
      op,
      terms: [zero(group.end)],
      length: false,
      explicit: true,
    };
  }
}

export const QUALITY_CUES: readonly Cues<unknown>[] = [
  BLANK_WORDS,
  BLANK_LEADS,
  SHARED,
  TIMES,
  DIFFER_VERBS,
  DIFFER_LEADS,
  DIFFER_ON,
  CONTRASTS,
];
