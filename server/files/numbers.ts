import type { Notation } from "./column-type.ts";

/** Digits that a double keeps whatever they are, and with which a number is a quantity rather than a name. */
const SAFE_DIGITS = 15;

const PLAIN = /^-?(?:0|[1-9]\d*)$/;

/** Thousands in groups, with or without decimals; decimals; an exponent as programs write it (an "12E4" is a name). */
const WRITTEN: Record<Notation, RegExp> = {
  point: /^-?(?:(?:0|[1-9]\d*)|[1-9]\d{0,2}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]\d{1,3})?$/,
  comma: /^-?(?:(?:0|[1-9]\d*)|[1-9]\d{0,2}(?:\.\d{3})+)?(?:,\d+)?(?:[eE][+-]\d{1,3})?$/,
};

/** The ones that mean two things: 1,234 and 1.234. */
const TWOFOLD = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

export const isTwofold = (text: string): boolean => TWOFOLD.test(text);

/** A number as SQL writes it, or null where the text is none in this notation. No spaces, no currency. */
export function plainNumber(text: string, notation: Notation): string | null {
  if (PLAIN.test(text)) return text;
  if (!/\d/.test(text) || !WRITTEN[notation].test(text)) return null;
  return notation === "point" ? text.replaceAll(",", "") : text.replaceAll(".", "").replace(",", ".");
}

/** An integer that is a quantity: digits beyond the safe ones, leading zeros and a plus sign make it a name. */
export function isInteger(text: string, notation: Notation): boolean {
  const plain = plainNumber(text, notation);
  return plain !== null && PLAIN.test(plain) && plain.length - (plain.startsWith("-") ? 1 : 0) <= SAFE_DIGITS;
}

/** A number that a double gives back digit by digit. */
export function isDecimal(text: string, notation: Notation): boolean {
  const plain = plainNumber(text, notation);
  return plain !== null && isExact(plain);
}

function isExact(plain: string): boolean {
  const number = Number(plain);
  if (!Number.isFinite(number)) return false;
  const digits = plain
    .replace(/[eE].*$/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+/, "");
  if (/[.eE]/.test(plain)) return digits.length <= SAFE_DIGITS || String(number) === plain;
  return digits.length <= SAFE_DIGITS;
}

const INTEGER = /^[+-]?\d+$/;
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 63n - 1n;

/** The value of an integer that a person asked for, zeros and plus sign in front or not; null when it is none. */
export function integerValue(text: string, notation: Notation): bigint | number | null {
  const plain = INTEGER.test(text) ? text : plainNumber(text, notation);
  if (plain === null || !INTEGER.test(plain)) return null;
  const number = Number(plain);
  if (Number.isSafeInteger(number)) return number;
  const value = BigInt(plain.replace("+", ""));
  return value >= SMALLEST && value <= LARGEST ? value : null;
}

/** The value of a decimal that a person asked for; null when it is none or a double would change a digit. */
export function decimalValue(text: string, notation: Notation): number | null {
  const plain = INTEGER.test(text) ? text.replace("+", "") : plainNumber(text, notation);
  return plain !== null && isExact(plain) ? Number(plain) : null;
}
