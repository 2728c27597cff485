import { isFunctionWord } from "../link/function-words.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { ORDER_CUES as ORDER_OPERATORS, readCount } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element, Measure } from "./sketch.ts";
import { readVerbGroup } from "./verbs.ts";

/** What to show: measures, extra columns, groups, order, how many. */
export function* outputClauses(reader: Reader, start: number): Generator<Element> {
  yield* measures(reader, start);
  yield* projections(reader, start);
  yield* columnLists(reader, start);
  yield* groups(reader, start);
  yield* orders(reader, start);
  yield* tops(reader, start);
  yield* figures(reader, start);
  for (const cue of FOLD.read(reader, start)) yield { kind: "fold", start, end: cue.end, cost: 0 };
}

const MEASURES = new Cues<Measure>([
  [
    "count",
    "count, count of, number of, how many, the number of, count the, counts of, total number of, the total number of, total count of, row count of, the count of, the total count of, nr of, # of, amount of, count all, how often, count how many, no of, size of",
  ],
  ["sum", "sum of, total, sum, the total, total of, the sum of, sum up, the total amount of, combined"],
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
    "percentage of, what percentage of, share of, the share of, the percentage of, percent of, what share of, proportion of, the proportion of, what proportion of, what percent of, % of, fraction of, ratio of, rate of, percentage, what fraction of",
  ],
]);

function* measures(reader: Reader, start: number): Generator<Element> {
  for (const cue of MEASURES.read(reader, start)) {
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
    };
  }
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
        const count = readCount(reader, op.end);
        const base = { start, cost: 0.05 + phrase.cost, measure: cue.value, phrase: phrase.node };
        if (count && !verbs.negated)
          yield { kind: "figure", ...base, end: count.end, op: op.value, value: count.node };
      }
    }
  }
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
    if (list.node.length < 2 || !plain || !["of", "for", "from"].includes(preposition ?? "")) continue;
    yield { kind: "project", start, end: list.end, cost: 0.02 + list.cost, phrases: list.node, only: true };
  }
}

