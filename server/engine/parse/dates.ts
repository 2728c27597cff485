import { dateOf, shift, type Unit, unitAround } from "../text/calendar.ts";
import { dictionary } from "../text/dictionary.ts";
import { MONTHS, monthNumber } from "../text/months.ts";
import { readCount } from "./quantities.ts";
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
    readRelative(reader, at) ??
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

/** "15 to 30 September 2025", "March and May 2026": what the first date lacks is said with the second. */
function readHalfSaid(reader: Reader, at: number): Parsed<Period> | null {
  const number = dayNumber(reader, at);
  const month = monthNumber(wordAt(reader, number === null ? at : at + 1));
  const end = at + (number === null ? 0 : 1) + (month ? 1 : 0);
  if (end === at || !TO.has(wordAt(reader, end))) return null;
  const second = readDay(reader, end + 1) ?? (number === null ? readMonth(reader, end + 1) : null);
  if (!second) return null;
  const [year, itsMonth] = second.node.from.split("-").map(Number) as [number, number];
  const from = dateOf(year, month || itsMonth, number ?? 1);
  if (!from || from >= second.node.from) return null;
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
  const from = year ? dateOf(year, (part.node.number - 1) * part.node.months + 1, 1) : undefined;
  if (!from) return null;
  const node = { from, to: shift(from, part.node.months, "month") };
  return { end: before ? part.end : part.end + skip + 1, node, cost: 0 };
}

function partAt(reader: Reader, at: number): Parsed<{ number: number; months: number }> | null {
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
  const whole = readMonth(reader, at + 2) ?? readPart(reader, at + 2) ?? readYear(reader, at + 2);
  if (!whole) return null;
  return { ...whole, node: day(first ? whole.node.from : shift(whole.node.to, -1, "day")) };
}

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
  if (!["last", "past", "previous", "this", "current", "next"].includes(word)) return null;
  const count = readCount(reader, at + 1);
  if (count) {
    const unit = readUnit(reader, count.end);
    if (!unit || word === "this" || word === "current") return null;
    const back = { from: shift(reader.today, -count.node, unit), to: shift(reader.today, 1, "day") };
    const ahead = { from: reader.today, to: shift(shift(reader.today, count.node, unit), 1, "day") };
    return { end: count.end + 1, node: word === "next" ? ahead : back, cost: 0 };
  }
  const unit = readUnit(reader, at + 1);
  if (!unit) return null;
  const offset = word === "this" || word === "current" ? 0 : word === "next" ? 1 : -1;
  return { end: at + 2, node: unitAround(shift(reader.today, offset, unit), unit), cost: 0 };
}
