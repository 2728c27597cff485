import type { TimeUnit } from "../intent.ts";
import { dictionary } from "../text/dictionary.ts";
import { isParticiple } from "../text/participles.ts";
import { STILL_TO_COME } from "./date-clauses.ts";
import { phrasesAt } from "./phrases.ts";
import { ORDER_CUES, readNumber, readQuantity, TRAILING } from "./quantities.ts";
import { Cues, isContentWord, namesValue, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, DateSaid, ElapsedTerm, Element, Phrase } from "./sketch.ts";
import { looksLikeVerb, readVerbGroup, skipRelative } from "./verbs.ts";

/** How long it is from one date of a row to another: "reported more than 30 days after the loss". */

const UNIT_WORDS = {
  minute: "minute",
  minutes: "minute",
  hour: "hour",
  hours: "hour",
  day: "day",
  days: "day",
  night: "day",
  nights: "day",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  year: "year",
  years: "year",
} as const;
const UNITS = dictionary<TimeUnit>(UNIT_WORDS);

/** Words of lengths of time, which are not to be corrected to others. */
export const TIME_WORDS: readonly string[] = Object.keys(UNIT_WORDS);

export const TOOK = new Cues<true>([
  [
    true,
    "took, take, takes, taking, taken, lasted, last, lasts, lasting, needed, required, ran for, went on for",
  ],
]);
/** Which way the time is counted from what follows. */
const ANCHORS = new Cues<"after" | "before" | "around">([
  ["after", "after, from, since, following, past, later than"],
  ["before", "before, prior to, ahead of, earlier than"],
  ["around", "of"],
]);
/** Which of two dates is the earlier, without how much. */
const SEQUENCE = new Cues<CompareOp>([
  ["<", "before, earlier than, prior to, sooner than, ahead of"],
  [">", "after, later than, past, following"],
  ["<=", "by, on or before, no later than, not later than"],
  [">=", "on or after, no earlier than, not earlier than, not before"],
  ["=", "on the same day as, the same day as, on the day of, on"],
]);
const LATER = new Cues<CompareOp>([
  [">", "later than, longer than"],
  ["<", "earlier than, sooner than"],
]);
/** When something was done, at which one had an age. */
const THEN = new Cues<true>([
  [
    true,
    "when, at, on, upon, at the time of, at the date of, at the day of, by the time of, on the day of, on the date of, at the moment of",
  ],
]);
/** The date that an age is counted from. */
export const BIRTH_SAID = "birth";
const LEADS = new Set(["whose", "where", "with", "when", "and", "if"]);

interface Bounds extends Parsed<Extract<Element, { kind: "elapsed" }>["bounds"]> {
  readonly unit: TimeUnit;
  /** "within 60 days of": on either side. */
  readonly within: boolean;
}

export function* elapsedClauses(reader: Reader, start: number): Generator<Element> {
  for (const { end, node, cost } of spans(reader, start))
    yield { kind: "amount", start, end, cost: 0.05 + cost, term: { kind: "elapsed", elapsed: node } };
  const lead = LEADS.has(wordAt(reader, start)) ? start + 1 : skipRelative(reader, start);
  yield* tookLong(reader, start, lead);
  yield* agedThen(reader, start, lead);
  const said = [...subjects(reader, lead)];
  yield* apart(reader, start, said);
  yield* late(reader, start, lead, said);
  yield* ordered(reader, start, said);
}

/** "took more than 30 days from opening to completion", "lasted under 2 hours". */
function* tookLong(reader: Reader, start: number, lead: number): Generator<Element> {
  const verbs = readVerbGroup(reader, lead);
  const took = TOOK.longest(reader, lead) ?? TOOK.longest(reader, verbs.end);
  if (!took) return;
  for (const { end, node: bounds, unit, cost, within } of boundsAt(reader, took.end)) {
    // "took more than 30 days of leave" is no length of time.
    if (within || wordAt(reader, end) === "of") continue;
    const { negated } = verbs;
    const whole = { start, end, unit, from: null, to: null };
    yield { kind: "elapsed", start, end, cost: 0.08 + cost, elapsed: whole, bounds, negated };
    for (const span of fromTo(reader, end, unit)) {
      const elapsed = { ...span.node, start };
      yield {
        kind: "elapsed",
        start,
        end: span.end,
        cost: 0.03 + cost + span.cost,
        elapsed,
        bounds,
        negated,
      };
    }
  }
}

