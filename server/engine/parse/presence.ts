import { AGAINST, against, bareAbsence } from "./against.ts";
import { areAlike, hasValue, namesTable, neitherNor, OUTSIDE, orAlike, PLACES } from "./alternatives.ts";
import { partnered } from "./partners.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { readQuantity } from "./quantities.ts";
import { Cues, endsClause, namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { Element, Phrase } from "./sketch.ts";
import {
  ABSENT_WORDS,
  looksLikeParticiple,
  looksLikeVerb,
  PLACE_PREPOSITIONS,
  PRESENT_WORDS,
  readVerbGroup,
  skipRelative,
} from "./verbs.ts";

/** Clauses about where something is or is not: "not in the switch", "missing from CRM", "that ACM has too". */
export function* presenceClauses(reader: Reader, start: number): Generator<Element> {
  yield* placed(reader, start);
  yield* placedBy(reader, start);
  yield* partnered(reader, start);
  yield* possessed(reader, start);
  yield* against(reader, start);
  yield* bareAbsence(reader, start);
}

/** The table phrases a presence clause names: "the core ledger", "both A and B", "A as well as in B". */
export function* places(reader: Reader, at: number): Generator<Parsed<readonly Phrase[]>> {
  for (const list of phraseLists(reader, at)) {
    // "without a coach, retired": the second is no place.
    if (list.node.some((phrase) => phrase.quantity) || !areAlike(list)) continue;
    yield { ...list, cost: list.cost + (list.node.length > 1 ? 0.1 : 0) };
    const next = furtherPlace(reader, list.end);
    if (next === null) continue;
    for (const more of phraseLists(reader, next)) {
      if (more.node.some((phrase) => phrase.quantity)) continue;
      yield { end: more.end, node: [...list.node, ...more.node], cost: list.cost + more.cost + 0.1 };
    }
  }
}

/** "Not in Hartford or Bethel", "not in the switch or in the ledger" is in none of them. */
function* noneOf(reader: Reader, at: number): Generator<Parsed<readonly Phrase[]>> {
  for (const list of places(reader, at)) {
    yield list;
    yield* orAlike(reader, list);
  }
}

const FURTHER = new Cues<true>([[true, "as well as, and also, and, but also, and as well"]]);

/** Where the next place starts after "as well as in". */
function furtherPlace(reader: Reader, at: number): number | null {
  const cue = FURTHER.longest(reader, at);
  if (!cue) return null;
  if (PLACE_PREPOSITIONS.has(wordAt(reader, cue.end))) return cue.end + 1;
  return cue.end > at + 1 ? cue.end : null;
}

function* placed(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  // "that are neither in the switch nor in the ledger"
  for (const list of neitherNor(reader, verbs.end)) {
    if (!PLACES.has(wordAt(reader, verbs.end + 1))) continue;
    const cost = 0.06 + list.cost;
    const found = { negated: true, only: false, phrases: list.node, key: null };
    yield { kind: "present", start, end: list.end, cost, ...found };
  }
  for (const cue of OUTSIDE.read(reader, verbs.end))
    for (const place of noneOf(reader, cue.end)) {
      const cost = 0.06 + place.cost;
      const found = { negated: !verbs.negated, only: false, phrases: place.node, key: null };
      yield { kind: "present", start, end: place.end, cost, ...found };
    }
  for (const word of placeWords(reader, verbs.end, verbs.negated)) {
    if (!(word.explicit || verbs.present)) continue;
    if (!PLACE_PREPOSITIONS.has(wordAt(reader, word.end))) continue;
    for (const list of neitherNor(reader, word.end + 1))
      yield {
        kind: "present",
        start,
        end: list.end,
        cost: 0.08 + word.cost + list.cost,
        negated: true,
        only: false,
        phrases: list.node,
        key: null,
      };
    const only = verbs.only || wordAt(reader, word.end - 1) === "only" || word.only;
    const negated = verbs.negated !== word.absent;
    for (const place of negated ? noneOf(reader, word.end + 1) : places(reader, word.end + 1)) {
      const cost =
        0.08 + word.cost + place.cost + (word.explicit || verbs.negated || afterRelative > start ? 0 : 0.2);
      const trailing = endsInOnly(reader, word.end, place) ? 1 : 0;
      const end = place.end + (["too", "also"].includes(wordAt(reader, place.end)) ? 1 : trailing);
      yield {
        kind: "present",
        start,
        end,
        cost,
        negated,
        only: only || trailing === 1,
        phrases: place.node,
        key: null,
      };
    }
  }
  if (!verbs.present && afterRelative === start && PLACE_PREPOSITIONS.has(wordAt(reader, start))) {
    for (const place of places(reader, start + 1)) {
      const isOnly = endsInOnly(reader, start, place);
      if (!isOnly && wordAt(reader, start + 1) !== "both") continue;
      yield {
        kind: "present",
        start,
        end: place.end + (isOnly ? 1 : 0),
        cost: 0.1 + place.cost,
        negated: false,
        only: isOnly,
        phrases: place.node,
        key: null,
      };
    }
  }
}

/**
 * "In the core ledger only". "With exhibitions only in 2008" restricts when they were, and who is with male players only
 * has no others, which is more than to have some.
 */
function endsInOnly(reader: Reader, preposition: number, { end, node }: Parsed<readonly Phrase[]>): boolean {
  const has = wordAt(reader, preposition) === "with";
  const others = has || node.some((phrase) => namesTable(phrase) && hasValue(phrase));
  return wordAt(reader, end) === "only" && endsClause(reader, end + 1) && !others;
}

/** "whose account can't be found in the core ledger" */
function* placedBy(reader: Reader, start: number): Generator<Element> {
  if (!["whose", "where", "with", "have", "having", "if", "the"].includes(wordAt(reader, start))) return;
  for (const key of phrasesAt(reader, start + 1)) {
    if (key.node.quantity) continue;
    for (const found of [...placed(reader, key.end), ...possessed(reader, key.end)]) {
      if (found.kind === "present")
        yield { ...found, start, key: key.node, cost: found.cost + key.cost + 0.05 };
    }
  }
}

interface PlaceWord {
  end: number;
  absent: boolean;
  explicit: boolean;
  only: boolean;
  cost: number;
}

/** The word between the verbs and the preposition: "found", "missing", any participle, or nothing. */
function* placeWords(reader: Reader, at: number, negated: boolean): Generator<PlaceWord> {
  const base = { absent: false, explicit: true, only: false, cost: 0 };
  yield { ...base, end: at, explicit: false };
  // "closed in the core ledger" filters, "posted in the general ledger" places, unless that is a stored value.
  const stored = namesValue(reader, at);
  for (const cue of PRESENT_WORDS.read(reader, at))
    yield* withOnly(reader, { ...base, end: cue.end, cost: stored ? 0.6 : 0 });
  for (const cue of ABSENT_WORDS.read(reader, at))
    yield* withOnly(reader, { ...base, end: cue.end, absent: true });
  if (looksLikeParticiple(reader, at) && !stored)
    yield { ...base, end: at + 1, cost: 0.25, explicit: !negated };
}

function* withOnly(reader: Reader, word: PlaceWord): Generator<PlaceWord> {
  yield word;
  const next = wordAt(reader, word.end);
  if (next === "only" || next === "solely" || next === "exclusively")
    yield { ...word, end: word.end + 1, only: true };
  if (["entirely", "completely", "altogether", "too", "also"].includes(next))
    yield { ...word, end: word.end + 1 };
}

const POSSESS = new Set([
  "have",
  "has",
  "had",
  "contain",
  "contains",
  "know",
  "knows",
  "hold",
  "holds",
  "include",
  "includes",
  "list",
  "lists",
  "seen",
  "see",
  "sees",
  "carry",
  "carries",
  "recorded",
  "record",
  "records",
  "received",
  "posted",
  "stores",
  "store",
  "show",
  "shows",
  "maintain",
  "maintains",
  "mention",
  "mentions",
]);
const LACK = new Set(["lack", "lacks", "miss", "misses", "missing", "omits"]);

/** "that ACM has too", "which OPS Excel does not have", "the switch has never seen". */
function* possessed(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const inverted = readVerbGroup(reader, afterRelative);
  const at =
    ["does", "do", "did", "is", "has"].includes(wordAt(reader, afterRelative)) &&
    inverted.end === afterRelative + 1
      ? inverted.end
      : afterRelative;
  // "that no supplier list mentions"
  const none = wordAt(reader, at) === "no" && afterRelative > start;
  if (readQuantity(reader, at) && !none) return;
  for (const owner of phrasesAt(reader, none ? at + 1 : at)) {
    if (owner.node.quantity) continue;
    const verbs = readVerbGroup(reader, owner.end);
    const word = wordAt(reader, verbs.end);
    const stored = namesValue(reader, verbs.end);
    const lacks = LACK.has(word) && !stored;
    // "that no trip uses": whatever it does with them.
    const possesses = (POSSESS.has(word) || (none && looksLikeVerb(reader, verbs.end))) && !stored;
    const elided =
      !lacks && !possesses && (verbs.have || (verbs.negated && verbs.end >= reader.tokens.length));
    if (!lacks && !possesses && !elided) continue;
    let end = elided ? verbs.end : verbs.end + 1;
    if (["too", "also", "yet"].includes(wordAt(reader, end))) end++;
    if (!endsClause(reader, end)) continue;
    const cost = 0.15 + owner.cost + (afterRelative > start || at > afterRelative ? 0 : 0.1);
    yield {
      kind: "present",
      start,
      end,
      cost,
      negated: (verbs.negated !== lacks) !== none,
      only: false,
      phrases: [owner.node],
      key: null,
    };
  }
}

export const PRESENCE_CUES: readonly Cues<unknown>[] = [PRESENT_WORDS, ABSENT_WORDS, AGAINST, OUTSIDE];
