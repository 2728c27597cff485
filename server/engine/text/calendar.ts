/** Calendar arithmetic on ISO dates (`2026-11-23`), without the clock and without time zones. */

const DAY_MS = 86_400_000;

function toDate(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function make(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const valid =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return valid && year >= 1 ? iso(date) : undefined;
}

/**
 * `2024-5-1`, `2024-05-01 10:00` or `31/12/2024` as an ISO date; undefined when there is no such day.
 * Slashes are day first, unless only month first is a day.
 */
export function parseIsoDate(text: string): string | undefined {
  const dashed = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  if (dashed) return make(Number(dashed[1]), Number(dashed[2]), Number(dashed[3]));
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (!slashed) return undefined;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  return make(year, second, first) ?? make(year, first, second);
}

/** `20240501` as an ISO date; undefined when there is no such day. */
export function parseCompactDate(text: string): string | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return parts ? make(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

export function dateOf(year: number, month: number, day: number): string | undefined {
  return make(year, month, day);
}

export function addDays(date: string, days: number): string {
  return clampYears(new Date(toDate(date).getTime() + days * DAY_MS));
}

/** Adds months, keeping the day where the month has it (31 January plus one month is the last of February). */
export function addMonths(date: string, months: number): string {
  const from = toDate(date);
  const target = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return clampYears(target);
}

function clampYears(date: Date): string {
  const year = date.getUTCFullYear();
  if (Number.isNaN(year) || year < 1) return "0001-01-01";
  if (year > 9999) return "9999-12-31";
  return iso(date);
}

/** From Monday, which is the first. */
export const WEEKDAYS: readonly string[] = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(
  " ",
);

export type Unit = "day" | "week" | "month" | "quarter" | "year";

export function shift(date: string, amount: number, unit: Unit): string {
  const bounded = Math.max(-1e6, Math.min(1e6, amount));
  if (unit === "day") return addDays(date, bounded);
  if (unit === "week") return addDays(date, bounded * 7);
  if (unit === "month") return addMonths(date, bounded);
  return addMonths(date, bounded * (unit === "quarter" ? 3 : 12));
}

/** First day (inclusive) and the day after the last (exclusive) of the unit that holds `date`. */
export function unitAround(date: string, unit: Unit): { from: string; to: string } {
  const at = toDate(date);
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth() + 1;
  let from = date;
  if (unit === "week") from = addDays(date, -((at.getUTCDay() + 6) % 7));
  if (unit === "month") from = make(year, month, 1) ?? date;
  if (unit === "quarter") from = make(year, month - ((month - 1) % 3), 1) ?? date;
  if (unit === "year") from = make(year, 1, 1) ?? date;
  return { from, to: shift(from, 1, unit) };
}
