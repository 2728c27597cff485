import { dateOf, shift, type Unit, unitAround, WEEKDAYS } from "../text/calendar.ts";
import { dictionary } from "../text/dictionary.ts";
import { MONTHS, monthNumber } from "../text/months.ts";
import { readCount, readCountOfUnit } from "./quantities.ts";
import { type Parsed, type Reader, wordAt } from "./reader.ts";

/** A period, half open: `from` is its first day, `to` the day after its last. A single day is a period too. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** A number alone that may be a year ("2023"), with no word that says so. */
  readonly bare?: boolean;
}

/** Words of dates, which no other word is to be corrected from: "last" is no misspelt "least". */
export const DATE_WORDS: readonly string[] = [
  ...MONTHS.map(([name]) => name ?? ""),
  ..."first second third fourth last past previous current next half quarter week today yesterday tomorrow".split(
    " ",
  ),
];

const UNITS = dictionary<Unit>({
  day: "day",
  days: "day",
  night: "day",
  nights: "day",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  quarter: "quarter",
  quarters: "quarter",
  year: "year",
  years: "year",
});

export function readUnit(reader: Reader, at: number): Unit | undefined {
  return UNITS.get(wordAt(reader, at));
}

/** "this year": a time, of which no column is the name. */
export function saysThis(reader: Reader, at: number): boolean {
  return wordAt(reader, at) === "this" && readUnit(reader, at + 1) !== undefined;
}

function yearAt(reader: Reader, at: number): number | null {
  const token = reader.tokens[at];
  const year = token?.kind === "number" ? token.number : undefined;
  return year !== undefined &&
    Number.isInteger(year) &&
    year >= 1000 &&
    year <= 2999 &&
    !token?.text.includes(",")
    ? year
    : null;
}

function day(date: string): Period {
  return { from: date, to: shift(date, 1, "day") };
}

/** A calendar period that starts at a token: a date, "May 2024", "2023", "Q3 2024", "last month", "today". */
export function readPeriod(reader: Reader, at: number): Parsed<Period> | null {
  return (
    readDay(reader, at) ??
    readMonth(reader, at) ??
    readHalfSaid(reader, at) ??
    readPart(reader, at) ??
    readEdge(reader, at) ??
    readWeek(reader, at) ??
    readToDate(reader, at) ??
    readRelative(reader, at) ??
    readAgo(reader, at) ??
    readYear(reader, at)
  );
}

function readDay(reader: Reader, at: number): Parsed<Period> | null {
  const token = reader.tokens[at];
  if (token?.kind === "date") return { end: at + 1, node: day(token.norm), cost: 0 };
  if (token?.kind === "quoted" && /^\d{4}-\d{2}-\d{2}$/.test(token.norm))
    return { end: at + 1, node: day(token.norm), cost: 0 };
  const dayFirst = dayNumber(reader, at);
  if (dayFirst !== null) {
    const of = wordAt(reader, at + 1) === "of" ? 1 : 0;
    const month = monthNumber(wordAt(reader, at + 1 + of));
    const comma = wordAt(reader, at + 2 + of) === "," ? 1 : 0;
    const year = yearAt(reader, at + 2 + of + comma);
    const date = month && year ? dateOf(year, month, dayFirst) : undefined;
    if (date) return { end: at + 3 + of + comma, node: day(date), cost: 0 };
  }
  const month = monthNumber(wordAt(reader, at));
  const dayAfter = month ? dayNumber(reader, at + 1) : null;
  if (dayAfter === null) return null;
  const comma = wordAt(reader, at + 2) === "," ? 1 : 0;
  const year = yearAt(reader, at + 2 + comma);
  const date = year ? dateOf(year, month, dayAfter) : undefined;
  return date ? { end: at + 3 + comma, node: day(date), cost: 0 } : null;
}

const TO = new Set(["and", "to", "until", "till", "through", "-", "–"]);
const OR = new Set(["or", ","]);

