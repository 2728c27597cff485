import { dimensionOf, FREQUENT } from "../link/dimensions.ts";
import { isFunctionWord } from "../link/function-words.ts";
import { readUnit } from "./dates.ts";
import { phrasesAt } from "./phrases.ts";
import { readCount } from "./quantities.ts";
import { Cues, namesTableAt, type Reader, wordAt } from "./reader.ts";
import type { Element, Measure } from "./sketch.ts";
import {
  looksLikeParticiple,
  looksLikeVerb,
  PLACE_PREPOSITIONS,
  readVerbGroup,
  skipRelative,
} from "./verbs.ts";

/** Which end of an order a superlative means: true is much, late. */
const EXTREMES = new Cues<boolean>([
  [
    true,
    "most, highest, largest, greatest, biggest, maximum, max, longest, latest, most recent, newest, best, top",
  ],
  [false, "fewest, least, lowest, smallest, minimum, min, shortest, earliest, cheapest, worst"],
]);

/** Superlatives of an amount, which a number of rows is not: "the highest savings". */
const AMOUNTS = new Set(
  "highest lowest maximum max minimum min largest smallest biggest greatest".split(" "),
);

/** What of the things named next is compared: how many of them, or a sum or average of theirs. */
const COMPARED = new Cues<Measure>([
  ["count", "number of, total number of, amount of, count of, numbers of, number of different"],
  ["sum", "total, sum of, combined, overall total, total amount of, total of, sum total of"],
  ["avg", "average, mean, average of, mean of"],
]);

/**
 * "the customer with the most orders", "who made the greatest number of payments", "that has the highest price",
 * "which got the lowest average rating": the first of an order.
 */
export function* extremes(reader: Reader, start: number): Generator<Element> {
  for (const lead of leads(reader, start)) {
    const at = wordAt(reader, lead.end) === "the" ? lead.end + 1 : lead.end;
    for (const extreme of EXTREMES.read(reader, at)) {
      const compared = COMPARED.longest(reader, extreme.end);
      const howMany = ["most", "fewest", "least"].includes(wordAt(reader, at)) && extreme.end === at + 1;
      const measure = compared ? compared.value : howMany ? "count" : null;
      for (const phrase of phrasesAt(reader, compared ? compared.end : extreme.end)) {
        if (phrase.node.quantity) continue;
        yield {
          kind: "order",
          start,
          end: phrase.end,
          cost: 0.08 + lead.cost + phrase.cost,
          measure,
          phrase: phrase.node,
          descending: extreme.value,
          limit: 1,
          ofAmount: AMOUNTS.has(wordAt(reader, at)),
        };
      }
    }
  }
}

/** What stands before a superlative that says which of the things is meant, not what is measured. */
function* leads(reader: Reader, start: number): Generator<{ end: number; cost: number }> {
  if (["with", "having"].includes(wordAt(reader, start))) yield { end: start + 1, cost: 0 };
  const relative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, relative);
  if (verbs.negated) return;
  if (verbs.have && !verbs.be) yield { end: verbs.end, cost: 0 };
  // "which department has in its name the most ...": a verb, and what belongs to it.
  if (start === 0 || !looksLikeVerb(reader, verbs.end)) return;
  const particle = PLACE_PREPOSITIONS.has(wordAt(reader, verbs.end + 1)) ? 1 : 0;
  const end = verbs.end + 1 + particle;
  // "lists the largest amount": without a subject that the verb is about, it only asks.
  const about = relative > start || verbs.present || !isFunctionWord(wordAt(reader, start - 1));
  if (about && (wordAt(reader, end) === "the" || particle > 0 || relative > start)) yield { end, cost: 0.05 };
}

const PAY = ["salary", "wage", "pay", "income", "earning"];
const RATING = ["rating", "score", "stars"];
/** What is paid or thought of each, and whether much or little. */
const BEST = new Cues<{ readonly by: readonly string[]; readonly descending: boolean }>([
  [{ by: PAY, descending: true }, "best paid, highest paid, best-paid, highest-paid, most highly paid"],
  [{ by: PAY, descending: false }, "worst paid, lowest paid, worst-paid, lowest-paid, least paid"],
  [{ by: RATING, descending: true }, "best rated, highest rated, best-rated, highest-rated, top-rated"],
  [{ by: RATING, descending: false }, "worst rated, lowest rated, worst-rated, lowest-rated"],
]);

const IN_TIME = new Map([
  ["first", { parts: ["date"], much: false }],
  ["last", { parts: ["date"], much: true }],
]);

