import { dimensionOf } from "../link/dimensions.ts";
import type { Mention } from "../link/mention.ts";
import { isLightParticiple } from "../link/row-nouns.ts";
import { BLANK_WORDS } from "./blanks.ts";
import { DATE_CUES, dated } from "./date-clauses.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { INVERSE, ORDER_CUES, TRAILING } from "./quantities.ts";
import { Cues, isContentWord, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, Element, Phrase, Term } from "./sketch.ts";
import { termLists, termsAt } from "./terms.ts";
import { CHARACTERS, PADDING, spelled, TEXT_CUES } from "./text-clauses.ts";
import { looksLikeParticiple, readVerbGroup, saysOnly, skipRelative } from "./verbs.ts";

const EQUAL_CUES = new Cues<CompareOp>([
  [
    "=",
    "=, equal to, equals, equal, equalling, same as, the same as, set to, as, :, named, called, matches, match, agree with, agrees with, agree to, correspond to, corresponds to, tie to, consistent with, in line with, being, exactly, is, says, say, reads, read, states",
  ],
  [
    "!=",
    "!=, different from, different to, other than, unequal to, not equal to, differs from, differ from, does not equal, differing from, different than, anything but, not, neither",
  ],
]);

/** Between two date columns: "shipped after the required date". */
const DATE_ORDER_CUES = new Cues<CompareOp>([
  [">", "after, later than"],
  ["<", "before, earlier than, prior to"],
]);

const SUBJECT_LEADS = new Set([
  "whose",
  "where",
  "if",
  "when",
  "with",
  "having",
  "for",
  "which",
  "that",
  "who",
  "and",
  "the",
  "has",
  "have",
]);

/** Clauses that compare a column with something; the column may be left unsaid. */
export function* comparisonClauses(reader: Reader, start: number): Generator<Element> {
  for (const { phrase, end, cost, denied } of subjects(reader, start)) {
    // "In Leipzig or Halle built before 1950": the towns are one thing, when they were built another.
    if (phrase && phrase.atoms.length > 1 && continuesValues(reader, start)) continue;
    const group = afterLightVerb(reader, readVerbGroup(reader, end));
    const verbs = denied ? { ...group, negated: !group.negated } : group;
    // "How much stock is there of ..." asks, and compares nothing.
    const there = [verbs.end - 1, verbs.end].some((at) => at >= end && wordAt(reader, at) === "there");
    if (saysOnly(reader, verbs) || (phrase && there)) continue;
    yield* compared(reader, start, phrase, verbs, cost);
    yield* dated(reader, start, phrase, verbs, cost);
    yield* ranged(reader, start, phrase, verbs, cost);
    yield* spelled(reader, start, phrase, verbs, cost);
    yield* averaged(reader, start, phrase, verbs, cost);
  }
}

const POSITIONS = new Set(["lies", "lie", "lay", "falls", "fall", "fell", "comes", "come", "came", "goes"]);

/** "dated between", "ranges from" */
const LIES = new Set(["lies", "lie", "falls", "fall", "dated", "ranges"]);

/** Verbs and nouns of a comparison that add nothing to it. */
export const COMPARISON_WORDS: ReadonlySet<string> = new Set([...POSITIONS, ...LIES, "old", "age"]);

/** "were placed in 1997", "lies before": that it was done, or stands there, is all that the verb says. */
function afterLightVerb(reader: Reader, verbs: Verbs): Verbs {
  const word = wordAt(reader, verbs.end);
  const light =
    POSITIONS.has(word) || (isLightParticiple(word) && (reader.mentions[verbs.end] ?? []).length === 0);
  if (!light) return verbs;
  // "Came in during the last 30 days" did so then; what "came in March" has no second preposition.
  const particle = POSITIONS.has(word) && wordAt(reader, verbs.end + 1) === "in";
  const apart = particle && DATE_CUES.longest(reader, verbs.end + 2) !== null;
  return { ...verbs, end: verbs.end + (apart ? 2 : 1), present: true };
}

