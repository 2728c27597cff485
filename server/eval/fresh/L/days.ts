import { addDays, type Random } from "../random.ts";

export const TODAY = "2026-11-26";

/** Days from which periods are told, counted from today: two weeks, one, two, three, six months, and years. */
const EDGES = [
  "2023-11-26",
  "2024-11-26",
  "2025-11-26",
  "2026-05-26",
  "2026-08-26",
  "2026-08-28",
  "2026-09-26",
  "2026-09-27",
  "2026-10-26",
  "2026-10-27",
  "2026-11-12",
  "2026-11-19",
  TODAY,
  "2026-12-10",
  "2026-12-26",
  "2027-01-25",
  "2027-01-26",
];
const CLOSE = new Set(EDGES.flatMap((edge) => [-1, 0, 1].map((by) => addDays(edge, by))));

/** The day, or an earlier one of the same week when it is so close to an edge that people could count otherwise. */
export function clearDay(day: string): string {
  let moved = day;
  while (CLOSE.has(moved)) moved = addDays(moved, -1);
  return moved;
}

export function randomDay(random: Random, from: string, to: string): string {
  return clearDay(random.date(from, to));
}

/** The day, or null when it has not come yet. */
export function whenPast(day: string): string | null {
  return day < TODAY ? day : null;
}

/** 2026-11-26 as 20261126. */
export function asNumber(day: string): number {
  return Number(day.replaceAll("-", ""));
}
