import { dictionary } from "../text/dictionary.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { ORDER_CUES, readCount } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, Element, Phrase } from "./sketch.ts";
import { readVerbGroup, skipRelative } from "./verbs.ts";

/** Data-quality clauses: blank values, duplicates, values that differ between matched rows, signs. */
export function* qualityClauses(reader: Reader, start: number): Generator<Element> {
  yield* blankAfter(reader, start);
  yield* blankBefore(reader, start);
  yield* duplicates(reader, start);
  yield* repeated(reader, start);
  yield* differing(reader, start);
  yield* signs(reader, start);
}

const BLANK_WORDS = new Cues<boolean>([
  [
    true,
    "null, blank, empty, missing, unset, undefined, not set, not filled, not filled in, not given, not provided, not populated, not maintained, not available, not specified, not present, not known, null or empty, null or blank, empty or null, blank or null, missing or blank, missing or empty, missing or null, blank or missing, unknown, unpopulated, unfilled, unassigned, absent, left blank, left empty, nulls, blank or empty, empty or blank, n/a, lacking, not recorded, not assigned, not entered, not defined, not there, nil",
  ],
  [
    false,
    "not null, not blank, not empty, populated, filled, filled in, set, present, non null, non blank, non empty, known, provided, available, not missing, maintained, given, recorded, assigned",
  ],
]);

const SUBJECT_LEADS = new Set([
  "whose",
  "where",
  "with",
  "if",
  "when",
  "having",
  "which",
  "that",
  "for",
  "the",
  "has",
  "have",
  "and",
  "their",
  "of",
]);

/** "whose planner is missing", "ops planner null", "where the rm code and the branch are empty" */
function* blankAfter(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (SUBJECT_LEADS.has(wordAt(reader, at)) && at < start + 2) at++;
  for (const list of phraseLists(reader, at)) {
    if (list.node.some((phrase) => phrase.quantity)) continue;
    const verbs = readVerbGroup(reader, list.end);
    const unequal = wordAt(reader, verbs.end) === "!=";
    const equals = unequal || ["=", "equals"].includes(wordAt(reader, verbs.end)) ? 1 : 0;
    for (const from of verbs.negated ? [verbs.end, verbs.end - 1] : [verbs.end + equals]) {
      for (const cue of BLANK_WORDS.read(reader, from)) {
        const negated = from < verbs.end ? !cue.value : cue.value === (verbs.negated !== unequal);
        const cost = list.cost + (at > start ? 0.05 : 0.15) + (verbs.present ? 0 : 0.05);
        yield { kind: "blank", start, end: afterBlank(reader, cue.end), cost, subjects: list.node, negated };
      }
    }
  }
}

function afterBlank(reader: Reader, at: number): number {
  return ["value", "values"].includes(wordAt(reader, at)) ? at + 1 : at;
}

const BLANK_LEADS = new Cues<boolean>([
  [
    true,
    "missing, blank, empty, null, with missing, with blank, with empty, with null, with a missing, with a blank, with an empty, with a null, with no value in, with no value for, without a value in, without a value for, without any value in, without any value for, no value in, no value for, without value in, nulls in, blanks in, blank values in, null values in, missing values in, missing value for, missing values for, with missing values in, with nulls in, has no value for, have no value in, has no value in, have no value for, with a null value in, with null values in, lacking a value for, lacking a value in, has missing, have missing, unset",
  ],
  [
    false,
    "with non null, with a non null, with non blank, with a value in, with a value for, populated, having a value in",
  ],
]);

/** "missing ops status", "with a blank email", "no value in the planner column" */
function* blankBefore(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  for (const cue of BLANK_LEADS.read(reader, verbs.end)) {
    for (const at of wordAt(reader, cue.end) === "or" && BLANK_WORDS.longest(reader, cue.end + 1)
      ? [cue.end + 2]
      : [cue.end]) {
      for (const list of phraseLists(reader, at)) {
        if (list.node.some((phrase) => phrase.quantity)) continue;
        const negated = cue.value === verbs.negated;
        yield { kind: "blank", start, end: list.end, cost: list.cost + 0.12, subjects: list.node, negated };
      }
    }
  }
}