/** "15 to 30 September 2025", "March and May 2026", "Q1 or Q3 2026": what the first lacks is said with the last. */
function readHalfSaid(reader: Reader, at: number): Parsed<Period> | null {
  const part = partAt(reader, at);
  const number = part ? null : dayNumber(reader, at);
  const month = monthNumber(wordAt(reader, number === null ? at : at + 1));
  const end = part?.end ?? at + (number === null ? 0 : 1) + (month ? 1 : 0);
  const anyOf = OR.has(wordAt(reader, end));
  if (end === at || !(anyOf || TO.has(wordAt(reader, end)))) return null;
  const next = anyOf && ["or", "and"].includes(wordAt(reader, end + 1)) ? end + 2 : end + 1;
  const second = part
    ? readPart(reader, next)
    : (readDay(reader, next) ?? (number === null ? readMonth(reader, next) : null));
  const last = second ?? (anyOf ? readHalfSaid(reader, next) : null);
  if (!last) return null;
  const [year, itsMonth] = last.node.from.split("-").map(Number) as [number, number];
  if (part) return { end, node: partOf(year, part.node), cost: 0 };
  const from = dateOf(year, month || itsMonth, number ?? 1);
  if (!from || (!anyOf && from >= last.node.from)) return null;
  return { end, node: number === null ? unitAround(from, "month") : day(from), cost: 0 };
}

function dayNumber(reader: Reader, at: number): number | null {
  const match = /^(\d{1,2})(st|nd|rd|th)?$/.exec(wordAt(reader, at));
  const value = Number(match?.[1] ?? 0);
  return value >= 1 && value <= 31 ? value : null;
}

function readMonth(reader: Reader, at: number): Parsed<Period> | null {
  const month = monthNumber(wordAt(reader, at));
  if (!month) return null;
  const skip = [",", "of"].includes(wordAt(reader, at + 1)) ? 1 : 0;
  const year = yearAt(reader, at + 1 + skip);
  const from = year ? dateOf(year, month, 1) : undefined;
  return from ? { end: at + 2 + skip, node: unitAround(from, "month"), cost: 0 } : null;
}

const ORDINALS = ["first 1st", "second 2nd", "third 3rd", "fourth 4th last"].map((names) => names.split(" "));

/** "Q3 2024", "2024 Q3", "the second quarter of 2025", "H1 2025", "first half of 2025": a part of a year. */
function readPart(reader: Reader, start: number): Parsed<Period> | null {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  const before = yearAt(reader, at);
  const part = partAt(reader, before ? at + 1 : at);
  if (!part) return null;
  const skip = ["of", "-", "/", "in"].includes(wordAt(reader, part.end)) ? 1 : 0;
  const year = before ?? yearAt(reader, part.end + skip);
  if (!year) return null;
  return { end: before ? part.end : part.end + skip + 1, node: partOf(year, part.node), cost: 0 };
}

/** Which of the parts of so many months of a year. */
interface Part {
  readonly number: number;
  readonly months: number;
}

function partOf(year: number, { number, months }: Part): Period {
  const from = dateOf(year, (number - 1) * months + 1, 1) as string;
  return { from, to: shift(from, months, "month") };
}

/** A part of a year that is not said: "Q1", "first half". */
export function partAt(reader: Reader, at: number): Parsed<Part> | null {
  const word = wordAt(reader, at);
  const short = /^(?:q([1-4])|h([12]))$/.exec(word);
  if (short) {
    const number = Number(short[1] ?? short[2]);
    return { end: at + 1, node: { number, months: short[1] ? 3 : 6 }, cost: 0 };
  }
  const unit = (name: string) => (name === "quarter" ? 3 : name === "half" ? 6 : null);
  const named = unit(word);
  const counted = named ? readCount(reader, at + 1)?.node : undefined;
  if (named && counted && counted <= 12 / named)
    return { end: at + 2, node: { number: counted, months: named }, cost: 0 };
  const number = ORDINALS.findIndex((names) => names.includes(word)) + 1;
  const months = number ? unit(wordAt(reader, at + 1)) : null;
  if (!months) return null;
  const last = word === "last" ? 12 / months : number;
  return last <= 12 / months ? { end: at + 2, node: { number: last, months }, cost: 0 } : null;
}

/** "the end of 2025", "the beginning of May 2024": one day. */
function readEdge(reader: Reader, start: number): Parsed<Period> | null {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  const first = ["start", "beginning", "begin"].includes(wordAt(reader, at));
  if (!(first || wordAt(reader, at) === "end") || wordAt(reader, at + 1) !== "of") return null;
  const whole =
    readMonth(reader, at + 2) ??
    readPart(reader, at + 2) ??
    readRelative(reader, at + 2) ??
    readCurrent(reader, at + 2) ??
    readYear(reader, at + 2);
  if (!whole) return null;
  return { ...whole, node: day(first ? whole.node.from : shift(whole.node.to, -1, "day")) };
}

