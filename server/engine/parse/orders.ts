import { dimensionOf } from "../link/dimensions.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { MEASURES } from "./output.ts";
import { phrasesAt } from "./phrases.ts";
import { readCount } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";

export const ORDER_CUES = new Cues<"order">([
  [
    "order",
    "sorted by, ordered by, order by, sort by, in order of, in the order of, ranked by, sorted on, sort them by, ordered, order them by, sorted, rank by, and sort by, and order by",
  ],
]);
export const DIRECTED = new Cues<boolean>([
  [
    true,
    "in descending order of, in descending order by, in descending order, in decreasing order, descending by, highest first, most first, largest first, latest first, newest first, descending, biggest first, from most to least, from highest to lowest, desc, from high to low, from longest to shortest, from largest to smallest, from biggest to smallest, from newest to oldest, from latest to earliest, from best to worst, in decreasing order of, most frequent first, decreasing",
  ],
  [
    false,
    "in ascending order of, in ascending order by, in ascending order, in increasing order, ascending by, lowest first, fewest first, smallest first, oldest first, ascending, in alphabetical order, alphabetically, in alphabetical order of, earliest first, least first, from least to most, from lowest to highest, from shortest to longest, from smallest to largest, from smallest to biggest, from oldest to newest, from earliest to latest, from worst to best, from a to z, asc, from low to high, in ascending alphabetical order, in increasing order of, increasing, alphabetically by, chronologically",
  ],
]);

export function* orders(reader: Reader, start: number): Generator<Element> {
  const at = [",", "and", "-", "("].includes(wordAt(reader, start)) ? start + 1 : start;
  const sorted = ["sorted", "ordered", "ranked", "arranged"].includes(wordAt(reader, at)) ? at + 1 : at;
  for (const cue of DIRECTED.read(reader, sorted)) {
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

/** "the 5 most expensive", "three cheapest", "the most expensive": how many, and what they are ranked by. */
function* superlatives(reader: Reader, start: number, at: number): Generator<Element> {
  const count = readCount(reader, at);
  const from = count ? count.end : at;
  const lead = wordAt(reader, from);
  const led = lead === "most" || lead === "least";
  const adjective = wordAt(reader, led ? from + 1 : from);
  const dimension = dimensionOf(adjective);
  const opening = reader.tokens.slice(0, start).every(({ norm }) => isFunctionWord(norm));
  if (!dimension || !(led || ((count || opening) && adjective.endsWith("est")))) return;
  yield {
    kind: "limit",
    start,
    end: from + (led ? 2 : 1),
    cost: count ? 0.04 : -0.1,
    count: count?.node ?? 1,
    descending: dimension.much !== (lead === "least"),
    by: dimension.parts,
  };
}

/** "top 5", "the 3 largest", "first 10" */
export function* tops(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  const word = wordAt(reader, at);
  // "at least 1000" is a bound.
  if (wordAt(reader, start - 1) === "at") return;
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
  yield* superlatives(reader, start, at);
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