const DUPLICATE_WORDS = new Set([
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
function* duplicates(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (
    ["with", "the", "any", "that", "are", "have", "has", "is", "which", "been", "there"].includes(
      wordAt(reader, at),
    ) &&
    at < start + 4
  )
    at++;
  if (!DUPLICATE_WORDS.has(wordAt(reader, at))) return;
  const end = at + 1;
  yield { kind: "duplicate", start, end, cost: 0.1, phrases: [], moreThan: 1 };
  for (const skip of ["of", "by", "in", "on", "for", "based", "values"].includes(wordAt(reader, end))
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
const TIMES = new Cues<number>([
  [
    1,
    "more than once, more than one time, multiple times, several times, twice or more, twice, two or more times, at least twice, repeatedly, 2 or more times, many times, more than 1 time, more than one row, more than one record, two times or more, on multiple rows, in multiple rows, in more than one row, in more than one record",
  ],
  [
    2,
    "more than twice, at least three times, three times or more, three or more times, more than two times, more than 2 times",
  ],
]);
const SAME_LEADS = new Set([
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
]);

/** "occur more than once", "are not unique", "with the same email", "appearing twice on the same album" */
function* repeated(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  const at = OCCUR_WORDS.has(wordAt(reader, verbs.end))
    ? verbs.end + 1 + (wordAt(reader, verbs.end + 1) === "up" ? 1 : 0)
    : verbs.end;
  const times = TIMES.longest(reader, at);
  if (times)
    yield { kind: "duplicate", start, end: times.end, cost: 0.06, phrases: [], moreThan: times.value };
  if (verbs.negated && wordAt(reader, verbs.end) === "unique")
    yield { kind: "duplicate", start, end: verbs.end + 1, cost: 0.06, phrases: [], moreThan: 1 };
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
  let same = afterRelative;
  while (SAME_LEADS.has(wordAt(reader, same)) && same < start + 3) same++;
  if (wordAt(reader, same) === "the") same++;
  if (!["same", "identical", "equal"].includes(wordAt(reader, same))) return;
  for (const list of phraseLists(reader, same + 1)) {
    const end = TIMES.longest(reader, list.end)?.end ?? list.end;
    yield { kind: "duplicate", start, end, cost: list.cost + 0.08, phrases: list.node, moreThan: 1 };
  }
}

const DIFFER_VERBS = new Cues<CompareOp>([
  [
    "!=",
    "differ, differs, disagree, disagrees, do not match, does not match, do not agree, does not agree, are different, is different, mismatch, mismatches, are not the same, is not the same, are not equal, is not equal, do not equal, does not equal, conflict, conflicts, deviate, deviates, vary, varies, are inconsistent, is inconsistent, not match, not matching, not equal, do not tie, don, not agree, are mismatched, do not correspond, not the same, contradict, diverge, diverges, do not coincide, does not reconcile, do not reconcile, does not tie",
  ],
  [
    "=",
    "agree, agrees, match, matches, are the same, is the same, are equal, is equal, coincide, are identical, is identical",
  ],
]);
const DIFFER_LEADS = new Cues<CompareOp>([
  [
    "!=",
    "different, differing, mismatched, mismatching, conflicting, inconsistent, another, other, not the same, deviating, diverging, contradictory, unequal",
  ],
]);
const DIFFER_ON = new Cues<CompareOp>([
  [
    "!=",
    "do not match on, does not match on, differ on, differ in, differs in, differs on, disagree on, mismatch on, mismatch in, not matching on, mismatches in, mismatches on, mismatching on, different in, do not agree on, with mismatches in, with mismatching, with mismatched, mismatched on, not match on, not match in, do not match in, mismatch of, mismatches of, difference in, differences in, mismatch for, discrepancies in, discrepancy in, with differences in, conflict on, vary in, deviate in, unequal, do not match by, not match by, with conflicting, disagree about, do not match for, not match for, not agree on, not matched on, not agree in, do not agree in, compare, comparing, comparison of, compare the, reconcile",
  ],
  ["=", "match on, agree on, matching on, same in"],
]);
const ACROSS = new Set([
  "between",
  "in",
  "across",
  "than",
  "from",
  "to",
  "on",
  "with",
  "of",
  "at",
  "for",
  "vs",
  "versus",
  "against",
  "and",
]);

/** "where RM code and CRM relationship manager disagree", "that do not match on product type", "with a different year in acm than in dblp" */
function* differing(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (
    [
      "whose",
      "where",
      "with",
      "that",
      "which",
      "who",
      "has",
      "have",
      "having",
      "if",
      "for",
      "a",
      "an",
      "the",
      "and",
      "but",
      "are",
      "is",
      "do",
    ].includes(wordAt(reader, at)) &&
    at < start + 3
  ) {
    yield* differOn(reader, start, at);
    at++;
  }
  yield* differOn(reader, start, at);
  for (const lead of DIFFER_LEADS.read(reader, at)) {
    for (const list of phraseLists(reader, lead.end))
      yield* acrossTables(reader, {
        start,
        end: list.end,
        cost: list.cost + 0.06,
        subjects: list.node,
        op: lead.value,
      });
  }
  for (const list of phraseLists(reader, at)) {
    if (list.node.some((phrase) => phrase.quantity)) continue;
    for (const skip of [0, 1]) {
      if (skip === 1 && !["do", "does", "are", "is", "that", "which"].includes(wordAt(reader, list.end)))
        continue;
      for (const verb of DIFFER_VERBS.read(reader, list.end + skip)) {
        yield* acrossTables(reader, {
          start,
          end: verb.end,
          cost: list.cost + 0.08,
          subjects: list.node,
          op: verb.value,
        });
      }
    }
  }
}

function* differOn(reader: Reader, start: number, at: number): Generator<Element> {
  for (const cue of DIFFER_ON.read(reader, at)) {
    const from = ["the", "their"].includes(wordAt(reader, cue.end)) ? cue.end + 1 : cue.end;
    for (const list of phraseLists(reader, from))
      yield* acrossTables(reader, {
        start,
        end: list.end,
        cost: list.cost + 0.06,
        subjects: list.node,
        op: cue.value,
      });
  }
}

interface Differ {
  start: number;
  end: number;
  cost: number;
  subjects: readonly Phrase[];
  op: CompareOp;
}

/** "... between A and B", "... in A than in B", "... from the one in B". */
function* acrossTables(reader: Reader, differ: Differ): Generator<Element> {
  yield { kind: "differ", ...differ, across: [] };
  let at = differ.end;
  while (
    ACROSS.has(wordAt(reader, at)) ||
    (at > differ.end && ["the", "one", "ones", "that"].includes(wordAt(reader, at)))
  )
    at++;
  if (at === differ.end) return;
  for (const list of acrossLists(reader, at, 3))
    yield { kind: "differ", ...differ, end: list.end, cost: differ.cost + list.cost, across: list.node };
}

function* acrossLists(
  reader: Reader,
  at: number,
  limit: number,
): Generator<{ end: number; node: readonly Phrase[]; cost: number }> {
  for (const first of phrasesAt(reader, at)) {
    yield { end: first.end, node: [first.node], cost: first.cost };
    let next = first.end;
    while (
      ACROSS.has(wordAt(reader, next)) ||
      (next > first.end && ["compared", "the"].includes(wordAt(reader, next)))
    )
      next++;
    if (next === first.end || limit <= 1) continue;
    for (const rest of acrossLists(reader, next, limit - 1))
      yield { end: rest.end, node: [first.node, ...rest.node], cost: first.cost + rest.cost };
  }
}

const SIGNS = dictionary<CompareOp>({
  negative: "<",
  positive: ">",
  zero: "=",
  nonnegative: ">=",
  nonzero: "!=",
});

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
    const op = verbs.negated
      ? ({ "<": ">=", ">": "<=", "=": "!=", "!=": "=", ">=": "<", "<=": ">" } as const)[sign]
      : sign;
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
    const op = group.negated
      ? ({ "<": ">=", ">": "<=", "=": "!=", "!=": "=", ">=": "<", "<=": ">" } as const)[after]
      : after;
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

export { ORDER_CUES, readCount };
export const QUALITY_CUES: readonly Cues<unknown>[] = [
  BLANK_WORDS,
  BLANK_LEADS,
  TIMES,
  DIFFER_VERBS,
  DIFFER_LEADS,
  DIFFER_ON,
];