/** "of the year", where it is the beginning or the end of this one. */
function readCurrent(reader: Reader, at: number): Parsed<Period> | null {
  const unit = wordAt(reader, at) === "the" ? readUnit(reader, at + 1) : undefined;
  // "At the end of the month" may be of any.
  return unit && wordAt(reader, at - 3) !== "at" && wordAt(reader, at - 4) !== "at"
    ? { end: at + 2, node: unitAround(reader.today, unit), cost: 0 }
    : null;
}

/** "the week of 4 May 2026", "week 20 of 2026": the first week of a year is that with its 4th of January. */
function readWeek(reader: Reader, start: number): Parsed<Period> | null {
  const the = wordAt(reader, start) === "the" ? start + 1 : start;
  const at = wordAt(reader, the) === "calendar" ? the + 1 : the;
  if (wordAt(reader, at) !== "week") return null;
  const held = ["of", "beginning", "starting"].includes(wordAt(reader, at + 1))
    ? readDay(reader, at + 2)
    : null;
  if (held) return { ...held, node: unitAround(held.node.from, "week") };
  const count = readCount(reader, at + 1);
  const skip = count && ["of", "in", ",", "/"].includes(wordAt(reader, count.end)) ? 1 : 0;
  const year = count && yearAt(reader, count.end + skip);
  if (!count || !year || count.node < 1 || count.node > 53) return null;
  const first = unitAround(dateOf(year, 1, 4) as string, "week").from;
  return {
    end: count.end + skip + 1,
    node: unitAround(shift(first, count.node - 1, "week"), "week"),
    cost: 0,
  };
}

const TO_DATE = dictionary<Unit>({ wtd: "week", mtd: "month", qtd: "quarter", ytd: "year" });

/** "year to date", "so far this month", "this month so far": from its first day to today. */
function readToDate(reader: Reader, start: number): Parsed<Period> | null {
  const words = (at: number, ...expected: string[]) =>
    expected.every((word, i) => wordAt(reader, at + i) === word);
  // "So" may have been taken for an adverb of the verb before.
  const far = words(start, "so", "far") ? 2 : words(start - 1, "so", "far") ? 1 : 0;
  const at = start + far + (["the", "this"].includes(wordAt(reader, start + far)) ? 1 : 0);
  const short = TO_DATE.get(wordAt(reader, at));
  const unit = short ?? readUnit(reader, at);
  const said = words(at + 1, "to", "date") || (at > start && words(at + 1, "so", "far")) ? 2 : 0;
  if (!unit || !(short || said || (far && at > start + far))) return null;
  const { from } = unitAround(reader.today, unit);
  return { end: at + 1 + (short ? 0 : said), node: { from, to: shift(reader.today, 1, "day") }, cost: 0 };
}

/** "3 days ago", "exactly a month ago": a day. "Two weeks ago" may be any day of that week. */
function readAgo(reader: Reader, start: number): Parsed<Period> | null {
  const says = (at: number) => ["exactly", "precisely"].includes(wordAt(reader, at));
  const at = says(start) ? start + 1 : start;
  const exactly = says(at - 1);
  const one = readCountOfUnit(reader, at);
  const unit = one ? readUnit(reader, one.end) : undefined;
  if (!one || !unit || wordAt(reader, one.end + 1) !== "ago" || !(exactly || unit === "day")) return null;
  return { end: one.end + 2, node: day(shift(reader.today, -one.node, unit)), cost: 0 };
}

const DAYS = dictionary<readonly number[]>({
  ...Object.fromEntries(
    WEEKDAYS.flatMap((name, i) => [name, `${name}s`].map((said) => [said.toLowerCase(), [i + 1]])),
  ),
  weekend: [6, 7],
  weekends: [6, 7],
  weekday: [1, 2, 3, 4, 5],
  weekdays: [1, 2, 3, 4, 5],
});