interface Subject {
  phrase: Phrase | null;
  end: number;
  cost: number;
  /** "not founded in 1975" */
  denied?: boolean;
}
export type Verbs = ReturnType<typeof readVerbGroup>;

/** Whether the word there is the second of two values of one column: "Leipzig or Halle". */
function continuesValues(reader: Reader, at: number): boolean {
  if (wordAt(reader, at - 1) !== "or") return false;
  const columnsOf = (mentions: readonly Mention[]) =>
    mentions.flatMap(({ values }) => values.map(({ column }) => column));
  const before = columnsOf(reader.mentions.flat().filter(({ end }) => end === at - 1));
  return columnsOf(reader.mentions[at] ?? []).some((column) => before.includes(column));
}

/** "whose planner", "where the status", "status", or no subject at all. */
function* subjects(reader: Reader, start: number): Generator<Subject> {
  let at = start;
  while (SUBJECT_LEADS.has(wordAt(reader, at)) && at < start + 2) at++;
  const bare = at === start ? 0.12 : 0;
  yield { phrase: null, end: start, cost: 0.2 };
  if (["that", "which", "who", "with", "where"].includes(wordAt(reader, start)))
    yield { phrase: null, end: start + 1, cost: 0.2 };
  for (const parsed of phrasesAt(reader, at)) {
    if (parsed.node.quantity) continue;
    yield { phrase: parsed.node, end: parsed.end, cost: parsed.cost + bare };
    // "With an email that contains ...": whose email does.
    const relative = ["that", "which"].includes(wordAt(reader, parsed.end));
    if (relative && ["with", "having"].includes(wordAt(reader, start)))
      yield { phrase: parsed.node, end: parsed.end + 1, cost: parsed.cost };
  }
  const not = readVerbGroup(reader, skipRelative(reader, start));
  if (!not.negated || !looksLikeParticiple(reader, not.end)) return;
  for (const parsed of phrasesAt(reader, not.end))
    if (!parsed.node.quantity && parsed.end === not.end + 1)
      yield { phrase: parsed.node, end: parsed.end, cost: parsed.cost + bare, denied: true };
}

function* operators(
  reader: Reader,
  at: number,
  verbs: Verbs,
  subject: Phrase | null,
): Generator<Parsed<CompareOp> & { readonly inTime?: boolean }> {
  // "a requested quantity of at least 1000"
  const of = wordAt(reader, at) === "of" ? at + 1 : at;
  for (const cue of ORDER_CUES.read(reader, of))
    yield { end: cue.end, node: cue.value, cost: of > at ? 0.1 : 0 };
  // "before 1980" of nothing that is named is a time, not an amount.
  if (subject)
    for (const cue of DATE_ORDER_CUES.read(reader, at))
      yield { end: cue.end, node: cue.value, cost: 0.02, inTime: true };
  for (const cue of EQUAL_CUES.read(reader, at)) yield { end: cue.end, node: cue.value, cost: 0.02 };
  yield { end: at, node: "=", cost: verbs.be ? 0.02 : 0.1 };
}

