import { COURTESY, isFunctionWord } from "../link/function-words.ts";
import { isLinkingVerb } from "../link/linking-verbs.ts";
import { typedAsStored } from "../link/value-hits.ts";
import { COMPARISON_CUES, comparisonClauses } from "./comparison.ts";
import { ARITHMETIC_CUES, computedClauses } from "./computed.ts";
import { DATE_WORDS, readPeriod, readUnit, saysThis } from "./dates.ts";
import { elapsedClauses, TIME_WORDS, TOOK } from "./elapsed.ts";
import {
  EXCLUSION_CUES,
  leavingOut,
  leftOut,
  onlyThose,
  opposite,
  saidAfter,
  saysOfWhat,
  saysWhich,
} from "./exclusions.ts";
import { IN_FORCE, inForce, STILL_THERE } from "./in-force.ts";
import { outnumbering } from "./outnumber.ts";
import { OUTPUT_CUES, outputClauses } from "./output.ts";
import { phrasesAt } from "./phrases.ts";
import { POSSESSION_CUES, possessionClauses } from "./possession.ts";
import { PRESENCE_CUES, presenceClauses } from "./presence.ts";
import { QUALITY_CUES, qualityClauses } from "./quality.ts";
import { isRanked, readQuantity } from "./quantities.ts";
import { Cues, namesValue, type Reader, wordAt } from "./reader.ts";
import { relatedRowsClauses } from "./related-rows.ts";
import { isMerelyWished, RULE_WORDS } from "./rules.ts";
import type { Element, Sketch } from "./sketch.ts";
import { isDoing, isInfinitive, isWished, YET_TO } from "./unfulfilled.ts";
import { NAMED_CUES, valuedClauses } from "./valued.ts";
import { looksLikeParticiple } from "./verbs.ts";

const BEAM = 30;
const ELEMENT_COST = 0.12;

interface Partial {
  /** Elements that matter, so that partial readings which differ in skipped words only are kept once. */
  readonly signature: string;
  readonly previous: Partial | null;
  readonly element: Element | null;
  readonly cost: number;
}

/**
 * The best readings of the definition's structure, cheapest first: a weighted segmentation of the tokens into
 * elements. Words that no element takes are skipped at a cost, so every definition has a reading.
 */
export function readSketches(reader: Reader): Sketch[] {
  const length = reader.tokens.length;
  const chart: Partial[][] = Array.from({ length: length + 1 }, () => []);
  chart[0] = [{ signature: "", previous: null, element: null, cost: 0 }];
  for (let at = 0; at < length; at++) {
    const open = best(chart[at] ?? []);
    if (open.length === 0) continue;
    for (const element of dedupe(elementsAt(reader, at))) {
      const target = chart[element.end];
      if (!target) continue;
      for (const partial of open) target.push(extend(partial, element));
    }
  }
  const stored = typedAsStored(reader.tokens, reader.mentions, reader.definition);
  const sketches = best(chart[length] ?? []).map((partial) => ({
    elements: unroll(partial),
    stored,
    cost: partial.cost,
  }));
  return [...sketches, ...sketches.flatMap(measuredGroups)];
}

/** "Top 5 product groups by shipped quantity" is also the shipped quantity per product group, of which the first 5. */
function measuredGroups({ elements, stored, cost }: Sketch): Sketch[] {
  const things = elements.find((element) => element.kind === "phrase");
  const order = elements.find((element) => element.kind === "order");
  const ranked = elements.some((element) => element.kind === "limit" && !element.by);
  const measured = elements.some((element) => element.kind === "measure" || element.kind === "group");
  if (!ranked || measured || things?.kind !== "phrase" || order?.kind !== "order" || !order.phrase) return [];
  const { phrase } = order;
  const measure: Element = {
    kind: "measure",
    start: order.start,
    end: Math.max(order.start + 1, phrase.start),
    cost: 0,
    measure: order.measure ?? "sum",
    distinct: false,
  };
  const what: Element = { kind: "phrase", start: phrase.start, end: phrase.end, cost: 0, phrase };
  const groups: Element = {
    kind: "group",
    start: things.start,
    end: things.end,
    cost: 0,
    phrases: [things.phrase],
  };
  const rest = elements.filter((element) => element !== order && element !== things);
  const at = elements.filter((element) => element.kind === "skip" || element.kind === "limit").length;
  return [
    { elements: [...rest.slice(0, at), measure, what, groups, ...rest.slice(at)], stored, cost: cost + 0.1 },
  ];
}

