import { dimensionOf, WHEN_IT_WAS } from "../link/dimensions.ts";
import { AUXILIARIES, isFunctionWord } from "../link/function-words.ts";
import { namesTable } from "./alternatives.ts";
import { GROUPING_CUES, groupClauses } from "./groups.ts";
import { DIRECTED, ORDER_CUES, orders } from "./orders.ts";
import { perThing } from "./per-thing.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { ORDER_CUES as ORDER_OPERATORS, readNumber } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element, Measure, Phrase } from "./sketch.ts";
import { tops } from "./superlatives.ts";
import { thresholds } from "./thresholds.ts";
import { readVerbGroup } from "./verbs.ts";

/** What to show: measures, extra columns, groups, order, how many. */
export function* outputClauses(reader: Reader, start: number): Generator<Element> {
  yield* measures(reader, start);
  yield* projections(reader, start);
  yield* howMany(reader, start);
  yield* columnLists(reader, start);
  yield* laterProjections(reader, start);
  yield* groupClauses(reader, start);
  yield* orders(reader, start);
  yield* tops(reader, start);
  yield* figures(reader, start);
  yield* perThing(reader, start);
  yield* thresholds(reader, start);
  if (wordAt(reader, start) === "among" && asksShare(reader))
    yield { kind: "among", start, end: start + 1, cost: 0 };
  for (const cue of FOLD.read(reader, start)) yield { kind: "fold", start, end: cue.end, cost: 0 };
}

export const MEASURES = new Cues<Measure>([
  [
    "count",
    "count, count of, number of, how many, the number of, count the, counts of, total number of, the total number of, total count of, row count of, the count of, the total count of, nr of, # of, amount of, count all, how often, count how many, no of, size of",
  ],
  [
    "sum",
    "sum of, total, sum, the total, total of, the sum of, sum up, the total amount of, combined, how much, how much of, how much total",
  ],
  ["avg", "average, mean, avg, the average, average of, the mean, the average of, mean of, on average"],
  [
    "min",
    "minimum, min, smallest, lowest, the minimum, earliest, minimum of, the lowest, least, cheapest, youngest, shortest",
  ],
  [
    "max",
    "maximum, max, largest, highest, the maximum, latest, maximum of, the highest, greatest, biggest, most recent, oldest, longest",
  ],
  [
    "share",
    "percentage of, what percentage of, share of, the share of, the percentage of, percent of, what share of, proportion of, the proportion of, what proportion of, what percent of, % of, fraction of, rate of, percentage, what fraction of",
  ],
]);

const WHEN = new Cues<Measure>([
  [
    "max",
    "when was the last, when was our last, when was the latest, when was our latest, when was the most recent, when was our most recent, when did the last, when were the last",
  ],
  [
    "min",
    "when was the first, when was our first, when was the earliest, when did the first, when were the first, when was the oldest",
  ],
]);

const IN_PERCENT = new Cues<true>([
  [true, "in percent, in %, in per cent, as a percentage, as percentage, as percent, as a percent"],
]);

function textsOf(reader: Reader, start: number, end: number): string[] {
  return reader.tokens.slice(start, end).map(({ text }) => text);
}

function* measures(reader: Reader, start: number): Generator<Element> {
  for (const cue of MEASURES.read(reader, start)) {
    // "How many does each have on average" is no average of an amount.
    const onAverage = wordAt(reader, start) === "on" || wordAt(reader, start - 1) === "on";
    if (onAverage && asksFor(reader, "count", start)) continue;
    // "What percentage no of the agents is active" has no number of agents.
    if (wordAt(reader, start) === "no" && MEASURES.longest(reader, start - 1)?.value === "share") continue;
    // "How much is still unpaid" names no amount.
    if (wordAt(reader, start + 1) === "much" && AUXILIARIES.has(wordAt(reader, cue.end))) continue;
    let end = cue.end;
    while (["the", "of", "all", "our"].includes(wordAt(reader, end)) && end < cue.end + 3) end++;
    const distinct = ["different", "distinct", "unique"].includes(wordAt(reader, end));
    yield {
      kind: "measure",
      start,
      end: distinct ? end + 1 : end,
      cost: 0.05 + (end > cue.end ? 0 : 0.02),
      measure: cue.value,
      distinct,
      dimension: dimensionOf(wordAt(reader, cue.end - 1))?.parts,
    };
  }
  for (const cue of WHEN.read(reader, start))
    yield {
      kind: "measure",
      start,
      end: cue.end,
      cost: 0,
      measure: cue.value,
      distinct: false,
      dimension: WHEN_IT_WAS,
    };
  // The share is a percentage anyway. "As a percentage of all" says of what, and asks for the share itself.
  for (const cue of IN_PERCENT.read(reader, start))
    if (wordAt(reader, cue.end) !== "of" && asksShare(reader))
      yield {
        kind: "skip",
        start,
        end: cue.end,
        cost: 0,
        words: textsOf(reader, start, cue.end),
        unknown: false,
      };
  if (
    wordAt(reader, start) === "(" &&
    ["%", "percent", "percentage"].includes(
      wordAt(reader, wordAt(reader, start + 1) === "in" ? start + 2 : start + 1),
    )
  ) {
    const close = wordAt(reader, start + 1) === "in" ? start + 3 : start + 2;
    if (wordAt(reader, close) === ")")
      yield { kind: "skip", start, end: close + 1, cost: 0, words: [], unknown: false };
  }
}

