import type { Cell } from "../../contracts/executions.ts";

/** A result of twelve columns as sources have them: numbers, dates, names, a few repeating texts, blanks. */
export const COLUMNS = [
  { name: "ORDER_NO", numeric: true, values: "numbers" },
  { name: "MATERIAL", numeric: false, values: "texts" },
  { name: "STATUS", numeric: false, values: "texts" },
  { name: "QUANTITY", numeric: true, values: "numbers" },
  { name: "PRICE", numeric: true, values: "numbers" },
  { name: "ORDERED_ON", numeric: false, values: "dates" },
  { name: "CUSTOMER", numeric: false, values: "texts" },
  { name: "CITY", numeric: false, values: "texts" },
  { name: "PLANNER", numeric: false, values: "texts" },
  { name: "REMARK", numeric: false, values: "texts" },
  { name: "WEIGHT", numeric: true, values: "numbers" },
  { name: "BATCH", numeric: false, values: "texts" },
] as const;

export const NAMES = COLUMNS.map(({ name }) => name);
export const SORTED = { name: "QUANTITY", index: 3 } as const;
export const FILTERED = { name: "STATUS", index: 2, value: "Blocked" } as const;
/** Occurs in a few rows of each ten thousand. */
export const SEARCHED = "b-00777";

const STATUSES = ["Active", "Inactive", "Blocked", "Planned"];
const CITIES = ["Lyon", "Porto", "Köln", "Gdańsk", "Graz", "Turin", "Brno"];

/** Row `n` of the result; the same for the same number. */
export function rowOf(n: number): Cell[] {
  const mixed = Math.imul(n + 1, 2_654_435_761) >>> 0;
  return [
    n,
    `MAT-${String(mixed % 100_000).padStart(6, "0")}`,
    STATUSES[mixed % STATUSES.length] as string,
    mixed % 50_000,
    (mixed % 1_000_000) / 100,
    `2026-${String(1 + (mixed % 12)).padStart(2, "0")}-${String(1 + (mixed % 28)).padStart(2, "0")}`,
    `Customer ${mixed % 5_000}`,
    CITIES[mixed % CITIES.length] as string,
    mixed % 9 === 0 ? null : `P${mixed % 40}`,
    mixed % 3 === 0 ? null : `Remark of order ${n}, as it was entered by hand`,
    (mixed % 9_000) / 1_000,
    `B-${String(n % 10_000).padStart(5, "0")}`,
  ];
}

/** Rows 0 to `count` - 1, so many at a time. */
export function* batchesOf(count: number, size: number): Generator<Cell[][]> {
  for (let from = 0; from < count; from += size)
    yield Array.from({ length: Math.min(size, count - from) }, (_, i) => rowOf(from + i));
}
