import { addDays, type Random } from "../random.ts";

export const TODAY = "2026-11-26";

/** Where periods begin or end that are told from today: two years, a year, six, three and one month, and onwards. */
const EDGES = [
  "2024-11-26",
  "2025-11-26",
  "2026-05-26",
  "2026-08-26",
  "2026-08-28",
  "2026-10-26",
  "2026-10-27",
];
const EDGES_AHEAD = [TODAY, "2026-12-26", "2027-01-25", "2027-02-24", "2027-02-26", "2027-05-26"];
const NEAR_EDGES = new Set(
  [...EDGES, ...EDGES_AHEAD].flatMap((edge) => [-1, 0, 1].map((by) => addDays(edge, by))),
);

/** The day, or one of the week before when a period could be counted to end on either side of it. */
export function awayFromEdges(day: string): string {
  let moved = day;
  while (NEAR_EDGES.has(moved)) moved = addDays(moved, -1);
  return moved;
}

export function plainDay(random: Random, from: string, to: string): string {
  return awayFromEdges(random.date(from, to));
}

/** The day, or null when it lies ahead. */
export function ifPast(day: string): string | null {
  return day < TODAY ? day : null;
}