/** "whose total payments exceed 150000", "with a number of orders above 5" */
function* figures(reader: Reader, start: number): Generator<Element> {
  let at = start;
  while (
    ["whose", "where", "with", "having", "a", "the", "and", "have", "has"].includes(wordAt(reader, at)) &&
    at < start + 3
  )
    at++;
  for (const cue of at > start ? MEASURES.read(reader, at) : []) {
    if (cue.value === "share") continue;
    for (const phrase of phrasesAt(reader, cue.end)) {
      const verbs = readVerbGroup(reader, phrase.end);
      for (const op of ORDER_OPERATORS.read(reader, verbs.end)) {
        const count = readNumber(reader, op.end);
        const base = { start, cost: 0.05 + phrase.cost, measure: cue.value, phrase: phrase.node };
        if (count && !verbs.negated)
          yield { kind: "figure", ...base, end: count.end, op: op.value, value: count.node };
      }
    }
  }
}

function asksShare(reader: Reader): boolean {
  return asksFor(reader, "share", reader.tokens.length);
}

/** Whether a measure is asked for before a token. */
function asksFor(reader: Reader, measure: Measure, before: number): boolean {
  return reader.tokens.slice(0, before).some((_, at) => MEASURES.longest(reader, at)?.value === measure);
}

const PROJECT_CUES = new Cues<number>([
  [
    0,
    "also show, also include, also display, also list, also give, also return, also add, and also show, and show, show also, and include, and display, together with, along with, including, plus, include, add, as well as, and their, showing, with their, and give, display, enriched with, in addition show, additionally show, show additionally, bring in, and list, pull in, and also include, accompanied by, additionally, also with, also get, and bring, join in, in addition to, complemented by, look up, and also, also, displaying, with additional columns, with extra columns, output, and return, return",
  ],
  [0.25, "with, with the, and the, show, and, list"],
]);

/** "the names and cities of the customers": a list of columns where the things asked for would stand. */
function* columnLists(reader: Reader, start: number): Generator<Element> {
  const opening = reader.tokens
    .slice(0, start)
    .every((token) => isFunctionWord(token.norm) || token.kind === "symbol");
  if (!opening) return;
  for (const list of phraseLists(reader, start)) {
    const preposition = list.node.at(-1)?.scopes[0]?.preposition;
    const plain = list.node.every((phrase) => !phrase.quantity && !phrase.both);
    const of = ["of", "for", "from"].includes(preposition ?? "") || list.node.every(namesColumn);
    if (list.node.length < 2 || !plain || !of) continue;
    yield { kind: "project", start, end: list.end, cost: 0.02 + list.cost, phrases: list.node, only: true };
  }
}

/** Whether a phrase ends in the whole name of a column, and not as well of a table. */
function namesColumn(phrase: Phrase): boolean {
  const noun = phrase.atoms.at(-1);
  if (noun?.kind !== "mention") return false;
  const { columns, tables } = noun.mention;
  return columns.some((hit) => hit.whole && hit.score > (tables[0]?.score ?? 0));
}

const SHOW = new Cues<true>([
  [
    true,
    "show, show me, list, return, give, give me, report, find, tell me, what is, what are, display, provide, output, also show, also list, i want, i need",
  ],
]);

/** "Which stores have no staff? List their names and cities.": a sentence of its own says what to show. */
function* laterProjections(reader: Reader, start: number): Generator<Element> {
  if (start === 0 || ![".", "?", ";", "!"].includes(wordAt(reader, start - 1))) return;
  const at = wordAt(reader, start) === "please" ? start + 1 : start;
  for (const cue of SHOW.read(reader, at)) {
    const from = ["the", "its", "their", "his", "her"].includes(wordAt(reader, cue.end))
      ? cue.end + 1
      : cue.end;
    for (const list of phraseLists(reader, from)) {
      if (list.node.some((phrase) => phrase.quantity || phrase.both)) continue;
      yield { kind: "project", start, end: list.end, cost: 0.02 + list.cost, phrases: list.node, only: true };
    }
  }
}

