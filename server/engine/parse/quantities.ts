import { dictionary } from "../text/dictionary.ts";
import { Cues, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, Quantity } from "./sketch.ts";

const NUMBER_WORDS = dictionary<number>({
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  once: 1,
  twice: 2,
  thrice: 3,
});

export const isNumberWord = (word: string): boolean => NUMBER_WORDS.has(word);

/** A number in digits or words. */
export function readNumber(reader: Reader, at: number): Parsed<number> | null {
  const token = reader.tokens[at];
  const value =
    token?.kind === "number"
      ? token.number
      : token?.kind === "word"
        ? NUMBER_WORDS.get(token.norm)
        : undefined;
  return value === undefined ? null : { end: at + 1, node: value, cost: 0 };
}

/** A whole number in digits or words: there are no 19.30 rows, and 04391 is a postcode. */
export function readCount(reader: Reader, at: number): Parsed<number> | null {
  const number = readNumber(reader, at);
  return number && Number.isInteger(number.node) && !/^0\d/.test(wordAt(reader, at)) ? number : null;
}

/** "More than a year ago": an article before a unit is one of it. */
export function readCountOfUnit(reader: Reader, at: number): Parsed<number> | null {
  return ["a", "an"].includes(wordAt(reader, at))
    ? { end: at + 1, node: 1, cost: 0 }
    : readNumber(reader, at);
}

/** What holds when a comparison does not. */
export const INVERSE: Readonly<Record<CompareOp, CompareOp>> = {
  "=": "!=",
  "!=": "=",
  "<": ">=",
  "<=": ">",
  ">": "<=",
  ">=": "<",
};

/** What a word says of a number without another. */
export const SIGNS = dictionary<CompareOp>({
  negative: "<",
  positive: ">",
  zero: "=",
  nonnegative: ">=",
  nonzero: "!=",
});

export const ORDER_CUES = new Cues<CompareOp>([
  [
    ">",
    "more than, greater than, larger than, bigger than, higher than, over, above, exceeding, exceeds, exceed, in excess of, older than, longer than, beyond, >, upwards of, over the age of, above the age of, heavier than, taller than, more expensive than, costlier than",
  ],
  [
    ">=",
    "at least, no less than, no fewer than, at or above, on or above, equal to or above, equal to or greater than, not less than, not fewer than, greater than or equal to, more than or equal to, >=, minimum of, a minimum of, not below, not under, no lower than, no smaller than, no shorter than, no younger than, no lighter than, no cheaper than",
  ],
  [
    "<",
    "less than, fewer than, lower than, smaller than, below, under, <, shorter than, cheaper than, younger than, under the age of, below the age of, lighter than",
  ],
  [
    "<=",
    "at most, no more than, not more than, up to, at or below, on or below, equal to or below, equal to or less than, less than or equal to, <=, maximum of, a maximum of, not above, not over, not exceeding, no higher than, no greater than, no larger than, no bigger than, no longer than, no taller than, no older than, no heavier than, no more expensive than",
  ],
]);

const NO = new Set(["no", "zero"]);
export const TRAILING = new Cues<CompareOp>([
  [
    ">=",
    "or more, or above, or over, or higher, or greater, or larger, or longer, or older, or up, or later, and more, and above, and over, and higher, and older, and up, and upwards, upwards, plus",
  ],
  [
    "<=",
    "or less, or fewer, or below, or under, or lower, or smaller, or shorter, or younger, or earlier, and less, and below, and under, and younger",
  ],
]);

/** "no", "at least one", "more than 300", "3 or more", "exactly two". */
export function readQuantity(reader: Reader, at: number): Parsed<Quantity> | null {
  const word = wordAt(reader, at);
  if (NO.has(word) && !ORDER_CUES.longest(reader, at)) {
    const single = wordAt(reader, at + 1) === "single" ? 1 : 0;
    return { end: at + 1 + single, node: { op: "=", count: 0 }, cost: 0 };
  }
  if (word === "not" && (wordAt(reader, at + 1) === "any" || wordAt(reader, at + 1) === "a")) {
    return { end: at + 2, node: { op: "=", count: 0 }, cost: 0 };
  }
  if (["some", "any"].includes(word)) return null;
  // "With a single line": with no others.
  if (word === "a" && wordAt(reader, at + 1) === "single")
    return { end: at + 2, node: { op: "=", count: 1 }, cost: 0 };
  const range = readRange(reader, at);
  if (range) return range;
  for (const cue of ORDER_CUES.read(reader, at)) {
    const count = readNumber(reader, cue.end);
    if (count) return { end: count.end, node: { op: cue.value, count: count.node }, cost: 0 };
  }
  if (word === "exactly" || word === "only") {
    const count = readNumber(reader, at + 1);
    return count ? { end: count.end, node: { op: "=", count: count.node }, cost: 0 } : null;
  }
  const count = readNumber(reader, at);
  if (!count) return null;
  const trailing = TRAILING.longest(reader, count.end);
  if (trailing) return { end: trailing.end, node: { op: trailing.value, count: count.node }, cost: 0 };
  return reader.tokens[at]?.kind === "number"
    ? null
    : { end: count.end, node: { op: "=", count: count.node }, cost: 0.1 };
}

/** "between 2 and 4", "from 2 to 4", "2 to 4", "one or two" */
function readRange(reader: Reader, at: number): Parsed<Quantity> | null {
  const lead = ["between", "from"].includes(wordAt(reader, at)) ? 1 : 0;
  const low = readNumber(reader, at + lead);
  const link = low ? wordAt(reader, low.end) : "";
  const high =
    low && (lead > 0 ? ["and", "to"] : ["to", "or"]).includes(link) && readNumber(reader, low.end + 1);
  if (!low || !high || high.node <= low.node) return null;
  // "2 or 4" are not 3.
  if (link === "or" && high.node !== low.node + 1) return null;
  return { end: high.end, node: { op: ">=", count: low.node, upTo: high.node }, cost: 0 };
}

/** "more than once", "twice", "at least 3 times", "5 times or more". */
export function readTimes(reader: Reader, at: number): Parsed<Quantity> | null {
  const bare = readNumber(reader, at);
  const said =
    readQuantity(reader, at) ?? (bare && { ...bare, node: { op: "=" as const, count: bare.node } });
  if (!said) return null;
  const counts = ["time", "times"].includes(wordAt(reader, said.end));
  const end = counts ? said.end + 1 : said.end;
  const adverb = reader.tokens
    .slice(at, said.end)
    .some(({ norm }) => ["once", "twice", "thrice"].includes(norm));
  if (!counts && !adverb) return null;
  const more = said.node.op === "=" ? TRAILING.longest(reader, end) : null;
  return more ? { end: more.end, node: { ...said.node, op: more.value }, cost: 0 } : { ...said, end };
}

/** Whether the first so many were asked for before a token: "by" then says of what order. */
export function isRanked(reader: Reader, at: number): boolean {
  return reader.tokens.slice(0, at).some(({ norm }) => RANKING.has(norm));
}

export const RANKING: ReadonlySet<string> = new Set(["top", "bottom", "first", "highest", "largest"]);