/** "who were over 30 when they were admitted", "under 18 at booking": an age on a date of the row. */
function* agedThen(reader: Reader, start: number, lead: number): Generator<Element> {
  const { end: begin, negated } = readVerbGroup(reader, lead);
  const at = wordAt(reader, begin) === "aged" ? begin + 1 : begin;
  const bare = at > begin ? readNumber(reader, at) : null;
  const age = readQuantity(reader, at) ?? (bare && { ...bare, node: { op: "=" as const, count: bare.node } });
  if (!age) return;
  let end = ["year", "years"].includes(wordAt(reader, age.end)) ? age.end + 1 : age.end;
  if (wordAt(reader, end) === "old") end++;
  const more = TRAILING.longest(reader, end);
  if (more) end = more.end;
  for (const then of THEN.read(reader, end)) {
    for (const other of datesAt(reader, then.end)) {
      const from: DateSaid = { start: at, end, phrase: null, word: BIRTH_SAID };
      yield {
        kind: "elapsed",
        start,
        end: other.end,
        cost: 0.04 + age.cost + other.cost,
        elapsed: { start: at, end: then.end, unit: "year", from, to: other.node },
        bounds: ageBounds(more?.value ?? age.node.op, age.node.count),
        negated,
        done: "to",
      };
    }
  }
}

/** One is 17 until the day before the next birthday. */
function ageBounds(op: CompareOp, years: number): Bounds["node"] {
  const below = { op: "<" as const, value: years + 1 };
  if (op === "=") return [{ op: ">=", value: years }, below];
  return op === "<=" ? [below] : [{ op, value: years }];
}

/** "interviewed before they applied", "arrived after their due date": which of two dates is the earlier. */
function* ordered(reader: Reader, start: number, all: readonly Parsed<Subject>[]): Generator<Element> {
  for (const said of all) {
    for (const cue of SEQUENCE.read(reader, said.end)) {
      // "Returned past the due date", but "invoices past due" are so today.
      const past = wordAt(reader, said.end) === "past";
      if (past && !isParticiple(said.node.date.word)) continue;
      for (const other of datesAt(reader, cue.end)) {
        const elapsed = {
          start: said.end,
          end: cue.end,
          unit: "day" as const,
          from: other.node,
          to: said.node.date,
        };
        const { negated } = said.node;
        const cost = 0.04 + said.cost + other.cost;
        yield {
          kind: "elapsed",
          start,
          end: other.end,
          cost,
          elapsed,
          bounds: [],
          order: cue.value,
          negated,
        };
      }
    }
  }
}

const MORE_THAN_NONE = { op: ">" as const, value: 0 };

/** "delivered more than 2 days late": after it was due. */
function* late(
  reader: Reader,
  start: number,
  lead: number,
  all: readonly Parsed<Subject>[],
): Generator<Element> {
  const verbs = readVerbGroup(reader, lead);
  const nothing = { end: verbs.end, node: { date: null, negated: verbs.negated }, cost: 0 };
  for (const said of [nothing, ...all]) {
    // "Returned late": by however little.
    const bare = said !== nothing && !namesValue(reader, said.end);
    const somewhat = { end: said.end, node: [MORE_THAN_NONE], unit: "day" as const, cost: 0, within: false };
    for (const { end, node: bounds, unit, cost, within } of [
      ...boundsAt(reader, said.end),
      ...(bare ? [somewhat] : []),
    ]) {
      const early = wordAt(reader, end) === "early";
      if (within || !(early || wordAt(reader, end) === "late")) continue;
      const due: DateSaid = { start: end, end: end + 1, phrase: null, word: "due" };
      const [from, to] = early ? [said.node.date, due] : [due, said.node.date];
      const elapsed = { start: said.end, end: end + 1, unit, from, to };
      const { negated } = said.node;
      yield { kind: "elapsed", start, end: end + 1, cost: 0.02 + said.cost + cost, elapsed, bounds, negated };
    }
  }
}

