import { addDays, type Random } from "../random.ts";

export const TODAY = "2026-11-26";

/** Days at which a period that is told from today begins or ends. */
const TURNS = ["2025-11-26", "2026-05-26", "2026-10-27", TODAY, "2026-12-26", "2027-01-25"];
const CLOSE_TO_TURNS = new Set(TURNS.flatMap((turn) => [-1, 0, 1].map((days) => addDays(turn, days))));

/** A date that no period told from today cuts close, so that how its ends are counted changes no answer. */
export function clearDate(random: Random, from: string, to: string): string {
  const date = random.date(from, to);
  return CLOSE_TO_TURNS.has(date) ? addDays(date, -4) : date;
}

/** The date, or nothing when it has not come yet. */
export function untilToday(date: string): string | null {
  return date < TODAY ? date : null;
}
