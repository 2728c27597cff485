import { DETERMINERS } from "../link/function-words.ts";
import { saysOther } from "./contrasts.ts";
import { phraseLists, phrasesAt, separatorEnd } from "./phrases.ts";
import { readQuantity, TRAILING } from "./quantities.ts";
import { Cues, type Parsed, type Reader, wordAt } from "./reader.ts";
import { isRuled } from "./rules.ts";
import type { Element, Phrase } from "./sketch.ts";
import {
  looksLikeParticiple,
  looksLikeVerb,
  PLACE_PREPOSITIONS,
  readVerbGroup,
  skipRelative,
} from "./verbs.ts";

export const DUPLICATE_WORDS: ReadonlySet<string> = new Set([
  "duplicate",
  "duplicates",
  "duplicated",
  "repeated",
  "repeating",
  "double",
  "doubled",
  "redundant",
  "dupe",
  "dupes",
  "duplication",
  "duplications",
]);

/** "duplicate planning SKUs", "duplicates of the email", "duplicates by name and year" */
export function* duplicates(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (
    ["with", "the", "any", "that", "are", "have", "has", "is", "which", "been", "there"].includes(
      wordAt(reader, at),
    ) &&
    at < start + 4
  )
    at++;
  if (!DUPLICATE_WORDS.has(wordAt(reader, at)) || isMultiple(reader, at)) return;
  const end = at + 1;
  yield { kind: "duplicate", start, end, cost: 0.1, phrases: [], moreThan: 1 };
  for (const skip of ["of", "by", "in", "on", "for", "among", "based", "values"].includes(wordAt(reader, end))
    ? [1, 2]
    : [0]) {
    if (skip === 2 && !["of", "on", "the", "in"].includes(wordAt(reader, end + 1))) continue;
    for (const list of phraseLists(reader, end + skip)) {
      yield {
        kind: "duplicate",
        start,
        end: list.end,
        cost: list.cost + 0.05,
        phrases: list.node,
        moreThan: 1,
      };
    }
  }
}

/** "Double the average" is twice as much. */
function isMultiple(reader: Reader, at: number): boolean {
  return wordAt(reader, at) === "double" && DETERMINERS.has(wordAt(reader, at + 1));
}

/** "more than 350 times", "at least 4 times", "5 times or more". */
function timesAt(reader: Reader, at: number): { end: number; value: number } | null {
  const known = TIMES.longest(reader, at);
  if (known) return known;
  const quantity = readQuantity(reader, at);
  if (!quantity || !["times", "time"].includes(wordAt(reader, quantity.end))) return null;
  const { op, count } = quantity.node;
  const after = TRAILING.longest(reader, quantity.end + 1);
  const moreThan = op === ">" ? count : op === ">=" ? count - 1 : null;
  if (moreThan !== null && moreThan >= 1) return { end: quantity.end + 1, value: moreThan };
  return after?.value === ">=" && count > 1 ? { end: after.end, value: count - 1 } : null;
}

const OCCUR_WORDS = new Set([
  "occur",
  "occurs",
  "occurring",
  "appear",
  "appears",
  "appearing",
  "used",
  "exist",
  "exists",
  "listed",
  "found",
  "present",
  "repeated",
  "show",
  "come",
  "came",
  "comes",
  "occurred",
  "appeared",
  "happened",
  "shows",
  "showed",
  "ordered",
  "chosen",
  "having",
  "recorded",
  "assigned",
  "entered",
  "counted",
  "happen",
  "happens",
  "seen",
  "there",
  "given",
  "stored",
  "registered",
  "posted",
]);
export const TIMES = new Cues<number>([
  [
    1,
    "more than once, more than one time, multiple times, several times, twice or more, twice, two or more times, at least twice, repeatedly, 2 or more times, many times, more than 1 time, more than one row, more than one record, two times or more, on multiple rows, in multiple rows, in more than one row, in more than one record",
  ],
  [
    2,
    "more than twice, at least three times, three times or more, three or more times, more than two times, more than 2 times",
  ],
]);
export const SHARED = new Cues<true>([
  [true, "shared by, shared among, shared between, used by, carried by, held by, had by, belonging to"],
]);