/** "reported more than 30 days after the loss", "whose ship date is within 5 days of the order date". */
function* apart(reader: Reader, start: number, all: readonly Parsed<Subject>[]): Generator<Element> {
  for (const said of all) {
    for (const { end, node, unit, cost, within } of boundsAt(reader, said.end)) {
      // "Answered within 14 days": of when it was asked, rather than of the last 14 days.
      const ahead = STILL_TO_COME.has(said.node.date.word);
      if (within && !ahead && ANCHORS.read(reader, end).length === 0)
        yield {
          kind: "elapsed",
          start,
          end,
          cost: said.cost + cost - 0.2,
          elapsed: { start: said.end, end, unit, from: null, to: said.node.date },
          bounds: node,
          negated: said.node.negated,
          done: "to",
        };
      for (const anchor of ANCHORS.read(reader, end)) {
        if ((anchor.value === "around") !== (within && wordAt(reader, end) === "of")) continue;
        for (const other of datesAt(reader, anchor.end)) {
          const [from, to] =
            anchor.value === "before" ? [said.node.date, other.node] : [other.node, said.node.date];
          const nearest = within
            ? [{ op: ">=" as const, value: anchor.value === "around" ? -highest(node) : 0 }]
            : [];
          yield {
            kind: "elapsed",
            start,
            end: other.end,
            cost: 0.02 + said.cost + cost + other.cost,
            elapsed: { start: said.end, end: anchor.end, unit, from, to },
            bounds: [...nearest, ...node],
            negated: said.node.negated,
            done: anchor.value === "before" ? "from" : "to",
          };
        }
      }
    }
  }
}

function highest(bounds: Bounds["node"]): number {
  return Math.max(...bounds.map(({ value }) => value));
}

/** What says how something is, and not what was done with it. */
const STATES = new Set(["valid", "effective", "active", "inactive", "pending"]);

interface Subject {
  readonly date: DateSaid;
  readonly negated: boolean;
}

/** What came after or before something else: a date that is named, or what was done. */
function* subjects(reader: Reader, lead: number): Generator<Parsed<Subject>> {
  const before = readVerbGroup(reader, lead);
  if (STATES.has(wordAt(reader, before.end))) return;
  if (looksLikeVerb(reader, before.end)) {
    const end = before.end + 1;
    yield { end, node: { date: dateSaid(reader, before.end, end), negated: before.negated }, cost: 0.04 };
  }
  for (const { end, node: phrase, cost } of phrasesAt(reader, lead).slice(0, 6)) {
    if (phrase.scopes.length > 0 || phrase.quantity) continue;
    const { end: verbsEnd, negated } = readVerbGroup(reader, end);
    yield { end: verbsEnd, node: { date: dateSaid(reader, lead, end, phrase), negated }, cost };
  }
}

/** "more than 30 days", "30 days or more", "within 60 days", "10 days". */
function* boundsAt(reader: Reader, start: number): Generator<Bounds> {
  if (wordAt(reader, start) === "within") {
    for (const { end, node, unit } of counted(reader, start + 1))
      yield { end, node: [{ op: "<=", value: node }], unit, cost: 0, within: true };
    return;
  }
  for (const cues of [ORDER_CUES, LATER])
    for (const cue of cues.read(reader, start))
      for (const { end, node, unit } of counted(reader, cue.end))
        yield { end, node: [{ op: cue.value, value: node }], unit, cost: 0, within: false };
  const at = ["exactly", "on"].includes(wordAt(reader, start)) ? start + 1 : start;
  for (const { end, node, unit } of counted(reader, at)) {
    const trailing = TRAILING.longest(reader, end);
    const op = trailing?.value ?? ("=" as const);
    yield { end: trailing?.end ?? end, node: [{ op, value: node }], unit, cost: 0.02, within: false };
  }
}

