import type { RawCell } from "../file-shape.ts";
import type { NumberFormat } from "./number-formats.ts";

const DAY_MS = 86_400_000;

/** Excel's calendar from 1900 has a 29th of February 1900, by its number of days. */
const NO_DAY = 60;
const BEFORE_1900 = Date.UTC(1899, 11, 31);
const START_1904 = Date.UTC(1904, 0, 1);
const AFTER_9999 = Date.UTC(10_000, 0, 1);

/**
 * The cell that a number of days means under a format of date or time: a date, a date with time (to the
 * millisecond), or a time of day as text. Null where it means none, such as a duration of more than a day.
 */
export function serialCell(days: number, format: NumberFormat, from1904: boolean): RawCell {
  if (!(days >= 0)) return null;
  let day = Math.floor(days);
  let ms = Math.round((days - day) * DAY_MS);
  if (ms === DAY_MS) {
    day += 1;
    ms = 0;
  }
  if (day === 0 && !(from1904 && format.date)) return format.time || ms > 0 ? timeOf(ms) : null;
  if (!format.date) return null;
  const date = dayOf(day, from1904);
  if (date === null) return null;
  return ms === 0 && !format.time
    ? { is: "date", text: date }
    : { is: "datetime", text: `${date} ${timeOf(ms)}` };
}

function dayOf(day: number, from1904: boolean): string | null {
  if (!from1904 && day === NO_DAY) return null;
  const start = from1904 ? START_1904 : BEFORE_1900 - (day > NO_DAY ? DAY_MS : 0);
  const moment = start + day * DAY_MS;
  return moment < AFTER_9999 ? new Date(moment).toISOString().slice(0, 10) : null;
}

/** `10:30:00`, with milliseconds where there are some. */
function timeOf(ms: number): string {
  const text = new Date(ms).toISOString().slice(11, 23);
  return text.endsWith(".000") ? text.slice(0, 8) : text;
}
