import type { Random } from "./random.ts";

/** The ways in which spreadsheets and extracts spoil data, each as frequent as its share (0..1) says. */

/** The value, or nothing: NULL, an empty text or a blank. */
export function orBlank(random: Random, share: number, value: string): string | null {
  if (!random.chance(share)) return value;
  return random.weighted<string | null>([
    [null, 6],
    ["", 3],
    [" ", 1],
  ]);
}

/** The value, or NULL: where a column is numeric, the load that filled it let no text in. */
export function orNull<T>(random: Random, share: number, value: T): T | null {
  return random.chance(share) ? null : value;
}

/** A key as somebody typed it: lower case, trailing spaces, or leading zeros that Excel took away. */
export function retyped(random: Random, share: number, key: string): string {
  if (!random.chance(share)) return key;
  return random.weighted([
    [() => key.toLowerCase(), 4],
    [() => `${key} `, 4],
    [() => `${key}  `, 1],
    [() => key.replace(/^0+/, ""), 1],
  ])();
}

/** Active or inactive in the spellings that people use. */
export function activeInactive(random: Random, active: boolean): string {
  return active
    ? random.weighted([
        ["Active", 88],
        ["ACTIVE", 8],
        ["active", 2],
        ["Active ", 2],
      ])
    : random.weighted([
        ["Inactive", 70],
        ["INACTIVE", 15],
        ["inactive", 7],
        ["inactive ", 5],
        ["Inactive ", 3],
      ]);
}

/** A category such as a product type, now and then in lower case or with a space behind it. */
export function careless(random: Random, share: number, value: string): string {
  if (!random.chance(share)) return value;
  return random.chance(0.5) ? value.toLowerCase() : `${value} `;
}
