import { shift } from "../text/calendar.ts";
import type { Verbs } from "./comparison.ts";
import { type Period, readPeriod, readUnit, readWeekdays } from "./dates.ts";
import { phrasesAt } from "./phrases.ts";
import { INVERSE, ORDER_CUES, readCountOfUnit } from "./quantities.ts";
import { Cues, endsClause, type Parsed, type Reader, wordAt } from "./reader.ts";
import type { CompareOp, Element, OtherPeriods, Phrase } from "./sketch.ts";
import { looksLikeParticiple, readVerbGroup } from "./verbs.ts";

export const DATE_CUES = new Cues<"before" | "after" | "from" | "until" | "in" | "outside">([
  ["before", "before, prior to, earlier than, until before, older than, preceding"],
  ["after", "after, later than, newer than, more recent than, past, following"],
  ["from", "since, from, starting, as from, on or after, starting from, from the start of, after or on"],
  [
    "until",
    "until, up to, by, on or before, no later than, not later than, through, as late as, before or on",
  ],
  ["outside", "outside, outside of"],
  ["in", "in, on, during, within, dated, for, of, over, throughout, is, dated in, dated on"],
]);

export function* dated(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  for (const cue of DATE_CUES.read(reader, verbs.end)) {
    const period =
      readPeriod(reader, cue.end) ??
      (wordAt(reader, cue.end) === "the" ? readPeriod(reader, cue.end + 1) : null);
    if (!period) continue;
    const when = saysWhen(reader, verbs.end, cue.end, period.node) || isPartOf(reader, start, cue.value);
    if (period.node.bare && !subject && !when) continue;
    const { from, to } = period.node;
    // "Loans from the third quarter" are those of it; "from 3 May" and "from 2024 on" begin there.
    const of = wordAt(reader, cue.end - 1) === "from" && cue.end === verbs.end + 1;
    const on = ONWARDS.has(wordAt(reader, period.end)) ? 1 : 0;
    const whole = of && on === 0 && shift(from, 1, "day") !== to;
    const bounds = {
      before: { from: null, to: from },
      after: { from: to, to: null },
      from: { from, to: whole ? to : null },
      until: { from: null, to },
      in: { from, to },
      outside: { from, to },
    }[cue.value];
    const further = cue.value === "in" ? FURTHER.longest(reader, period.end) : null;
    if (further) {
      const open = further.value === "from" ? { from, to: null } : { from: null, to };
      const { negated } = verbs;
      yield { kind: "period", start, end: further.end, cost: cost + period.cost, subject, negated, ...open };
    }
    const clause = {
      kind: "period" as const,
      start,
      end: period.end + (of ? on : 0),
      cost: cost + period.cost + 0.02,
      subject,
      negated: verbs.negated !== (cue.value === "outside"),
      ...bounds,
    };
    yield clause;
    const others = cue.value === "in" || cue.value === "outside" ? otherPeriods(reader, period.end) : null;
    if (others) yield { ...clause, end: others.end, others: others.node };
  }
  yield* onWeekdays(reader, start, subject, verbs, cost);
  // "shipped last month", "the rates of yesterday": a period that no number could be needs no preposition.
  const bare = readPeriod(reader, verbs.end);
  const done = !subject || (subject.end === subject.start + 1 && looksLikeParticiple(reader, subject.start));
  if (bare && !bare.node.bare && done) {
    const { from, to } = bare.node;
    yield {
      kind: "period",
      start,
      end: bare.end,
      cost: cost + 0.12,
      subject,
      negated: verbs.negated,
      from,
      to,
    };
  }
  if (!subject) yield* pastDue(reader, start, verbs, cost);
  if (subject) yield* fromToday(reader, start, subject, verbs, cost);
  if (subject) yield* atItsEdge(reader, start, subject, verbs, cost);
  yield* aged(reader, start, subject, verbs, cost);
}

/** "on a Monday", "at weekends", "whose start date is a Sunday", "that fell on a weekend" */
function* onWeekdays(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  { end, negated, be }: Verbs,
  cost: number,
): Generator<Element> {
  const falls = FALLS.has(wordAt(reader, end)) ? 1 : 0;
  const on = ON_DAYS.has(wordAt(reader, end + falls)) ? 1 : 0;
  const days = on || (be && subject) ? readWeekdays(reader, end + falls + on) : null;
  if (!days) return;
  yield {
    kind: "period",
    start,
    end: days.end,
    cost: cost + 0.02,
    subject,
    negated: negated !== (wordAt(reader, end + falls) === "outside"),
    from: null,
    to: null,
    weekdays: days.node,
  };
}
export const FALLS: ReadonlySet<string> = new Set(
  "fall falls fell falling happened lies lie lying".split(" "),
);
const ON_DAYS = new Set(["on", "at", "over", "during", "outside", "from"]);

