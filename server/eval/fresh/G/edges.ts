import { addDays } from "../random.ts";

const EDGES = ["2026-10-27", "2026-11-26", "2026-11-27"];

/** The day before, for the days at which an answer would differ between the 26th and the 27th of November. */
export function offEdge(date: string): string {
  return EDGES.includes(date) ? addDays(date, date === "2026-11-27" ? -2 : -1) : date;
}