/** "also show ops status and ops planner from hana master", "plus the last name of their sales rep" */
function* projections(reader: Reader, start: number): Generator<Element> {
  for (const cue of PROJECT_CUES.read(reader, start)) {
    // "with a buyer" says that there is one; "with buyer" and "with a colour that ..." name the column.
    const some =
      wordAt(reader, start) === "with" && ["a", "an", "any", "some"].includes(wordAt(reader, cue.end));
    let at = cue.end;
    while (
      ["the", "me", "us", "its", "their", ":", "columns", "fields", "column"].includes(wordAt(reader, at)) &&
      at < cue.end + 3
    )
      at++;
    yield* counts(reader, start, at, cue.value);
    for (const list of phraseLists(reader, at)) {
      if (list.node.some((phrase) => phrase.quantity)) continue;
      if (some && !["that", "which", "whose"].includes(wordAt(reader, list.end))) continue;
      yield {
        kind: "project",
        only: false,
        start,
        end: afterToo(reader, afterPlace(reader, list.end)),
        cost: 0.1 + cue.value + list.cost,
        phrases: list.node,
      };
    }
  }
}

/** "carriers with more than 45 shipments, and how many they had" */
function* howMany(reader: Reader, start: number): Generator<Element> {
  const at = [",", "and"].includes(wordAt(reader, start)) ? start + 1 : start;
  const from = at > start && wordAt(reader, at) === "and" ? at + 1 : at;
  if (wordAt(reader, from) !== "how" || wordAt(reader, from + 1) !== "many") return;
  const said = wordAt(reader, from + 2) === "of" ? from + 4 : from + 2;
  const { end } = readVerbGroup(reader, said);
  const last = reader.tokens[end]?.kind === "symbol" || end === reader.tokens.length;
  if (end > from + 2 && last)
    yield { kind: "project", start, end, cost: 0, phrases: [], only: false, counted: true };
}

/** "and the total amount of their orders"; "the total amount" alone may be a column. */
function* sums(reader: Reader, start: number, at: number, cost: number): Generator<Element> {
  const measure = MEASURES.longest(reader, at);
  const summed = measure !== null && !["count", "share"].includes(measure.value);
  if (!summed || wordAt(reader, measure.end - 1) !== "of") return;
  for (const { end, node, cost: said } of phrasesAt(reader, measure.end)) {
    if (node.quantity || !namesTable(node)) continue;
    const about = { phrases: [node], only: false, counted: true, measure: measure.value };
    const last = afterToo(reader, afterPlace(reader, end));
    const theirs = ["their", "its"].includes(wordAt(reader, measure.end));
    yield { kind: "project", start, end: last, cost: theirs ? said - 0.1 : cost + said, ...about };
  }
}

/** "and their order count", "also show the number of orders" */
function* counts(reader: Reader, start: number, at: number, cost: number): Generator<Element> {
  const measure = MEASURES.longest(reader, at);
  yield* sums(reader, start, wordAt(reader, at - 1) === "the" ? at - 1 : at, cost);
  const from = measure?.value === "count" ? measure.end : at;
  for (const { end, node } of phrasesAt(reader, from)) {
    const counted = from > at ? end : ["count", "counts"].includes(wordAt(reader, end)) ? end + 1 : null;
    if (counted === null || node.quantity || node.scopes.length > 0) continue;
    const about = { phrases: [node], only: false, counted: true };
    const last = afterToo(reader, afterPlace(reader, counted));
    yield { kind: "project", start, end: last, cost: cost + 0.05, ...about };
  }
}

const TOO = new Cues<true>([[true, "too, also, as well, in addition, additionally"]]);

/** "show the planner as well" */
function afterToo(reader: Reader, at: number): number {
  return TOO.longest(reader, at)?.end ?? at;
}

/** "with the city they are in": the words after the noun add nothing. */
function afterPlace(reader: Reader, at: number): number {
  const pronoun = ["they", "it", "each", "he", "she"].includes(wordAt(reader, at));
  if (!pronoun) return at;
  let end = at + 1;
  while (
    [
      "is",
      "are",
      "was",
      "were",
      "in",
      "at",
      "on",
      "belong",
      "belongs",
      "to",
      "located",
      "work",
      "works",
      "for",
      "from",
      "live",
      "lives",
      "has",
      "have",
    ].includes(wordAt(reader, end))
  )
    end++;
  return end > at + 1 ? end : at;
}

const FOLD = new Cues<"fold">([
  [
    "fold",
    "ignoring case, ignore case, case insensitive, case insensitively, regardless of case, irrespective of case, upper and lower case being the same, ignoring upper and lower case, not case sensitive, ignoring upper case, disregarding case, ignoring the case, regardless of upper and lower case, without regard to case, whatever the case, ignoring capitalisation, ignoring capitalization, ignoring case and spaces, ignoring spaces and case, ignoring letter case, regardless of capitalisation, irrespective of upper and lower case, case not mattering, treating upper and lower case as the same, treating upper and lower case alike",
  ],
]);

export const OUTPUT_CUES: readonly Cues<unknown>[] = [
  MEASURES,
  WHEN,
  IN_PERCENT,
  PROJECT_CUES,
  ORDER_CUES,
  DIRECTED,
  FOLD,
  ...GROUPING_CUES,
];
