import { ADVERBS, DETERMINERS } from "../link/function-words.ts";
import {
  alternatives,
  areAlike,
  deniedAt,
  namesTable,
  neitherNor,
  OUTSIDE,
  orAlike,
  PLACES,
  statesValue,
} from "./alternatives.ts";
import { BLANK_WORDS } from "./blanks.ts";
import { phraseLists, phrasesAt } from "./phrases.ts";
import { ORDER_CUES, readQuantity, readTimes } from "./quantities.ts";
import { Cues, namesTableAt, namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import { onlyThose } from "./related-rows.ts";
import type { Element, Phrase } from "./sketch.ts";
import { termsAt } from "./terms.ts";
import { AWAITING, isInfinitive, LEFT_UNDONE } from "./unfulfilled.ts";
import {
  looksLikeParticiple,
  looksLikeVerb,
  readVerbGroup,
  saysAtAll,
  saysOnly,
  skipRelative,
} from "./verbs.ts";

const HAVE_CUES = new Cues<boolean>([
  [
    false,
    "with, having, has, have, had, possessing, carrying, containing, holding, with the, that have, left us, gave us, given us, gave, provided us with, provided us, provided, supplied us with, supplied, brought us, bring us, brings us, sent us, send us, sends us",
  ],
  [true, `without, lacking, lack, lacks, missing, having no, short of, ${AWAITING}`],
]);

/** After "one" or "a single". */
function afterOne(reader: Reader, at: number): number {
  if (wordAt(reader, at) === "one") return at + 1;
  return wordAt(reader, at) === "a" && wordAt(reader, at + 1) === "single" ? at + 2 : at;
}

const GETS = new Set(["get", "gets", "got", "gotten", "getting"]);

/** Clauses about what something has or does: "with no invoice in 2024", "who never placed an order". */
export function* possessionClauses(reader: Reader, start: number): Generator<Element> {
  yield* having(reader, start);
  yield* doing(reader, start);
  yield* being(reader, start);
  yield* statedBy(reader, start);
  yield* existing(reader, start);
  yield* owned(reader, start);
}

/** "Whose customer (is active)", "whose manager (was hired in 2020)": the one row, of which the next clause tells more. */
function* owned(reader: Reader, start: number): Generator<Element> {
  if (wordAt(reader, start) !== "whose") return;
  for (const { node, end, cost } of phrasesAt(reader, start + 1)) {
    const verbs = readVerbGroup(reader, end);
    const goesOn = verbs.end > end || looksLikeVerb(reader, end);
    if (node.quantity || node.scopes.length > 0 || node.atoms.length > 1 || !namesTable(node) || !goesOn)
      continue;
    yield {
      kind: "have",
      start,
      end,
      cost: 0.05 + cost,
      negated: false,
      phrases: [node],
      verb: null,
      whose: true,
    };
  }
}

const EXIST = new Set(["exist", "exists", "existed", "present", "available", "found", "known"]);
const GONE = new Set(["missing", "absent", "gone", "unknown"]);

/** "whose shipment does not exist", "whose owner is missing", "pointing to a title that is gone": whether there is one. */
function* existing(reader: Reader, start: number): Generator<Element> {
  for (const { node, end, from, cost } of referred(reader, start)) {
    if (node.quantity || !namesTable(node)) continue;
    const verbs = readVerbGroup(reader, from);
    const there = wordAt(reader, verbs.end - 1) === "there";
    const word = wordAt(reader, verbs.end);
    if (!verbs.present || !(there || EXIST.has(word) || GONE.has(word))) continue;
    const after = there ? verbs.end : verbs.end + 1;
    // "... exists in the ledger" says where.
    if (PARTICLES.has(wordAt(reader, after))) continue;
    const negated = verbs.negated !== GONE.has(word);
    if (end < from && !negated) continue;
    const about = { negated, phrases: [node], verb: null, refers: negated && end < from };
    yield { kind: "have", start, end: after, cost: 0.1 + cost, ...about };
  }
}

/** What the rows refer to, and where it is said `from` whether that exists. */
function* referred(reader: Reader, start: number): Generator<Parsed<Phrase> & { readonly from: number }> {
  if (["whose", "where"].includes(wordAt(reader, start)))
    for (const parsed of phrasesAt(reader, start + 1)) yield { ...parsed, from: parsed.end };
  // "pointing to a title that does not exist", "for a loan that is gone"
  const verbs = readVerbGroup(reader, skipRelative(reader, start));
  const verb = looksLikeVerb(reader, verbs.end) && !namesValue(reader, verbs.end) ? 1 : 0;
  if (!PARTICLES.has(wordAt(reader, verbs.end + verb))) return;
  for (const parsed of phrasesAt(reader, verbs.end + verb + 1)) {
    const from = skipRelative(reader, parsed.end);
    if (from > parsed.end) yield { ...parsed, from };
  }
}

/** A quantity of zero is a negation: "no order", "zero orders". */
function negates(phrase: Phrase): boolean {
  return phrase.quantity?.op === "=" && phrase.quantity.count === 0;
}

/**
 * "no ops status and ops planner" denies both. In "no ops status, product type GPU" the second states a value of
 * its own, and in "product type GPU and no ops planner" the denial comes after: those are separate clauses.
 */
function sharesNegation(phrases: readonly Phrase[], led: boolean): boolean {
  const [first, ...rest] = phrases;
  if (!first || rest.length === 0) return true;
  if (led || negates(first)) return !rest.some(statesValue);
  return !rest.some(negates);
}

function positive(phrases: readonly Phrase[]): readonly Phrase[] {
  return phrases.map((phrase) => (negates(phrase) ? { ...phrase, quantity: null } : phrase));
}

function* having(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  // "Have to place an order"
  if (isInfinitive(reader, verbs.end)) return;
  if (saysOnly(reader, verbs)) {
    if (verbs.have) yield* onlyThose(reader, start, verbs, null);
    return;
  }
  const leads: { end: number; negated: boolean; cost: number }[] = [];
  // What "has been rented" has nothing of that name.
  const been = wordAt(reader, verbs.end - 1) === "been" && looksLikeParticiple(reader, verbs.end);
  if (been) return;
  if (verbs.have || (verbs.present && afterRelative > start && wordAt(reader, verbs.end - 1) !== "not")) {
    leads.push({ end: verbs.end, negated: verbs.negated, cost: verbs.have ? 0 : 0.25 });
  }
  // "of which at least one track", "for which there is no posting"
  if (afterRelative === start + 2) leads.push({ end: verbs.end, negated: verbs.negated, cost: 0.05 });
  // "Still need" is a cue whose first word is an adverb too.
  const cued = wordAt(reader, verbs.end - 1) === "still" ? verbs.end - 1 : verbs.end;
  for (const cue of [
    ...HAVE_CUES.read(reader, cued),
    ...(cued < verbs.end ? HAVE_CUES.read(reader, verbs.end) : []),
  ])
    leads.push({ end: cue.end, negated: cue.value !== verbs.negated, cost: 0 });
  // "Have yet to get a receipt", "that got none"; "get the receipts" asks for them.
  const said = afterRelative > start || verbs.present;
  if (start > 0 && said && GETS.has(wordAt(reader, verbs.end)))
    leads.push({ end: verbs.end + 1, negated: verbs.negated, cost: 0.05 });
  // "Do not have one invoice" is to have none, and not to have two.
  for (const lead of leads) if (lead.negated) lead.end = afterOne(reader, lead.end);
  for (const at of [start, ...leads.map(({ end }) => end)]) {
    for (const list of neitherNor(reader, at))
      yield {
        kind: "have",
        start,
        end: list.end,
        cost: 0.1 + list.cost,
        negated: true,
        phrases: list.node,
        verb: null,
      };
  }
  if (wordAt(reader, verbs.end) === "no" && (verbs.be || start === verbs.end))
    leads.push({ end: verbs.end, negated: false, cost: 0.15 });
  // "with no tax number but a fax": it has the one and not the other.
  if (wordAt(reader, start - 1) === "but" && ["a", "an", "some"].includes(wordAt(reader, start)))
    leads.push({ end: start, negated: false, cost: 0.05 });
  // "in more than 2 depots", "the sales rep of at least one customer"
  const placing = PLACES.has(wordAt(reader, verbs.end)) || ["of", "for"].includes(wordAt(reader, verbs.end));
  if (placing && (readQuantity(reader, verbs.end + 1)?.node.count ?? 0) > 0)
    leads.push({ end: verbs.end + 1, negated: verbs.negated, cost: 0.1 });
  for (const lead of leads) {
    const either = lead.negated ? alternatives(reader, lead.end).filter(areAlike) : [];
    for (const list of [...phraseLists(reader, lead.end), ...either]) {
      const any = either.includes(list);
      if (!any && !sharesNegation(list.node, lead.negated)) continue;
      const negated = lead.negated !== list.node.some(negates);
      const about = { negated, phrases: positive(list.node), verb: null, any };
      const cost = 0.1 + lead.cost + list.cost;
      yield { kind: "have", start, end: list.end, cost, ...about };
      const end = negated ? filledIn(reader, list.end) : null;
      if (end !== null) yield { kind: "have", start, end, cost: cost - 0.03, ...about };
    }
  }
}

const BEING_THERE = new Cues<true>([
  [true, "scheduled, planned, arranged, logged, noted, attached, linked, on file, on record, so far, yet"],
]);

/** "with no region filled in", "without an employee assigned to them": that it is there says nothing more. */
function filledIn(reader: Reader, at: number): number | null {
  const unnamed = (reader.mentions[at] ?? []).length === 0;
  const filled =
    BLANK_WORDS.read(reader, at).find(({ value }) => !value) ??
    (unnamed ? BEING_THERE.longest(reader, at) : null);
  if (!filled) return null;
  const pronoun = ["them", "it", "him", "her"].includes(wordAt(reader, filled.end + 1));
  const to = ["to", "for", "on", "in"].includes(wordAt(reader, filled.end)) && pronoun;
  return to ? filled.end + 2 : filled.end;
}

/** "who placed an order", "that contain no tracks", "never ordered by anyone", "paid more than 150000". */
function* doing(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  if (saysOnly(reader, verbs)) {
    // "who only ordered beverages"; "only level 6 members" has no verb.
    const says = verbs.have ? looksLikeParticiple(reader, verbs.end) : looksLikeVerb(reader, verbs.end);
    if (afterRelative > start && says)
      yield* onlyThose(reader, start, { ...verbs, end: verbs.end + 1 }, verbs.end);
    return;
  }
  // "too far from": an adverb alone introduces no verb.
  const adverbs = reader.tokens.slice(afterRelative, verbs.end).every(({ norm }) => ADVERBS.has(norm));
  const introduced = afterRelative > start || (verbs.present && !adverbs);
  if (!looksLikeVerb(reader, verbs.end)) return;
  const participle = looksLikeParticiple(reader, verbs.end);
  // "are far from" says a property that nothing knows, "are assigned to" a relation.
  if (verbs.be && !participle) return;
  if (!introduced && (start === 0 || !participle)) return;
  const acts = !verbs.be && introduced && takesObject(reader, verbs.end);
  // "Fines that were not paid", where something else is stored as paid.
  const stored = !acts && namesValue(reader, verbs.end);
  const often = participle && readTimes(reader, verbs.end + 1) !== null;
  if (stored && !(participle && introduced) && !often) return;
  const verb = wordAt(reader, verbs.end);
  const base = introduced ? 0.1 : 0.3;
  const next = wordAt(reader, verbs.end + 1);
  const particle =
    PARTICLES.has(next) || (verb === "look" && next === "after") || (verb === "looks" && next === "after");
  yield {
    kind: "verb",
    start,
    end: afterAgent(reader, verbs.end + 1),
    cost: base + (stored ? 0.45 : 0.15),
    negated: verbs.negated,
    verb,
    amount: null,
  };
  if (stored) return;
  for (const cue of ORDER_CUES.read(reader, verbs.end + 1)) {
    for (const term of termsAt(reader, cue.end)) {
      if (term.node.kind !== "number") continue;
      const end =
        wordAt(reader, term.end) === "in" && wordAt(reader, term.end + 1) === "total"
          ? term.end + 2
          : term.end;
      yield {
        kind: "verb",
        start,
        end,
        cost: base + term.cost,
        negated: verbs.negated,
        verb,
        amount: { op: cue.value, term: term.node },
      };
    }
  }
  const outside = OUTSIDE.longest(reader, verbs.end + 1);
  const denied = verbs.negated !== Boolean(outside);
  const direct = introduced || goesOn(reader, start, verbs.end + 1) ? [verbs.end + 1] : [];
  for (const at of outside ? [outside.end] : particle ? [verbs.end + 1, verbs.end + 2] : direct) {
    for (const list of objectLists(reader, at, denied)) {
      const negated = denied !== list.node.some(negates);
      yield {
        kind: "have",
        start,
        end: list.end,
        cost: base + 0.25 + list.cost,
        negated,
        phrases: positive(list.node),
        verb,
      };
    }
  }
}

/** "that opened a ticket" did so, whatever is stored as "open". */
function takesObject(reader: Reader, at: number): boolean {
  const next = wordAt(reader, at + 1);
  return looksLikeParticiple(reader, at) && next !== "that" && DETERMINERS.has(next);
}

/** "who have a reservation and bought a ticket": what they did besides. */
function goesOn(reader: Reader, start: number, object: number): boolean {
  if (!["and", "but", "or"].includes(wordAt(reader, start - 1))) return false;
  return (
    namesTableAt(reader, object) ||
    DETERMINERS.has(wordAt(reader, object)) ||
    readQuantity(reader, object) !== null
  );
}

/** What is done to which things; "not from A or B", "outside A and B" is none of them. */
function objectLists(reader: Reader, at: number, denied: boolean): Parsed<readonly Phrase[]>[] {
  const where = PLACES.has(wordAt(reader, at - 1)) || OUTSIDE.longest(reader, at - 1) !== null;
  const lists = [...phraseLists(reader, at)].filter(
    ({ node }) => (where && node.every(statesValue)) || sharesNegation(node, denied),
  );
  return denied ? lists.flatMap((list) => [list, ...orAlike(reader, list), ...orDoes(reader, list)]) : lists;
}

/** "Who never placed an order or paid an invoice": the other thing that was not done. */
function* orDoes(reader: Reader, list: Parsed<readonly Phrase[]>): Generator<Parsed<readonly Phrase[]>> {
  if (!["or", "nor"].includes(wordAt(reader, list.end)) || !looksLikeVerb(reader, list.end + 1)) return;
  for (const { node, end, cost } of deniedAt(reader, list.end + 1))
    if (namesTable(node)) yield { end, node: [...list.node, node], cost: list.cost + cost - 0.1 };
}

const STATE_VERBS = new Set([
  "marked",
  "flagged",
  "set",
  "classified",
  "labelled",
  "labeled",
  "tagged",
  "shown",
  "considered",
  "declared",
  "listed",
  "reported",
  "recorded",
]);
const PARTICLES = new Set("for to of by from in on at with via through under into onto against".split(" "));

/** "never borrowed anything": what it was does not matter. */
const OBJECTS = new Set(["anything", "something"]);

/** "by anyone", "by any customer at all", "yet": who did it does not matter. */
function afterAgent(reader: Reader, at: number): number {
  let end = at;
  if (
    wordAt(reader, end) === "by" &&
    ["anyone", "anybody", "someone", "us", "them", "customers"].includes(wordAt(reader, end + 1))
  )
    end += 2;
  while (OBJECTS.has(wordAt(reader, end))) end++;
  if (saysAtAll(reader, end)) end += 2;
  else if (["at", "least", "once"].every((word, i) => wordAt(reader, end + i) === word)) end += 3;
  return end;
}

/** "that are closed in the core ledger", "which are inactive OPS Excel", "is not dormant". */
function* being(reader: Reader, start: number): Generator<Element> {
  const afterRelative = skipRelative(reader, start);
  const verbs = readVerbGroup(reader, afterRelative);
  // Of "not both open and paid" either may be, and "even closed ones" are not all.
  const both = verbs.negated && wordAt(reader, verbs.end) === "both";
  if (saysOnly(reader, verbs) || both || wordAt(reader, afterRelative) === "even") return;
  const marked = STATE_VERBS.has(wordAt(reader, verbs.end));
  if (!verbs.present && afterRelative === start && !marked) {
    yield* stillBeing(reader, start);
    return;
  }
  if (!verbs.be && !marked && takesObject(reader, verbs.end)) return;
  // Whoever "has had a film in a screening" is none.
  if (verbs.have && !verbs.be && ["a", "an", "any", "some"].includes(wordAt(reader, verbs.end))) return;
  const at = marked ? verbs.end + (["as", "to"].includes(wordAt(reader, verbs.end + 1)) ? 2 : 1) : verbs.end;
  for (const list of neitherNor(reader, at))
    yield {
      kind: "is",
      start,
      end: list.end,
      cost: 0.05 + list.cost,
      negated: true,
      phrases: list.node,
      there: false,
    };
  for (const list of phraseLists(reader, wordAt(reader, at) === "be" ? at + 1 : at)) {
    if (list.node.some((phrase) => phrase.quantity)) continue;
    const cost = 0.1 + list.cost + (verbs.be ? 0 : 0.15);
    const there = wordAt(reader, list.end) === "there";
    const end = there ? list.end + 1 : list.end;
    yield { kind: "is", start, end, cost, negated: verbs.negated, phrases: list.node, there };
    // "that is not A, B or C" is none of them.
    if (verbs.negated && list.node.every(statesValue))
      for (const { end, node } of orAlike(reader, list))
        yield { kind: "is", start, end, cost, negated: true, phrases: node, there: false };
  }
}

/** "products in A and inactive in B", "in B but inactive there": the verb is not said again. */
function* stillBeing(reader: Reader, start: number): Generator<Element> {
  if (!["and", "but", ","].includes(wordAt(reader, start - 1))) return;
  for (const phrase of phrasesAt(reader, start)) {
    const there = wordAt(reader, phrase.end) === "there";
    if (phrase.node.quantity || !statesValue(phrase.node) || (!there && phrase.node.scopes.length === 0))
      continue;
    const end = there ? phrase.end + 1 : phrase.end;
    yield { kind: "is", start, end, cost: 0.15 + phrase.cost, negated: false, phrases: [phrase.node], there };
  }
}

const STATING = new Set(
  "list lists listed flag flags flagged mark marks marked show shows shown report reports reported classify classifies classified tag tags tagged record records recorded carry carries label labels labelled".split(
    " ",
  ),
);

/** "that OPS Excel lists as inactive", "which the switch has as closed": a state, and who says so. */
function* statedBy(reader: Reader, start: number): Generator<Element> {
  // "Units shown as vacant" are called so by nobody in particular.
  if (start === 0) return;
  for (const owner of phrasesAt(reader, skipRelative(reader, start))) {
    if (owner.node.quantity || !namesTable(owner.node)) continue;
    const verbs = readVerbGroup(reader, owner.end);
    const stating = STATING.has(wordAt(reader, verbs.end));
    const as = stating ? verbs.end + 1 : verbs.end;
    if (!(stating || verbs.have) || wordAt(reader, as) !== "as") continue;
    for (const state of phrasesAt(reader, as + 1)) {
      if (!statesValue(state.node)) continue;
      const scopes = [...state.node.scopes, { ...owner.node, preposition: "in" }];
      const cost = 0.1 + owner.cost + state.cost;
      const phrases = [{ ...state.node, scopes }];
      yield { kind: "is", start, end: state.end, cost, negated: verbs.negated, phrases, there: false };
    }
  }
}

export const POSSESSION_CUES: readonly Cues<unknown>[] = [HAVE_CUES, BEING_THERE, LEFT_UNDONE, ORDER_CUES];