/** Days of the week, 1 is Monday: "a Monday", "Saturdays or Sundays", "Monday to Friday", "weekends", "working days". */
export function readWeekdays(reader: Reader, start: number): Parsed<readonly number[]> | null {
  const first = weekdayAt(reader, start);
  if (!first) return null;
  const days = [...first.node];
  let { end } = first;
  for (;;) {
    const comma = wordAt(reader, end) === "," ? 1 : 0;
    const joined = comma + (["and", "or", "nor"].includes(wordAt(reader, end + comma)) ? 1 : 0);
    const range = ["to", "through", "until", "-", "–"].includes(wordAt(reader, end)) ? 1 : 0;
    const at = end + (joined || range);
    const next = joined || range ? weekdayAt(reader, wordAt(reader, at) === "on" ? at + 1 : at) : null;
    if (!next) break;
    const [from = 0, to = 0] = [days.at(-1), next.node[0]];
    // From Saturday to Monday goes round the end of the week.
    if (range) for (let day = (from % 7) + 1; day !== to; day = (day % 7) + 1) days.push(day);
    days.push(...next.node);
    end = next.end;
  }
  return { end, node: [...new Set(days)].sort(), cost: 0 };
}

function weekdayAt(reader: Reader, start: number): Parsed<readonly number[]> | null {
  const at = ["a", "any", "every", "each", "the"].includes(wordAt(reader, start)) ? start + 1 : start;
  if (["working", "work", "business"].includes(wordAt(reader, at)) && /^days?$/.test(wordAt(reader, at + 1)))
    return { end: at + 2, node: [1, 2, 3, 4, 5], cost: 0 };
  const node = DAYS.get(wordAt(reader, at));
  return node ? { end: at + 1, node, cost: 0 } : null;
}

/** Months, days of the week, calendar units, "today": words that say nothing but when. */
export function isDateWord(word: string): boolean {
  return (
    monthNumber(word) > 0 ||
    DAYS.has(word) ||
    UNITS.has(word) ||
    ["today", "yesterday", "tomorrow"].includes(word) ||
    ["daily", "weekly", "monthly", "quarterly", "yearly"].includes(word)
  );
}

const WHOLE = new Set(["full", "complete", "whole", "calendar"]);

function readYear(reader: Reader, at: number): Parsed<Period> | null {
  const prefix = wordAt(reader, at) === "year" ? 1 : 0;
  const year = yearAt(reader, at + prefix);
  const from = year ? dateOf(year, 1, 1) : undefined;
  const node = from && { ...unitAround(from, "year"), bare: prefix === 0 };
  return node ? { end: at + prefix + 1, node, cost: 0.02 } : null;
}

/** "today", "yesterday", "last month" (the calendar month before), "this year", "the last 30 days". */
function readRelative(reader: Reader, start: number): Parsed<Period> | null {
  const at = wordAt(reader, start) === "the" ? start + 1 : start;
  const word = wordAt(reader, at);
  if (word === "today") return { end: at + 1, node: day(reader.today), cost: 0 };
  if (word === "yesterday") return { end: at + 1, node: day(shift(reader.today, -1, "day")), cost: 0 };
  if (word === "tomorrow") return { end: at + 1, node: day(shift(reader.today, 1, "day")), cost: 0 };
  const same = word === "same" ? readUnit(reader, at + 1) : undefined;
  if (same && same !== "year" && wordAt(reader, at + 2) === "last" && wordAt(reader, at + 3) === "year")
    return { end: at + 4, node: unitAround(shift(reader.today, -1, "year"), same), cost: 0 };
  if (!["last", "past", "previous", "this", "current", "next"].includes(word)) return null;
  const count = readCount(reader, at + 1);
  if (count) {
    const whole = WHOLE.has(wordAt(reader, count.end)) ? 1 : 0;
    const unit = readUnit(reader, count.end + whole);
    if (!unit || word === "this" || word === "current") return null;
    if (whole) {
      const { from, to } = unitAround(reader.today, unit);
      const node =
        word === "next"
          ? { from: to, to: shift(to, count.node, unit) }
          : { from: shift(from, -count.node, unit), to: from };
      return { end: count.end + 2, node, cost: 0 };
    }
    const back = { from: shift(reader.today, -count.node, unit), to: shift(reader.today, 1, "day") };
    const ahead = { from: reader.today, to: shift(shift(reader.today, count.node, unit), 1, "day") };
    return { end: count.end + 1, node: word === "next" ? ahead : back, cost: 0 };
  }
  const whole = WHOLE.has(wordAt(reader, at + 1)) ? 1 : 0;
  const unit = readUnit(reader, at + 1 + whole);
  if (!unit) return null;
  const offset = word === "this" || word === "current" ? 0 : word === "next" ? 1 : -1;
  return { end: at + 2 + whole, node: unitAround(shift(reader.today, offset, unit), unit), cost: 0 };
}
