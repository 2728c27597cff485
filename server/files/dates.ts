import type { DateOrder } from "./column-type.ts";

const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?: ?([AaPp])\.?[Mm]\.?)?`;
const OFFSET = String.raw`(Z|[+-]\d{2}:?\d{2})?`;

const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:(?:T| +)${TIME}${OFFSET})?$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?:,? +${TIME})?$`);

export interface ReadDate {
  /** `2025-12-31` */
  readonly day: string;
  /** `14:30:00`, with decimals and offset where they were written; null where no time is. */
  readonly time: string | null;
}

/** Reads a date with or without a time, written in this order; null where it is none, such as a 30th of February. */
export function readDate(text: string, order: DateOrder): ReadDate | null {
  if (text.length < 8 || text.length > 40) return null;
  const found = (order === "ymd" ? YEAR_FIRST : YEAR_LAST).exec(text);
  if (found === null) return null;
  const [first, second, third] = [Number(found[1]), Number(found[3]), Number(found[4])];
  const [year, month, day] =
    order === "ymd"
      ? [first, second, third]
      : order === "dmy"
        ? [third, second, first]
        : [third, first, second];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  const iso = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  if (found[5] === undefined) return { day: iso, time: null };
  const time = readTime(found.slice(5));
  return time === null ? null : { day: iso, time };
}

function readTime(parts: readonly (string | undefined)[]): string | null {
  const [hours = "", minutes = "", seconds = "00", decimals = "", half, offset = ""] = parts;
  let hour = Number(hours);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  return `${two(hour)}:${minutes}:${seconds}${decimals}${offset.replace(/^(.\d{2})(\d{2})$/, "$1:$2")}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const two = (number: number): string => String(number).padStart(2, "0");
