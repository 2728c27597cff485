import { addDays, type Random } from "../random.ts";

export const TODAY = "2026-11-27";

/** Where periods that are told from today begin or end. */
const EDGES = ["2025-11-27", "2026-10-28", TODAY, "2027-02-25"];
const NEAR_EDGES = new Set(EDGES.flatMap((edge) => [-2, -1, 0, 1].map((days) => addDays(edge, days))));

/** An ISO date that is near no edge, so that the answers are the same as of the day before or after. */
export function calmDate(random: Random, from: string, to: string): string {
  const date = random.date(from, to);
  return NEAR_EDGES.has(date) ? addDays(date, -5) : date;
}

/** The time "YYYY-MM-DD HH:MM:SS" so many minutes after another (before it, when negative). */
export function addMinutes(time: string, minutes: number): string {
  return new Date(Date.parse(`${time.replace(" ", "T")}Z`) + minutes * 60_000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
}