function* compared(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  yield* blankOrEqual(reader, start, subject, verbs, cost);
  for (const operator of operators(reader, verbs.end, verbs, subject)) {
    const unsaid = !subject && (operator.node === "=" || operator.node === "!=");
    const negated = verbs.negated;
    if (subject && operator.end > verbs.end)
      yield* sameElsewhere(
        reader,
        start,
        subject,
        verbs.negated ? INVERSE[operator.node] : operator.node,
        operator.end,
        cost,
      );
    for (const list of termLists(reader, operator.end)) {
      const op = negated ? INVERSE[operator.node] : operator.node;
      const adjacent = operator.end === verbs.end && !verbs.present;
      if (adjacent && list.node[0]?.kind === "phrase" && list.node[0].phrase.scopes.length > 0) continue;
      const tail = lengthTail(reader, list.end);
      const bound = operator.node === "=" && !negated ? boundAfter(reader, list) : null;
      const measured = subject || !bound ? undefined : dimensionSaid(reader, list.end, bound.end);
      // "Fines of 200 or more"
      const ofSome = Boolean(bound) && wordAt(reader, operator.end) === "of";
      if (unsaid && tail === null && !measured && !ofSome && !yearsOld(reader, list)) continue;
      const counted = tail === null ? countsNoun(reader, list.end, list.node.at(-1)) : 0;
      // "in more than 2 depots" says how many depots, whatever numbers the rows have.
      if (!subject && counted > 0 && namesTable(reader, list.end, list.node.at(-1))) continue;
      if (bound && (subject || measured || ofSome)) {
        const about = {
          subject,
          op: bound.node,
          terms: list.node,
          length: false,
          explicit: true,
          dimension: measured,
        };
        yield { kind: "compare", start, end: bound.end, cost: cost + operator.cost + list.cost, ...about };
        if (ofSome && !subject) continue;
      }
      const dimension = subject ? undefined : dimensionSaid(reader, verbs.end, operator.end);
      const old = subject ? null : yearsOld(reader, list);
      if (old) {
        const about = { subject, op: old.node === "=" ? op : old.node, dimension: ["age"], explicit: true };
        const costs = cost + operator.cost + list.cost;
        yield {
          kind: "compare",
          start,
          end: old.end,
          cost: costs,
          terms: list.node,
          length: false,
          ...about,
        };
      }
      const base = {
        start,
        cost: cost + operator.cost + list.cost + counted,
        subject,
        op,
        terms: list.node,
        dimension,
        inTime: operator.inTime,
      };
      const explicit = operator.end > verbs.end || verbs.be;
      yield {
        kind: "compare",
        ...base,
        end: tail ?? orMore(reader, list.end),
        length: tail !== null,
        explicit,
      };
      const orBlank = subject && explicit ? afterOrBlank(reader, tail ?? list.end) : null;
      if (orBlank !== null && (op === operator.node || op === "!="))
        yield { kind: "compare", ...base, end: orBlank, length: tail !== null, explicit, orBlank: true };
    }
  }
}

/** "0 or blank", "below 5 or is missing": where it ends. */
function afterOrBlank(reader: Reader, at: number): number | null {
  if (!["or", "nor"].includes(wordAt(reader, at))) return null;
  const verbs = readVerbGroup(reader, at + 1);
  return saysBlank(reader, verbs.end)?.end ?? null;
}

/** "Is blank or 0", "is empty or less than 5" */
function* blankOrEqual(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  const blank = subject && verbs.be ? saysBlank(reader, verbs.end) : null;
  if (!blank || !["or", "nor"].includes(wordAt(reader, blank.end))) return;
  const again = readVerbGroup(reader, blank.end + 1);
  for (const operator of operators(reader, again.end, { ...again, be: true }, subject)) {
    const op = verbs.negated ? INVERSE[operator.node] : operator.node;
    if (verbs.negated && op !== "!=") continue;
    for (const { end, node: terms, cost: said } of termLists(reader, operator.end)) {
      const about = { subject, op, terms, length: false, explicit: true, orBlank: true };
      if (terms.every(({ kind }) => kind !== "phrase"))
        yield { kind: "compare", start, end, cost: cost + operator.cost + said, ...about };
    }
  }
}

function saysBlank(reader: Reader, at: number): { readonly end: number } | null {
  const cue = BLANK_WORDS.longest(reader, at);
  return cue?.value ? cue : null;
}

/** "longer than", "more expensive than", "over the age of", "or older" */
function dimensionSaid(reader: Reader, from: number, to: number): readonly string[] | undefined {
  const words = reader.tokens.slice(from, to).map(({ norm }) => norm);
  if (words.includes("age")) return ["age"];
  return words.map((word) => dimensionOf(word)?.parts).find((parts) => parts !== undefined);
}