function extend(previous: Partial, element: Element): Partial {
  const silent = element.kind === "skip" && !element.unknown;
  const signature = silent
    ? previous.signature
    : `${previous.signature} ${element.kind}${element.end}/${element.cost.toFixed(2)}${termKinds(element)}`;
  return { signature, previous, element, cost: previous.cost + element.cost + ELEMENT_COST };
}

function best(partials: readonly Partial[]): Partial[] {
  const kept: Partial[] = [];
  const seen = new Set<string>();
  for (const partial of [...partials].sort((a, b) => a.cost - b.cost)) {
    if (seen.has(partial.signature)) continue;
    seen.add(partial.signature);
    kept.push(partial);
    if (kept.length >= BEAM) break;
  }
  return kept;
}

/** The cheapest few elements of each kind and end: the rest can only lose. */
function dedupe(elements: Iterable<Element>): Element[] {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const key = `${element.kind} ${element.end} ${termKinds(element)}`;
    const group = groups.get(key) ?? [];
    group.push(element);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => group.sort((a, b) => a.cost - b.cost).slice(0, 4));
}

/** What a comparison takes its right side for: "1000" may be a number, a year or a stored value. */
function termKinds(element: Element): string {
  if (element.kind === "between") return `${element.low.kind},${element.high.kind}`;
  return element.kind === "compare" ? element.terms.map((term) => term.kind).join() : "";
}

function unroll(partial: Partial): Element[] {
  const elements: Element[] = [];
  for (let at: Partial | null = partial; at?.element; at = at.previous) elements.unshift(at.element);
  return elements;
}

function* elementsAt(reader: Reader, at: number): Generator<Element> {
  yield* skips(reader, at);
  for (const phrase of phrasesAt(reader, at)) {
    const quantity = phrase.node.quantity ? 0.4 : 0;
    yield { kind: "phrase", start: at, end: phrase.end, cost: phrase.cost + quantity, phrase: phrase.node };
  }
  yield* places(reader, at);
  const said = [...clauses(reader, at)];
  yield* said;
  yield* leftOut(reader, said);
  for (const from of leavingOut(reader, at))
    for (const clause of clauses(reader, from)) yield* opposite(clause, at, clause.end);
  for (const from of onlyThose(reader, at))
    for (const clause of clauses(reader, from)) if (saysOfWhat(clause)) yield { ...clause, start: at };
  yield* saidAfter(reader, at);
  yield* outputClauses(reader, at);
}

function* clauses(reader: Reader, at: number): Generator<Element> {
  yield* presenceClauses(reader, at);
  yield* possessionClauses(reader, at);
  yield* outnumbering(reader, at);
  yield* comparisonClauses(reader, at);
  yield* qualityClauses(reader, at);
  yield* valuedClauses(reader, at);
  yield* inForce(reader, at);
  yield* computedClauses(reader, at);
  yield* elapsedClauses(reader, at);
  yield* relatedRowsClauses(reader, at);
}

/** Every word of the grammar's cues: what a misspelt word may be corrected to. */
export const CUE_WORDS: ReadonlySet<string> = new Set(
  [
    ...EXCLUSION_CUES,
    ...PRESENCE_CUES,
    ...POSSESSION_CUES,
    ...COMPARISON_CUES,
    ...QUALITY_CUES,
    NAMED_CUES,
    IN_FORCE,
    STILL_THERE,
    ARITHMETIC_CUES,
    TOOK,
    ...OUTPUT_CUES,
  ]
    .flatMap((cues) => cues.words())
    .concat(DATE_WORDS, TIME_WORDS, RULE_WORDS),
);

/** Words for comparing and what it finds, when the comparison itself is said elsewhere. */
const OUTCOMES = new Set([
  "compare",
  "comparing",
  "mismatches",
  "differences",
  "discrepancies",
  "deviations",
  "result",
  "results",
  "available",
  "come",
  "comes",
  "hold",
  "holds",
  "exist",
  "exists",
  "currently",
]);

/** Symbols that compare, compute or are looked for: never passed over. */
const OPERATORS = new Set(["<", ">", "=", "<=", ">=", "!=", "+", "*", "%", "@"]);