/** "last names that are shared by more than one actor": values that several of the rows have. */
function* sharedBy(reader: Reader, start: number, at: number): Generator<Element> {
  const shared = SHARED.longest(reader, at);
  const from = shared?.end ?? at;
  // "That two or more vehicles share": who shares it is said first.
  if (!shared && !["that", "which"].includes(wordAt(reader, at - 1))) return;
  const several = SEVERAL.has(wordAt(reader, from)) ? 1 : null;
  for (const { end: last, node } of phrasesAt(reader, several ? from + 1 : from)) {
    const end = shared ? last : SHARING.has(wordAt(reader, last)) ? last + 1 : null;
    const quantity = node.quantity;
    const moreThan =
      quantity?.op === ">" ? quantity.count : quantity?.op === ">=" ? quantity.count - 1 : several;
    if (moreThan === null || moreThan < 1 || end === null) continue;
    const things = { ...node, quantity: null, start: node.atoms[0]?.start ?? node.start };
    yield { kind: "duplicate", start, end, cost: 0.06, phrases: [things], moreThan };
    // "emails used by more than one customer" in a list of orders: the customers are counted, not the orders.
    const counted = { ...node, quantity: { op: ">" as const, count: moreThan } };
    yield { kind: "have", start, end, cost: 0.08, negated: false, phrases: [counted], verb: null };
  }
}
const SEVERAL = new Set(["several", "multiple", "many"]);
const SHARING = new Set("share shares use uses have has carry carries hold holds".split(" "));

/** "on several meters", "for more than one account": the rows that have the same. */
function* onSeveral(reader: Reader, at: number): Generator<Parsed<Phrase>> {
  if (!PLACE_PREPOSITIONS.has(wordAt(reader, at))) return;
  const several = SEVERAL.has(wordAt(reader, at + 1)) || wordAt(reader, at + 1) === "different";
  for (const { end, node, cost } of phrasesAt(reader, several ? at + 2 : at + 1)) {
    const quantity = node.quantity;
    const many = quantity?.op === ">" || (quantity?.op === ">=" && quantity.count > 1) || node.distinct;
    if (several || many) yield { end, node: { ...node, quantity: null, distinct: false }, cost };
  }
}

/** "owner and birth date", "same owner, same pet name and same birth date". */
function* sameList(reader: Reader, at: number): Generator<Parsed<readonly Phrase[]>> {
  yield* phraseLists(reader, at);
  for (const first of phrasesAt(reader, at)) {
    const next = separatorEnd(reader, first.end);
    if (next === null) continue;
    const same = wordAt(reader, next) === "the" ? next + 1 : next;
    if (!SAME.has(wordAt(reader, same))) continue;
    for (const rest of sameList(reader, same + 1))
      yield { end: rest.end, node: [first.node, ...rest.node], cost: first.cost + rest.cost };
  }
}
const SAME = new Set(["same", "identical", "equal"]);

/** "(the same name) but different owners", "and another phone number" */
function* differing(reader: Reader, start: number): Generator<Parsed<readonly Phrase[]>> {
  let at = start;
  while (at < start + 4 && DIFFERING_LEADS.has(wordAt(reader, at))) at++;
  if (!DIFFERENT.has(wordAt(reader, at))) return;
  for (const list of phraseLists(reader, at + 1))
    if (!list.node.some((phrase) => phrase.quantity)) yield list;
}
const DIFFERENT = new Set(["different", "differing", "another", "distinct"]);
const DIFFERING_LEADS = new Set(
  ", but and yet with while although have has having belonging to for under a an the".split(" "),
);

const SAME_LEADS = new Set([
  "under",
  "sharing",
  "share",
  "shares",
  "with",
  "having",
  "have",
  "has",
  "for",
  "by",
  "that",
  "which",
  "use",
  "using",
  "on",
  "in",
  "repeat",
  "repeats",
  "repeating",
]);

const COMBINED = new Cues<true>([[true, "the combination of, combination of, combinations of, the pair of"]]);

/** Words by which things are said to be there more than once, besides those of cues. */
export const REPEAT_WORDS: ReadonlySet<string> = new Set([
  ...DUPLICATE_WORDS,
  ...OCCUR_WORDS,
  ...DIFFERENT,
  ...SAME_LEADS,
  "unique",
  "up",
]);