/** "an amount of zero or less": the bound is said after the number. */
function boundAfter(reader: Reader, list: Parsed<readonly Term[]>): Parsed<CompareOp> | null {
  const [term] = list.node;
  const trailing = TRAILING.longest(reader, list.end);
  if (!trailing || list.node.length !== 1 || term?.kind !== "number") return null;
  return { end: trailing.end, node: trailing.value, cost: 0 };
}

/** "40 years old", "40 years of age or older": what stands after an age, and the bound that it says. */
function yearsOld(reader: Reader, list: Parsed<readonly Term[]>): Parsed<CompareOp> | null {
  const [term] = list.node;
  if (list.node.length !== 1 || term?.kind !== "number") return null;
  const unit = ["year", "years"].includes(wordAt(reader, list.end)) ? 1 : 0;
  const tail = [["old"], ["of", "age"]].find((words) =>
    words.every((word, i) => wordAt(reader, list.end + unit + i) === word),
  );
  if (!tail) return null;
  const end = list.end + unit + tail.length;
  const trailing = TRAILING.longest(reader, end);
  return { end: trailing?.end ?? end, node: trailing?.value ?? "=", cost: 0 };
}

/** "more than 500 products": a number right before the name of a table or column counts, it is no value of a column. */
function countsNoun(reader: Reader, at: number, term: Term | undefined): number {
  if (term?.kind !== "number") return 0;
  const column = mentionsAfter(reader, at, term).some(({ columns }) => (columns[0]?.score ?? 0) >= 0.95);
  return column || namesTable(reader, at, term) ? 0.9 : 0;
}

/** "10 enrolments", "10 completed enrolments" */
function namesTable(reader: Reader, at: number, term: Term | undefined): boolean {
  if (term?.kind !== "number") return false;
  const isTable = ({ tables, columns }: Mention) =>
    (tables[0]?.score ?? 0) >= Math.max(0.9, columns[0]?.score ?? 0);
  const direct = mentionsAfter(reader, at, term);
  const adjective = direct.find(({ values }) => (values[0]?.score ?? 0) >= 0.9);
  return direct.some(isTable) || (reader.mentions[adjective?.end ?? -1] ?? []).some(isTable);
}

function mentionsAfter(reader: Reader, at: number, term: Term | undefined): readonly Mention[] {
  return reader.mentions[term?.kind === "number" && term.unit ? term.unit.start : at] ?? [];
}

/** "does not equal the one in the DBLP bibliography": the column of that name in another table. */
function* sameElsewhere(
  reader: Reader,
  start: number,
  subject: Phrase,
  op: CompareOp,
  from: number,
  cost: number,
): Generator<Element> {
  let at = wordAt(reader, from) === "the" ? from + 1 : from;
  if (!["one", "ones", "that", "those", "value", "values", "counterpart"].includes(wordAt(reader, at))) {
    if (!["in", "at", "on"].includes(wordAt(reader, at))) return;
  } else at++;
  if (!["in", "on", "of", "at", "from"].includes(wordAt(reader, at))) return;
  for (const place of phrasesAt(reader, at + 1)) {
    yield {
      kind: "differ",
      start,
      end: place.end,
      cost: cost + place.cost + 0.05,
      subjects: [subject],
      op,
      across: [place.node],
    };
  }
}

const WRITTEN = new Cues<true>([
  [true, "characters, letters, digits, character, letter, digit, chars, char, long"],
]);

/** "exactly 16 characters long" */
function lengthTail(reader: Reader, at: number): number | null {
  let end = WRITTEN.longest(reader, at)?.end;
  if (end === undefined) return null;
  if (["long", "length", "in"].includes(wordAt(reader, end))) end++;
  if (wordAt(reader, end) === "length") end++;
  return end;
}