/** What follows "in January": ", March or May 2026", "and 2026". */
function otherPeriods(reader: Reader, start: number): Parsed<OtherPeriods> | null {
  const periods: OtherPeriods["periods"][number][] = [];
  let joinedBy: OtherPeriods["joinedBy"] | null = null;
  let end = start;
  while (joinedBy === null) {
    const comma = wordAt(reader, end) === "," ? 1 : 0;
    const word = wordAt(reader, end + comma);
    if (word === "and" || word === "or") joinedBy = word;
    else if (!comma) return null;
    const at = end + comma + (joinedBy ? 1 : 0);
    const next = readPeriod(reader, ["in", "on"].includes(wordAt(reader, at)) ? at + 1 : at);
    if (!next) return null;
    periods.push({ start: at, end: next.end, from: next.node.from, to: next.node.to });
    end = next.end;
  }
  return { end, node: { joinedBy, periods }, cost: 0 };
}

export const FROM_TODAY = new Cues<"future" | "past">([
  ["future", "in the future, in future, still to come, yet to come"],
  ["past", "in the past, passed, already passed, gone by, over, past, already over, already past"],
]);

/** "a birth date in the future", "whose due date has passed" */
function* fromToday(
  reader: Reader,
  start: number,
  subject: Phrase,
  { end, negated }: Verbs,
  cost: number,
): Generator<Element> {
  const lies = ["lies", "lie", "lying"].includes(wordAt(reader, end)) ? 1 : 0;
  for (const cue of FROM_TODAY.read(reader, end + lies)) {
    if (!endsClause(reader, cue.end)) continue;
    const { today } = reader;
    const bounds =
      cue.value === "future" ? { from: shift(today, 1, "day"), to: null } : { from: null, to: today };
    yield { kind: "period", start, end: cue.end, cost: cost + 0.02, subject, negated, ...bounds };
  }
}

/** What says that something begins or comes to its end: "whose contract runs out". */
export const EDGES = new Cues<"start" | "end">([
  [
    "end",
    "expire, expires, expired, expiring, run, ran, run out, runs out, running out, lapse, lapses, lapsed",
  ],
  [
    "end",
    "end, ends, ended, ending, come to an end, comes to an end, came to an end, mature, matures, matured",
  ],
  ["start", "start, starts, started, starting, begin, begins, began, begun, beginning"],
]);

const OVER = new Set("expired run ran lapsed ended come came matured started began begun".split(" "));

/** "whose contract has expired", "whose lease runs out in the next 6 months": by the date of its beginning or its end. */
function* atItsEdge(
  reader: Reader,
  start: number,
  subject: Phrase,
  { end, negated }: Verbs,
  cost: number,
): Generator<Element> {
  const base = { kind: "period" as const, start, subject, cost: cost + 0.02, negated };
  for (const { end: to, value: edge } of EDGES.read(reader, end)) {
    if (OVER.has(wordAt(reader, end)) && endsClause(reader, to))
      yield {
        ...base,
        end: to,
        edge,
        from: null,
        to: edge === "end" ? reader.today : shift(reader.today, 1, "day"),
      };
    for (const clause of dated(reader, to, null, { ...readVerbGroup(reader, to), end: to }, cost))
      if (clause.kind === "period") yield { ...clause, ...base, edge };
  }
}

/** "past their due date", "that are past due": the date by which it had to be done has gone by. */
function* pastDue(reader: Reader, start: number, { end, negated }: Verbs, cost: number): Generator<Element> {
  if (wordAt(reader, end) !== "past") return;
  const at = ["its", "their", "the"].includes(wordAt(reader, end + 1)) ? end + 2 : end + 1;
  for (const { end: to, node: subject, cost: said } of phrasesAt(reader, at)) {
    const words = Array.from({ length: to - at }, (_, i) => wordAt(reader, at + i));
    if (subject.quantity || subject.scopes.length > 0 || !words.some((word) => DEADLINES.has(word))) continue;
    const on = ["on", "by", "at"].includes(wordAt(reader, to)) ? readPeriod(reader, to + 1) : null;
    const bounds = { from: null, to: on?.node.from ?? reader.today };
    const whole = { start, end: on?.end ?? to, subject, negated };
    yield { kind: "period", cost: cost + said - 0.05, ...whole, ...bounds };
  }
}
const DEADLINES = new Set(["due", "deadline", "date", "expiry", "expiration"]);

/** "in 2009 or later" */
const FURTHER = new Cues<"from" | "until">([
  ["from", "or later, and later, or after, or since, onwards, onward"],
  ["until", "or earlier, and earlier, or before"],
]);

const ONWARDS = new Set(["on", "onward", "onwards"]);

const WHEN = new Set(
  "before prior earlier after later newer recent since starting in during within dated throughout until through from preceding following late by outside".split(
    " ",
  ),
);