/** Function words that change what is asked for: never passed over silently. */
const MEANINGFUL = new Set([
  "not",
  "never",
  "without",
  "no",
  "nor",
  "neither",
  "none",
  "nobody",
  "nothing",
  "except",
  "whose",
  "where",
  "between",
  "before",
  "after",
  "since",
  "until",
  "above",
  "below",
  "over",
  "under",
  "only",
  "but",
  "same",
  "or",
  "both",
  "per",
  "among",
  "by",
  "plus",
  "many",
  "much",
  "outside",
  "out",
  "off",
  "than",
  "cannot",
]);

/** Words before what the things are in, at, of or about. */
const PLACING = new Set("in at on of from for within via by through about concerning regarding".split(" "));

/** "at the payment switch" after a clause: where the things are. */
function* places(reader: Reader, at: number): Generator<Element> {
  const preposition = wordAt(reader, at);
  if (!PLACING.has(preposition) || (preposition === "by" && isRanked(reader, at))) return;
  for (const place of phrasesAt(reader, at + 1)) {
    // "Deliveries by supplier" are told apart by it: none is by no supplier.
    if (
      place.node.quantity ||
      (preposition === "by" && !isDoneBy(reader, at) && ![place.node, ...place.node.scopes].some(saysWhich))
    )
      continue;
    const phrase = {
      ...place.node,
      start: at,
      atoms: [],
      scopes: [{ ...place.node, preposition }, ...place.node.scopes],
    };
    yield { kind: "phrase", start: at, end: place.end, cost: place.cost + 0.15, phrase };
  }
}

/** "flagged inactive by OPS Excel": whoever did it is no way to tell the rows apart. */
function isDoneBy(reader: Reader, at: number): boolean {
  return [1, 2, 3].some((back) => looksLikeParticiple(reader, at - back));
}

function* skips(reader: Reader, at: number): Generator<Element> {
  const token = reader.tokens[at];
  if (!token) return;
  const word = wordAt(reader, at);
  if ((word === "and" || word === "or" || word === "but") && !goesOnDenying(reader, at)) {
    const cost = 0.02 - ELEMENT_COST / 2;
    yield { kind: "connector", start: at, end: at + 1, cost, word: word === "or" ? "or" : "and" };
  }
  const aside = ASIDES.longest(reader, at);
  if (aside && wordAt(reader, aside.end) !== "as") {
    const words = reader.tokens.slice(at, aside.end).map(({ text }) => text);
    yield { kind: "skip", start: at, end: aside.end, cost: 0.02 - ELEMENT_COST, words, unknown: false };
  }
  const title = endOfTitle(reader, at);
  if (title) {
    const words = reader.tokens.slice(at, title - 1).map(({ text }) => text);
    yield { kind: "skip", start: at, end: title, cost: 0.1 - ELEMENT_COST, words, unknown: false };
  }
  const { cost, unknown } = skipCost(reader, at);
  const words = token.kind === "symbol" ? [] : [token.text];
  yield { kind: "skip", start: at, end: at + 1, cost: cost - ELEMENT_COST, words, unknown };
}

/**
 * "Four-eyes check: loans where ...": what people call the definition. It says nothing that the graph knows, denies
 * nothing and counts nothing, and is listed as passed over.
 */
function endOfTitle(reader: Reader, at: number): number | null {
  const colon = reader.tokens.findIndex(({ norm }) => norm === ":");
  if (at > 0 || colon < 1 || colon > LONGEST_TITLE || colon === reader.tokens.length - 1) return null;
  const plain = reader.tokens.slice(0, colon).every((token, i) => {
    const known = (reader.mentions[i] ?? []).some(
      ({ tables, columns, values }) =>
        [...tables, ...columns].some(({ whole, reason }) => whole && reason !== "synonym") ||
        values.some(({ score }) => score >= 0.95),
    );
    const word = token.kind === "word" && !MEANINGFUL.has(token.norm);
    return !known && (word || token.norm === "-");
  });
  return plain ? colon + 1 : null;
}

const LONGEST_TITLE = 6;

/** What adds nothing to what was said: "and were returned as well", "are in transit right now". */
const ASIDES = new Cues<true>([
  [true, "as well, right now, at the moment, at present, coming up, taking place, under them"],
]);

