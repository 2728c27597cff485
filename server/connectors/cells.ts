import { type Cell, SourceError } from "./connector.ts";

/** The most one cell may hold: with a batch bounded otherwise, this bounds what travels at once. */
const MAX_CELL_CHARACTERS = 16 * 1024 * 1024;

/** Digits that a double keeps whatever they are. */
const DOUBLE_DIGITS = 15;

/** An integer of any size: a number where JSON keeps it, else its decimal text. */
export function integerCell(value: bigint | string): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

/**
 * A decimal, given as its text: a number where a double means exactly the same decimal (zeros at the end apart),
 * else the text, so that no digit is lost.
 */
export function decimalCell(text: string): Cell {
  const parts = /^-?(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, whole = "", fraction = ""] = parts;
  const decimals = fraction.replace(/0+$/, "");
  if (decimals === "") return integerCell(text.replace(/\..*$/, ""));
  const digits = `${whole}${decimals}`.replace(/^0+/, "");
  return digits.length <= DOUBLE_DIGITS ? Number(text) : text;
}

/** JSON has no infinities and no NaN; databases have. */
export function realCell(value: number): Cell {
  return Number.isFinite(value) ? value : String(value);
}

/** A number of 32 bits: as a double, 0.1 would be written 0.10000000149011612. */
export function singleCell(value: number): Cell {
  for (let digits = 6; digits < 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return realCell(value);
}

export function textCell(text: string): Cell {
  refuseTooLarge(text.length);
  return text;
}

export function binaryCell(bytes: Buffer): Cell {
  refuseTooLarge(bytes.length * 2);
  return `0x${bytes.toString("hex")}`;
}

function refuseTooLarge(characters: number): void {
  if (characters <= MAX_CELL_CHARACTERS) return;
  const size = Math.round(characters / 1024 / 1024);
  throw new SourceError(
    "query_failed",
    `One value of the result has ${size} million characters; at most 16 million can be shown. Leave its column out, or cut it with substr.`,
  );
}