/** Whether a number alone is a year where no column is named: "in 2023", "since 1998"; never "over 1000", "of 2000". */
function saysWhen(reader: Reader, from: number, to: number, { from: first }: Period): boolean {
  const year = Number(first.slice(0, 4));
  const words = Array.from({ length: to - from }, (_, i) => wordAt(reader, from + i));
  return year >= 1800 && year <= 2100 && words.some((word) => WHEN.has(word));
}

/** "each month of 2026" */
function isPartOf(reader: Reader, at: number, cue: string): boolean {
  return cue === "in" && DATE_PARTS.has(wordAt(reader, at - 1));
}
const DATE_PARTS = new Set(["day", "days", "week", "weeks", "month", "months", "quarter", "quarters"]);

/** "older than 90 days", "not updated for 2 years", "more than 30 days ago". */
function* aged(
  reader: Reader,
  start: number,
  subject: Phrase | null,
  verbs: Verbs,
  cost: number,
): Generator<Element> {
  for (const cue of [...ORDER_CUES.read(reader, verbs.end), ...AGE_CUES.read(reader, verbs.end)]) {
    const count = readCountOfUnit(reader, cue.end);
    const unit = count ? readUnit(reader, count.end) : undefined;
    // "members older than 65": years, of those who have a date of birth.
    const said = ["older", "younger"].includes(wordAt(reader, verbs.end));
    // "Customers who are over 60", "employees under 21"
    const bare =
      !subject &&
      ["over", "under"].includes(wordAt(reader, verbs.end)) &&
      endsClause(reader, count?.end ?? 0);
    if (count && !unit && (said || bare) && count.node < OLDEST) {
      const born = shift(reader.today, -count.node, "year");
      const [end, op] = [count.end, cue.value === ">" ? ("<=" as const) : (">" as const)];
      if (!verbs.negated)
        yield {
          kind: "age",
          start,
          end,
          cost: cost + 0.05,
          subject,
          op,
          date: born,
          born: true,
          unit: "year",
        };
    }
    if (!count || !unit) continue;
    const within = wordAt(reader, verbs.end) === "within" && wordAt(reader, cue.end - 1) === "within";
    if (within && STILL_TO_COME.has(wordAt(reader, verbs.end - 1)) && !verbs.negated) {
      const last = shift(reader.today, count.node, unit);
      const bounds = { from: reader.today, to: shift(last, 1, "day") };
      yield { kind: "period", start, end: count.end + 1, cost, subject, negated: false, ...bounds };
      continue;
    }
    // "Not answered within 14 days" is not about the last 14 days.
    const before = wordAt(reader, verbs.end - 2);
    const denied = ["not", "never"].includes(before) && looksLikeParticiple(reader, verbs.end - 1);
    if (within && (verbs.negated || denied)) continue;
    // "within 60 days of the start date" is not about today.
    if (ANCHORS.has(wordAt(reader, count.end + 1))) continue;
    const date = shift(reader.today, -count.node, unit);
    const end = ["ago", "old", "back"].includes(wordAt(reader, count.end + 1))
      ? count.end + 2
      : count.end + 1;
    const older = cue.value === ">" || cue.value === ">=";
    const op: CompareOp =
      older !== verbs.negated ? (cue.value.endsWith("=") ? "<=" : "<") : cue.value.endsWith("=") ? ">=" : ">";
    const lasting = sinceThen(reader, verbs.end, cue.end, end, count.end + 1)
      ? undefined
      : {
          op: verbs.negated ? INVERSE[cue.value] : cue.value,
          count: count.node,
          unit,
          long: LONG.has(wordAt(reader, cue.end - 2)),
        };
    yield { kind: "age", start, end, cost: cost + 0.01, subject, op, date, lasting, unit };
  }
}
/** No person's age in years. */
const OLDEST = 130;

/** "Expires within 30 days": from today on. */
export const STILL_TO_COME: ReadonlySet<string> = new Set(
  "expire expires expiring end ends ending due mature matures maturing start starts starting begin begins beginning".split(
    " ",
  ),
);

/** Whether the words say that a time is over: "older than", "ago"; "longer than" does not. */
function sinceThen(reader: Reader, from: number, to: number, end: number, unitEnd: number): boolean {
  const words = Array.from({ length: to - from }, (_, i) => wordAt(reader, from + i));
  return end > unitEnd || words.some((word) => PASSED.has(word));
}

/** "Longer than 10 days" is how long something is; "for more than 10 days" may go on. */
const LONG = new Set(["longer", "shorter"]);
const PASSED = new Set(["older", "newer", "younger", "earlier", "before", "within", "recent", "for"]);

/** What says that a length of time is none before today: "of the start date", "late". */
const ANCHORS = new Set(
  "of after before from following since between late early overdue earlier later ahead".split(" "),
);
const AGE_CUES = new Cues<CompareOp>([
  [">", "older than, over, earlier than, before"],
  ["<", "newer than, younger than, within"],
]);
