import { places } from "./presence.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { PARTNER_WORDS, PLACE_PREPOSITIONS, readVerbGroup, skipRelative } from "./verbs.ts";

const PARTNER_LEADS = new Cues<boolean>([
  [
    true,
    "without, lacking, with no, having no, has no, have no, had no, with not, there is no, there are no, no, w/o, lack, lacks, with zero",
  ],
  [false, "with, having, has, have"],
]);

/** "without a matching record in the core ledger", "that have no counterpart in CRM". */
export function* partnered(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  const at = PARTNER_LEADS.longest(reader, afterRelative)
    ? afterRelative
    : verbs.have
      ? verbs.end - 1
      : verbs.end;
  for (const lead of PARTNER_LEADS.read(reader, at)) {
    const negated = lead.value !== (verbs.negated && at > afterRelative);
    const noun = partnerNoun(reader, lead.end);
    if (noun === null || !PLACE_PREPOSITIONS.has(wordAt(reader, noun))) continue;
    for (const place of places(reader, noun + 1)) {
      yield {
        kind: "present",
        start,
        end: place.end,
        cost: 0.06 + place.cost,
        negated,
        only: false,
        phrases: place.node,
        key: null,
      };
    }
  }
  if (verbs.negated || afterRelative > start || verbs.present)
    yield* matching(reader, start, verbs.end, verbs.negated);
}

/** "do not match any record in X", "that match X". */
function* matching(reader: Reader, start: number, at: number, negated: boolean): Generator<Element> {
  if (
    !["match", "matches", "matching", "reconcile", "reconciles", "correspond", "tie"].includes(
      wordAt(reader, at),
    )
  )
    return;
  const noun = partnerNoun(reader, at + 1) ?? at + 1;
  const prep = ["in", "with", "to", "against", "from", "of"].includes(wordAt(reader, noun)) ? noun + 1 : noun;
  for (const place of places(reader, prep)) {
    yield {
      kind: "present",
      start,
      end: place.end,
      cost: 0.12 + place.cost,
      negated,
      only: false,
      phrases: place.node,
      key: null,
    };
  }
}

/** The end of "any corresponding record", or null. */
function partnerNoun(reader: Reader, start: number): number | null {
  for (let at = start; at < start + 4; at++) {
    if (PARTNER_WORDS.has(wordAt(reader, at))) return at + 1;
    if (
      !["a", "an", "any", "the", "corresponding", "matching", "related", "valid", "single"].includes(
        wordAt(reader, at),
      )
    )
      return null;
  }
  return null;
}