/** What it costs to pass over a token, and whether that would leave something out. */
function skipCost(reader: Reader, at: number): { cost: number; unknown: boolean } {
  const word = wordAt(reader, at);
  if (OPERATORS.has(word)) return { cost: 2.2, unknown: true };
  if (reader.tokens[at]?.kind === "symbol") return { cost: 0, unknown: false };
  // "US" in capitals is a country that the index knows, "us" is courtesy.
  const value = namesValue(reader, at);
  if (OUTCOMES.has(word) && !endsName(reader, at) && !value) return { cost: 0.4, unknown: false };
  // "Yellow cards shown per referee", "goals credited to a match"
  if (leadsOn(reader, at)) return { cost: 0.3, unknown: false };
  // A question for a time is no question for rows.
  const when = word === "when" && at === 0;
  if (
    value ||
    when ||
    saysThis(reader, at) ||
    isMay(reader, at) ||
    // Passed over, "yet to" would turn what is said into its opposite.
    YET_TO.longest(reader, at) !== null ||
    isInfinitive(reader, at) ||
    isWished(reader, at) ||
    isDoing(reader, at) ||
    goesOnDenying(reader, at) ||
    turnsAround(reader, at) ||
    isMerelyWished(reader, at) ||
    OUTCOMES.has(word) ||
    !isFunctionWord(word) ||
    MEANINGFUL.has(word)
  )
    return { cost: 2.2, unknown: true };
  return { cost: COURTESY.has(word) || GLUE.has(word) ? 0.02 : 0.45, unknown: false };
}

/** Whether it only leads to whom or where something belongs: what was done "in May" or "by 5 people" says more. */
function leadsOn(reader: Reader, at: number): boolean {
  const word = wordAt(reader, at);
  return (
    at > 0 &&
    !isFunctionWord(wordAt(reader, at - 1)) &&
    /(ed|wn|en)$/.test(word) &&
    isLinkingVerb(word) &&
    LEADS.has(wordAt(reader, at + 1)) &&
    // What is known by that name, or has a day of it, is not passed over: "titles published per year".
    (reader.mentions[at] ?? []).length === 0 &&
    readUnit(reader, at + 2) === undefined &&
    readPeriod(reader, at + 2) === null &&
    readQuantity(reader, at + 2) === null
  );
}

const LEADS: ReadonlySet<string> = new Set(["per", "by", "to", "for", "at"]);

/** "Not open or approved" is neither: after such an "or" the clause that was denied goes on. */
function goesOnDenying(reader: Reader, at: number): boolean {
  if (wordAt(reader, at) !== "or") return false;
  const bare = looksLikeParticiple(reader, at + 1) || namesValue(reader, at + 1);
  if (!bare) return false;
  for (let back = at - 1; back >= 0 && back >= at - 6; back--) {
    const word = wordAt(reader, back);
    if (["not", "never", "neither"].includes(word)) return true;
    if (reader.tokens[back]?.kind === "symbol" || CLAUSE_STARTS.has(word)) return false;
  }
  return false;
}

const CLAUSE_STARTS = new Set("that which who whose and but or where with without".split(" "));

/** Words that cannot be passed over where they stand: "even closed ones", "not both open and paid", "all but one order". */
function turnsAround(reader: Reader, at: number): boolean {
  const [before, word] = [wordAt(reader, at - 1), wordAt(reader, at)];
  if (word === "even") return before !== "not";
  if (word === "both") return before === "not";
  if (word === "exclusive") return true;
  return word === "one" && before === "but";
}

/** "invoices in May", and not "invoices that may be late". */
function isMay(reader: Reader, at: number): boolean {
  return wordAt(reader, at) === "may" && BEFORE_TIMES.has(wordAt(reader, at - 1));
}

const BEFORE_TIMES = new Set(
  "in of for from since until till by during before after through to on last this next every".split(" "),
);

/** "overall result": the last word of a name is not passed over. */
function endsName(reader: Reader, at: number): boolean {
  return [1, 2, 3].some((back) =>
    (reader.mentions[at - back] ?? []).some(
      (mention) => mention.end === at + 1 && mention.columns.some((hit) => hit.whole),
    ),
  );
}

/** Words that only hold a sentence together. */
const GLUE = new Set([
  "all",
  "the",
  "a",
  "an",
  "every",
  "any",
  "that",
  "which",
  "who",
  "what",
  "are",
  "is",
  "there",
  "be",
  "each",
  "do",
]);
