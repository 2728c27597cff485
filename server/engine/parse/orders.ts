import { MEASURES } from "./output.ts";
import { phrasesAt } from "./phrases.ts";
import { isRanked } from "./quantities.ts";
import { Cues, type Reader, wordAt } from "./reader.ts";
import type { Element } from "./sketch.ts";
import { extremes } from "./superlatives.ts";

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
    "in ascending order of, in ascending order by, in ascending order, in increasing order, ascending by, lowest first, fewest first, smallest first, oldest first, ascending, in alphabetical order, in the alphabetical order, in alphabetic order, in lexicographical order, alphabetically, ordered alphabetically, sorted alphabetically, in ascending alphabetic order, in alphabetical order of, earliest first, least first, from least to most, from lowest to highest, from shortest to longest, from smallest to largest, from smallest to biggest, from oldest to newest, from earliest to latest, from worst to best, from a to z, asc, from low to high, in ascending alphabetical order, in increasing order of, increasing, alphabetically by, chronologically",
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
  // What is ranked begins with the most.
  const ranks = ["ranked", "rank"].includes(wordAt(reader, at));
  for (const cue of ORDER_CUES.read(reader, at))
    for (const order of orderBy(reader, start, cue.end, 0.06))
      yield ranks && order.kind === "order" ? { ...order, descending: order.descending ?? true } : order;
  if (["by", "on"].includes(wordAt(reader, at))) {
    const ranked = isRanked(reader, start);
    for (const order of orderBy(reader, start, at + 1, ranked ? 0.04 : 0.5)) {
      if (ranked || saysDirection(order)) yield order;
      // "Complaints by state" are counted for each of them, rather than sorted.
      else if (!ordersByThings(order)) yield { ...order, cost: order.cost + 0.3 };
    }
  }
  yield* extremes(reader, start);
}

function saysDirection(order: Element): boolean {
  return order.kind === "order" && order.descending !== null;
}

/** "Deliveries by supplier" are not sorted by how many suppliers each has. */
function ordersByThings(order: Element): boolean {
  if (order.kind !== "order" || order.measure || !order.phrase) return false;
  const noun = order.phrase.atoms.at(-1);
  if (noun?.kind !== "mention") return false;
  const { tables, columns } = noun.mention;
  return (tables[0]?.score ?? 0) > (columns[0]?.score ?? 0);
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