/** "the 5 most expensive", "three cheapest", "of the youngest": how many, and what they are ranked by. */
export function* ranked(reader: Reader, start: number): Generator<Element> {
  const of = ["of", "for", "by", "from", "in", "to"].includes(wordAt(reader, start)) ? 1 : 0;
  const the = wordAt(reader, start + of) === "the" ? 1 : 0;
  if (of > the) return;
  const top = wordAt(reader, start + of + the) === "top" ? 1 : 0;
  const count = readCount(reader, start + of + the + top);
  const from = count ? count.end : start + of + the;
  // "the five best paid", "top 5 highest-paid"
  const best = BEST.longest(reader, from);
  if (best && (count || !top)) {
    const about = { count: count?.node ?? 1, ...best.value, of: of > 0 };
    yield { kind: "limit", start, end: best.end, cost: -0.1, ...about };
    return;
  }
  // "Top 5 heaviest"
  if (top > 0 && !(count && isMuch(wordAt(reader, from)) !== undefined)) return;
  const lead = wordAt(reader, from);
  const led = lead === "most" || lead === "least";
  const adjective = wordAt(reader, led ? from + 1 : from);
  const opening = reader.tokens.slice(0, start).every(({ norm }) => isFunctionWord(norm));
  const often = { kind: "limit", start, count: count?.node ?? 1, descending: lead === "most" } as const;
  if (led && FREQUENT.has(adjective)) {
    // "most frequently used"
    const used = looksLikeParticiple(reader, from + 2) && !reader.mentions[from + 2]?.length ? 1 : 0;
    const verb = used > 0 ? wordAt(reader, from + 2) : undefined;
    yield { ...often, end: from + 2 + used, cost: 0, by: "frequency", verb, of: of > 0 };
    return;
  }
  // "the most rented films"
  if (led && looksLikeParticiple(reader, from + 1) && namesTableAt(reader, from + 2))
    yield { ...often, end: from + 2, cost: 0, by: "frequency", verb: adjective, of: of > 0 };
  // "the last order", of which there is one: the first in time. "The last 5", "the last 5 years" and "last month" are others.
  const next = from + (led ? 2 : 1);
  const inTime =
    !count && !led && !readCount(reader, next) && !readUnit(reader, next)
      ? IN_TIME.get(adjective)
      : undefined;
  const dimension = inTime ?? dimensionOf(adjective);
  const single = (inTime || adjective.endsWith("est")) && (count || opening || of + the > 0);
  if (!dimension || !(led || single)) return;
  yield {
    kind: "limit",
    start,
    end: next,
    cost: count ? 0.04 : opening || of > 0 ? -0.1 : 0,
    count: count?.node ?? 1,
    descending: dimension.much !== (lead === "least"),
    by: dimension.parts,
    of: of > 0,
  };
}

/** Whether a superlative means much of something or little; undefined of other words. */
function isMuch(word: string): boolean | undefined {
  if (["most", "highest", "largest"].includes(word)) return true;
  if (["fewest", "least", "lowest", "smallest"].includes(word)) return false;
  return word.endsWith("est") ? dimensionOf(word)?.much : undefined;
}

/** "top 5", "the 3 largest", "first 10" */
export function* tops(reader: Reader, start: number): Generator<Element> {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  const word = wordAt(reader, at);
  // "at least 1000" is a bound.
  if (wordAt(reader, start - 1) === "at") return;
  const bare = readCount(reader, at);
  // "The 3 orders with the highest total"
  const much = bare ? reader.tokens.slice(bare.end).map(({ norm }) => isMuch(norm)) : [];
  const descending = much.find((one) => one !== undefined);
  if (bare && descending !== undefined)
    yield { kind: "limit", start, end: bare.end, cost: 0.1, count: bare.node, descending };
  yield* ranked(reader, start);
  const count = readCount(reader, at + 1);
  // "in the last 20 years" says when.
  if (count && ["first", "last"].includes(word) && readUnit(reader, count.end)) return;
  const fromTop = ["top", "best", "highest", "largest", "first", "latest", "biggest", "most"].includes(word);
  if (
    (fromTop || ["bottom", "lowest", "worst", "smallest", "last", "least", "oldest"].includes(word)) &&
    count
  ) {
    const inOrder = word === "first" || word === "last" ? word : undefined;
    if (!["latest", "oldest"].includes(word))
      yield {
        kind: "limit",
        start,
        end: count.end,
        cost: 0.04,
        count: count.node,
        descending: fromTop,
        inOrder,
      };
    // "The largest 2 units", where nothing else says by what.
    const dimension = ["largest", "biggest", "smallest"].includes(word) ? dimensionOf(word) : undefined;
    if (dimension)
      yield {
        kind: "limit",
        start,
        end: count.end,
        cost: 0.05,
        count: count.node,
        descending: fromTop,
        by: dimension.parts,
      };
    // "the last 5 orders", where nothing says by what.
    if (["last", "latest", "oldest"].includes(word))
      yield {
        kind: "limit",
        start,
        end: count.end,
        cost: 0.05,
        count: count.node,
        descending: word !== "oldest",
        by: ["date"],
      };
  }
}