function orMore(reader: Reader, at: number): number {
  return ["altogether", "overall"].includes(wordAt(reader, at)) ? at + 1 : at;
}

const RANGE_CUES = new Cues<boolean>([
  [
    false,
    "between, in the range, in the range of, in range, within the range, within, in the range from, ranging from, from, in between, inside the range",
  ],
  [
    true,
    "outside the range, outside, outside of, out of the range, outside the range of, out of range, lies outside the range, lies outside, not between",
  ],
]);

function* ranged(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  const at = LIES.has(wordAt(reader, verbs.end)) ? verbs.end + 1 : verbs.end;
  // "with an age of 40 to 45"
  const plain = subject ? [{ end: wordAt(reader, at) === "of" ? at + 1 : at, value: false }] : [];
  for (const cue of [...RANGE_CUES.read(reader, at), ...plain]) {
    for (const low of [...termsAt(reader, cue.end)]
      .filter((term) => term.node.kind !== "phrase")
      .slice(0, 5)) {
      const link = wordAt(reader, low.end);
      if (!["and", "to", "-", "–", "until", "through"].includes(link)) continue;
      if (plain.includes(cue) && (link !== "to" || low.node.kind !== "number")) continue;
      for (const high of [...termsAt(reader, low.end + 1)]
        .filter((term) => term.node.kind === low.node.kind)
        .slice(0, 4)) {
        const negated = verbs.negated !== cue.value;
        const strict = ["exclusive", "exclusively"].includes(wordAt(reader, high.end));
        yield {
          kind: "between",
          start,
          end: strict ? high.end + 1 : high.end,
          strict,
          cost: cost + low.cost + high.cost + 0.02,
          subject,
          low: low.node,
          high: high.node,
          negated,
        };
      }
    }
  }
}

/** "above the average", "higher than the average price of all products", "below the average of their department" */
function* averaged(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  for (const cue of ORDER_CUES.read(reader, verbs.end)) {
    const at = wordAt(reader, cue.end) === "the" ? cue.end + 1 : cue.end;
    if (!["average", "mean", "avg"].includes(wordAt(reader, at))) continue;
    const op = verbs.negated ? INVERSE[cue.value] : cue.value;
    const next = wordAt(reader, at + 1);
    const measured = [
      { end: at + 1, cost: 0.02, node: null },
      ...[...phraseLists(reader, next === "of" ? at + 2 : at + 1, 1)].map(({ end, cost, node }) => ({
        end,
        cost,
        node: node[0] ?? null,
      })),
    ];
    for (const of of measured) {
      const said = { kind: "average" as const, start, subject, op, of: of.node };
      const total = cost + of.cost;
      for (const per of within(reader, of.end))
        yield { ...said, end: per.end, cost: total + per.cost, per: per.node };
      // "Above the average of the suppliers" is no average of all.
      const open = of.node === null && (isContentWord(reader, at + 1) || OF_WHICH.has(next));
      if (!open) yield { ...said, end: of.end, cost: total, per: null };
    }
  }
}

/** "of their department", "in the same year": among which rows. */
function* within(reader: Reader, at: number): Generator<Parsed<Phrase>> {
  if (!OF_WHICH.has(wordAt(reader, at))) return;
  const from = wordAt(reader, at + 1) === "the" ? at + 2 : at + 1;
  if (OF_EACH.has(wordAt(reader, from))) yield* phrasesAt(reader, from + 1);
}

const OF_WHICH = new Set(["of", "in", "for", "per", "within", "among", "across", "at", "from"]);
const OF_EACH = new Set(["their", "its", "his", "her", "same", "own", "each", "every", "respective"]);

export const COMPARISON_CUES: readonly Cues<unknown>[] = [
  EQUAL_CUES,
  DATE_CUES,
  RANGE_CUES,
  TEXT_CUES,
  PADDING,
  CHARACTERS,
  WRITTEN,
];
