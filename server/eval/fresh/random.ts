/** A source of numbers that is the same on every machine and in every run. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  /** A number from `low` to `high` with so many decimals. */
  decimal(low: number, high: number, decimals: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in this share (0 to 1) of the calls. */
  chance(share: number): boolean;
  /** An ISO date from `from` to `to`, both included. */
  date(from: string, to: string): string;
  digits(count: number): string;
}

const DAY = 86_400_000;

/** The ISO date so many days after an ISO date (before it, when negative). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** Rounded to so many decimals, so that the same amount is always stored as the same number. */
export function round(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

/** The mulberry32 generator: small, and good enough for sample data. */
export function makeRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    int,
    decimal: (low, high, decimals) => round(low + next() * (high - low), decimals),
    pick: (list) => list[int(0, list.length - 1)] as (typeof list)[number],
    chance: (share) => next() < share,
    date: (from, to) => addDays(from, int(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY))),
    digits: (count) => Array.from({ length: count }, () => int(0, 9)).join(""),
  };
}