/** Where "is not unique" ends, or "must be unique": those that are not are asked for; null where nothing like it is said. */
function isNotUnique(reader: Reader, at: number): number | null {
  const { negated, end } = readVerbGroup(reader, at);
  return wordAt(reader, end) === "unique" && negated !== isRuled(reader, end) ? end + 1 : null;
}

/** "occur more than once", "are not unique", "with the same email", "appearing twice on the same album" */
export function* repeated(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  // Whatever was done to them twice, unless the graph knows the word: "loans renewed twice" is about renewals.
  const done = looksLikeVerb(reader, verbs.end) && (reader.mentions[verbs.end] ?? []).length === 0;
  // "The same year for charity more than once": a noun says what for, and is heard by nobody.
  const introduced = afterRelative > start || verbs.present;
  const noun = done && !introduced && !looksLikeParticiple(reader, verbs.end);
  const at =
    done || OCCUR_WORDS.has(wordAt(reader, verbs.end))
      ? verbs.end + 1 + (wordAt(reader, verbs.end + 1) === "up" ? 1 : 0)
      : verbs.end;
  const times = timesAt(reader, at);
  if (times && !noun)
    yield { kind: "duplicate", start, end: times.end, cost: 0.06, phrases: [], moreThan: times.value };
  const repeats = isNotUnique(reader, afterRelative);
  if (repeats) yield { kind: "duplicate", start, end: repeats, cost: 0.06, phrases: [], moreThan: 1 };
  // "whose email is not unique", "the email must be unique"
  const lead = ["whose", "where"].includes(wordAt(reader, start)) ? start + 1 : start;
  const named = COMBINED.longest(reader, lead)?.end ?? lead;
  if (lead > start || (reader.ruleAt ?? -1) > start)
    for (const list of phraseLists(reader, named)) {
      const end = isNotUnique(reader, list.end);
      if (end)
        yield { kind: "duplicate", start, end, cost: 0.04 + list.cost, phrases: list.node, moreThan: 1 };
    }
  if (["non"].includes(wordAt(reader, start)) && wordAt(reader, start + 1) === "unique") {
    for (const list of phraseLists(reader, start + 2))
      yield {
        kind: "duplicate",
        start,
        end: list.end,
        cost: 0.06 + list.cost,
        phrases: list.node,
        moreThan: 1,
      };
  }
  yield* sharedBy(reader, start, verbs.end);
  let same = afterRelative;
  while (SAME_LEADS.has(wordAt(reader, same)) && same < start + 3) same++;
  if (wordAt(reader, same) === "the") same++;
  // "who share a first name" have the same one.
  const sharing =
    /^shar(e|es|ed|ing)$/.test(wordAt(reader, same - 1)) && ["a", "an", "one"].includes(wordAt(reader, same));
  if (!sharing && !SAME.has(wordAt(reader, same))) return;
  // "The approver and the officer are the same employee" repeats nothing.
  const before = wordAt(reader, start - 1) === "the" ? start - 2 : start - 1;
  if (before > 0 && ["is", "are", "was", "were", "be"].includes(wordAt(reader, before))) return;
  for (const list of sameList(reader, same + 1)) {
    // What is different is not among what is the same.
    if (list.node.some((phrase) => phrase.distinct)) continue;
    // "In the same country as their manager" is no repetition.
    if (wordAt(reader, list.end) === "as" && !saysOther(reader, list.end + 1)) continue;
    for (const other of differing(reader, list.end)) {
      const cost = list.cost + other.cost - 0.1;
      const said = { phrases: list.node, differing: other.node, moreThan: 1 };
      yield { kind: "duplicate", start, end: other.end, cost, ...said };
    }
    const end = TIMES.longest(reader, list.end)?.end ?? list.end;
    yield { kind: "duplicate", start, end, cost: list.cost + 0.08, phrases: list.node, moreThan: 1 };
    for (const on of onSeveral(reader, list.end)) {
      const phrases = [...list.node, on.node];
      yield { kind: "duplicate", start, end: on.end, cost: list.cost + on.cost, phrases, moreThan: 1 };
    }
  }
}