function* counted(reader: Reader, at: number): Generator<Parsed<number> & { readonly unit: TimeUnit }> {
  const oneDay = wordAt(reader, at) === "the" && wordAt(reader, at + 1) === "day";
  const start = oneDay || ["a", "an"].includes(wordAt(reader, at)) ? at + 1 : at;
  const count = readNumber(reader, start);
  const unit = UNITS.get(wordAt(reader, count?.end ?? start));
  if (!unit) return;
  if (count) yield { end: count.end + 1, node: count.node, cost: 0, unit };
  else if (start > at) yield { end: start + 1, node: 1, cost: 0, unit };
}

/** "the number of days between receiving and closing", "the time from order to delivery in hours". */
function* spans(reader: Reader, start: number): Generator<Parsed<ElapsedTerm>> {
  let at = start;
  if (["the", "their", "its"].includes(wordAt(reader, at))) at++;
  if (["number", "count"].includes(wordAt(reader, at)) && wordAt(reader, at + 1) === "of") at += 2;
  const counted = at > start && wordAt(reader, at - 1) === "of";
  const unit = UNITS.get(wordAt(reader, at));
  // "the average number of nights of completed bookings": from their beginning to their end
  if (unit && counted && ["of", "per", "for"].includes(wordAt(reader, at + 1)))
    yield { end: at + 1, cost: 0.2, node: { start, end: at + 1, unit, from: null, to: null } };
  const general = ["time", "duration", "interval", "delay", "gap"].includes(wordAt(reader, at));
  if (!unit && !general) return;
  for (const span of fromTo(reader, at + 1, unit ?? "day")) {
    const later = UNITS.get(wordAt(reader, span.end + 1));
    const named = general && wordAt(reader, span.end) === "in" && later;
    const node = { ...span.node, start, unit: named || span.node.unit };
    yield { end: named ? span.end + 2 : span.end, cost: span.cost, node };
  }
}

/** "from opening to completion", "between order and delivery". */
function* fromTo(reader: Reader, at: number, unit: TimeUnit): Generator<Parsed<ElapsedTerm>> {
  const [first, second] = wordAt(reader, at) === "between" ? ["between", "and"] : ["from", "to"];
  if (wordAt(reader, at) !== first) return;
  for (const from of datesAt(reader, at + 1)) {
    if (![second, second === "to" ? "until" : second].includes(wordAt(reader, from.end))) continue;
    for (const to of datesAt(reader, from.end + 1))
      yield {
        end: to.end,
        cost: from.cost + to.cost,
        node: { start: at, end: at + 1, unit, from: from.node, to: to.node },
      };
  }
}

const BEING = new Set(
  "the their its his her a an day date time on being was were are had it they having been".split(" "),
);

/** A date: as the graph may know it, or one word for what was done then. */
function* datesAt(reader: Reader, start: number): Generator<Parsed<DateSaid>> {
  for (const { end, node: phrase, cost } of phrasesAt(reader, start).slice(0, 6))
    if (phrase.scopes.length === 0 && !phrase.quantity)
      yield { end, node: dateSaid(reader, start, end, phrase), cost };
  let at = start;
  while (BEING.has(wordAt(reader, at)) && at < start + 5) at++;
  if (isContentWord(reader, at)) yield { end: at + 1, node: dateSaid(reader, at, at + 1), cost: 0.05 };
}

function dateSaid(reader: Reader, start: number, end: number, phrase: Phrase | null = null): DateSaid {
  return { start, end, phrase, word: wordAt(reader, end - 1) };
}
