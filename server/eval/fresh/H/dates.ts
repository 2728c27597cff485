import { addDays, type Random } from "../random.ts";

const TODAY = "2026-11-27";
const SPANS = [7, 10, 14, 30, 45, 60, 90, 100, 120, 180];
const EDGES = new Set(
  SPANS.flatMap((span) => [-span - 1, -span, -span + 1, span - 1, span, span + 1]).map((days) =>
    addDays(TODAY, days),
  ),
);

/** A date that no relative period begins or ends with, so that an answer holds on either of two days. */
export function quietDate(random: Random, from: string, to: string): string {
  return quiet(random.date(from, to));
}

/** The date itself, or the next one that no relative period begins or ends with. */
export function quiet(date: string): string {
  let day = date;
  while (EDGES.has(day) || /-2[5-8]$/.test(day)) day = addDays(day, 1);
  return day;
}
