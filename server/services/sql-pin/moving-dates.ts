import { addDays, shift, type Unit, unitAround } from "../../engine/text/calendar.ts";

/**
 * A date by the day of a run: from that day, or the first day of the week, month, quarter or year that it is in, so many
 * months on, then so many days on. All that definitions say of "today" is of this form.
 */
export interface MovingDate {
  readonly start: Exclude<Unit, "day"> | null;
  readonly months: number;
  readonly days: number;
  /** Only its year is written. */
  readonly year: boolean;
}

/** A value as it is written on a day. */
export interface Sample {
  readonly today: string;
  readonly value: string;
}

const STARTS = [null, "week", "month", "quarter", "year"] as const;

/** What stands in a query on a day: an ISO date or a year. */
export function onDay({ start, months, days, year }: MovingDate, today: string): string {
  const from = start ? unitAround(today, start).from : today;
  const date = addDays(shift(from, months, "month"), days);
  return year ? String(Number(date.slice(0, 4))) : date;
}

/** What gives all of these values, each on its day; undefined when nothing of this form does. */
export function movingDate(samples: readonly [Sample, ...Sample[]]): MovingDate | undefined {
  const [first] = samples;
  const candidates = /^\d{4}-/.test(first.value) ? dates(first) : years(first);
  for (const candidate of candidates)
    if (samples.every(({ today, value }) => onDay(candidate, today) === value)) return candidate;
  return undefined;
}

function* dates({ today, value }: Sample): Generator<MovingDate> {
  for (const start of STARTS) {
    const from = start ? unitAround(today, start).from : today;
    const apart = monthsOf(value) - monthsOf(from);
    for (const months of [0, apart, apart + 1, apart - 1]) {
      const days = (Date.parse(value) - Date.parse(shift(from, months, "month"))) / 86_400_000;
      yield { start, months, days, year: false };
    }
  }
}

function* years({ today, value }: Sample): Generator<MovingDate> {
  const apart = Number(value) - Number(today.slice(0, 4));
  for (const years of [apart, apart - 1, apart + 1])
    for (const days of [0, -1, 1]) yield { start: null, months: 12 * years, days, year: true };
}

function monthsOf(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}

/** In words: "the day of the run less 30 days", "the first day of the month of the run less 1 month". */
export function inWords({ start, months, days, year }: MovingDate): string {
  const from = start ? `the first day of the ${start} of the run` : "the day of the run";
  const steps = months % 12 === 0 ? amount(months / 12, "year") : amount(months, "month");
  return `${year ? "the year of " : ""}${from}${steps}${amount(days, "day")}`;
}

function amount(count: number, unit: string): string {
  if (count === 0) return "";
  const size = Math.abs(count);
  return ` ${count < 0 ? "less" : "plus"} ${size} ${unit}${size === 1 ? "" : "s"}`;
}