/** "also show ops status and ops planner from hana master", "plus the last name of their sales rep" */
function* projections(reader: Reader, start: number): Generator<Element> {
  for (const cue of PROJECT_CUES.read(reader, start)) {
    let at = cue.end;
    while (
      ["the", "me", "us", "its", "their", ":", "columns", "fields", "column"].includes(wordAt(reader, at)) &&
      at < cue.end + 3
    )
      at++;
    for (const list of phraseLists(reader, at)) {
      if (list.node.some((phrase) => phrase.quantity)) continue;
      yield {
        kind: "project",
        only: false,
        start,
        end: afterPlace(reader, list.end),
        cost: 0.1 + cue.value + list.cost,
        phrases: list.node,
      };
    }
  }
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

const GROUP_CUES = new Cues<"group">([
  [
    "group",
    "per, by, for each, for every, grouped by, group by, broken down by, by each, in each, split by, each, of each, per each, for all, at each, and group by, breakdown by, on each, across, aggregated by",
  ],
]);

function* groups(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "," ? start + 1 : start;
  for (const cue of GROUP_CUES.read(reader, at)) {
    for (const list of phraseLists(reader, cue.end)) {
      if (list.node.some((phrase) => phrase.quantity)) continue;
      yield { kind: "group", start, end: list.end, cost: 0.08 + list.cost, phrases: list.node };
    }
  }
}

const ORDER_CUES = new Cues<"order">([
  [
    "order",
    "sorted by, ordered by, order by, sort by, in order of, in the order of, ranked by, sorted on, sort them by, ordered, order them by, sorted, rank by, and sort by, and order by",
  ],
]);
const DIRECTED = new Cues<boolean>([
  [
    true,
    "in descending order of, in descending order by, in descending order, in decreasing order, descending by, highest first, most first, largest first, latest first, newest first, descending, biggest first, from most to least, from highest to lowest, desc, from high to low, in decreasing order of, most frequent first, decreasing",
  ],
  [
    false,
    "in ascending order of, in ascending order by, in ascending order, in increasing order, ascending by, lowest first, fewest first, smallest first, oldest first, ascending, in alphabetical order, alphabetically, in alphabetical order of, earliest first, least first, from least to most, from lowest to highest, asc, from low to high, in ascending alphabetical order, in increasing order of, increasing, alphabetically by, chronologically",
  ],
]);

function* orders(reader: Reader, start: number): Generator<Element> {
  const at = [",", "and", "-", "("].includes(wordAt(reader, start)) ? start + 1 : start;
  for (const cue of DIRECTED.read(reader, at)) {
    const close = wordAt(reader, cue.end) === ")" ? 1 : 0;
    yield {
      kind: "order",
      start,
      end: cue.end + close,
      cost: 0.1,
      measure: null,
      phrase: null,
      descending: cue.value,
      limit: null,
    };
    for (const phrase of phrasesAt(reader, cue.end)) {
      yield {
        kind: "order",
        start,
        end: phrase.end,
        cost: 0.08 + phrase.cost,
        measure: null,
        phrase: phrase.node,
        descending: cue.value,
        limit: null,
      };
    }
  }
  for (const cue of ORDER_CUES.read(reader, at)) yield* orderBy(reader, start, cue.end, 0.06);
  const ranked = reader.tokens
    .slice(0, start)
    .some((token) => ["top", "bottom", "first", "highest", "largest"].includes(token.norm));
  if (["by", "on"].includes(wordAt(reader, at))) yield* orderBy(reader, start, at + 1, ranked ? 0.04 : 0.5);
  yield* extremes(reader, start);
}

/** "number of albums descending", "order date": a measure or a column, and perhaps a direction. */
function* orderBy(reader: Reader, start: number, from: number, cost: number): Generator<Element> {
  const measure = MEASURES.longest(reader, wordAt(reader, from) === "the" ? from + 1 : from);
  if (measure) {
    for (const phrase of phrasesAt(reader, measure.end)) {
      const direction = directionAt(reader, phrase.end);
      const base = { start, end: direction.end, cost: cost - 0.02 + phrase.cost, limit: null };
      yield {
        kind: "order",
        ...base,
        measure: measure.value,
        phrase: phrase.node,
        descending: direction.descending,
      };
    }
  }
  for (const phrase of phrasesAt(reader, from)) {
    const direction = directionAt(reader, phrase.end);
    const base = { start, end: direction.end, cost: cost + phrase.cost, limit: null };
    yield { kind: "order", ...base, measure: null, phrase: phrase.node, descending: direction.descending };
  }
}

function directionAt(reader: Reader, at: number): { end: number; descending: boolean | null } {
  const from = ["(", ","].includes(wordAt(reader, at)) ? at + 1 : at;
  const direction = DIRECTED.longest(reader, from);
  if (!direction) return { end: at, descending: null };
  return {
    end: wordAt(reader, direction.end) === ")" ? direction.end + 1 : direction.end,
    descending: direction.value,
  };
}

const MOST = new Cues<boolean>([
  [
    true,
    "with the most, having the most, that has the most, who has the most, which has the most, with most, that have the most, with the largest number of, with the highest number of, with the greatest number of, who made the most, with the maximum number of, has the most, have the most",
  ],
  [
    false,
    "with the fewest, having the fewest, with the least, with the least number of, with the lowest number of, with the smallest number of, that has the fewest, with the minimum number of",
  ],
]);
const EXTREME = new Cues<boolean>([
  [
    true,
    "with the highest, with the largest, with the maximum, with the greatest, with the biggest, with the latest, with the most recent, having the highest, having the largest, that has the highest, that has the largest, who has the highest, with the longest",
  ],
  [
    false,
    "with the lowest, with the smallest, with the minimum, with the earliest, with the least, having the lowest, with the shortest, with the cheapest, having the smallest",
  ],
]);

/** "the customer with the most orders", "the product with the highest price": the first of an order. */
function* extremes(reader: Reader, start: number): Generator<Element> {
  for (const cue of MOST.read(reader, start)) {
    for (const phrase of phrasesAt(reader, cue.end)) {
      yield {
        kind: "order",
        start,
        end: phrase.end,
        cost: 0.08 + phrase.cost,
        measure: "count",
        phrase: phrase.node,
        descending: cue.value,
        limit: 1,
      };
    }
  }
  for (const cue of EXTREME.read(reader, start)) {
    for (const phrase of phrasesAt(reader, cue.end)) {
      yield {
        kind: "order",
        start,
        end: phrase.end,
        cost: 0.08 + phrase.cost,
        measure: null,
        phrase: phrase.node,
        descending: cue.value,
        limit: 1,
      };
    }
  }
}

/** "top 5", "the 3 largest", "first 10" */
function* tops(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  const word = wordAt(reader, at);
  const bare = readCount(reader, at);
  const superlative = reader.tokens
    .slice(at)
    .find((token) =>
      ["most", "highest", "largest", "fewest", "least", "lowest", "smallest"].includes(token.norm),
    );
  if (bare && superlative) {
    const most = ["most", "highest", "largest"].includes(superlative.norm);
    yield { kind: "limit", start, end: bare.end, cost: 0.1, count: bare.node, descending: most };
  }
  const count = readCount(reader, at + 1);
  const descending = ["top", "best", "highest", "largest", "first", "latest", "biggest", "most"].includes(
    word,
  );
  if (
    (descending || ["bottom", "lowest", "worst", "smallest", "last", "least", "oldest"].includes(word)) &&
    count
  ) {
    yield { kind: "limit", start, end: count.end, cost: 0.04, count: count.node, descending };
  }
}

const FOLD = new Cues<"fold">([
  [
    "fold",
    "ignoring case, ignore case, case insensitive, case insensitively, regardless of case, irrespective of case, upper and lower case being the same, ignoring upper and lower case, not case sensitive, ignoring upper case, disregarding case, ignoring the case, regardless of upper and lower case, without regard to case, whatever the case, ignoring capitalisation, ignoring capitalization, ignoring case and spaces, ignoring spaces and case, ignoring letter case, regardless of capitalisation, irrespective of upper and lower case, case not mattering, treating upper and lower case as the same, treating upper and lower case alike",
  ],
]);

export const OUTPUT_CUES: readonly Cues<unknown>[] = [
  MEASURES,
  PROJECT_CUES,
  GROUP_CUES,
  ORDER_CUES,
  DIRECTED,
  FOLD,
];
