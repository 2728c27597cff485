/** Numbers as texts in decimal notation, compared exactly: a double has room for about 15 digits, these for all. */

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * Below 0 when `left` is less than `right`, 0 when they are equal, above 0 when it is greater; null when one of them
 * is no number. Numbers and their decimal texts are the same thing.
 */
export function compareDecimals(left: unknown, right: string): number | null {
  const texts = [String(left).trim(), right.trim()] as const;
  const [first, second] = texts.map(toNumber) as [number, number];
  if (Number.isNaN(first) || Number.isNaN(second)) return null;
  // Doubles that differ are in the order of the texts that they stand for; only equal ones may hide a difference.
  if (first !== second) return first < second ? -1 : 1;
  return Number(compareExactly(texts[0], texts[1]));
}

function toNumber(text: string): number {
  return DECIMAL.test(text) && /\d/.test(text) ? Number(text) : Number.NaN;
}

function compareExactly(left: string, right: string): bigint {
  const [a, b] = [parts(left), parts(right)];
  const scale = Math.min(a.exponent, b.exponent);
  const difference = scaled(a, scale) - scaled(b, scale);
  if (difference === 0n) return 0n;
  return difference < 0n ? -1n : 1n;
}

interface Parts {
  readonly digits: bigint;
  /** The power of ten that the digits are multiplied by. */
  readonly exponent: number;
}

function parts(text: string): Parts {
  const [, sign, whole = "", fraction = "", power = "0"] = DECIMAL.exec(text) ?? [];
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, exponent: Number(power) - fraction.length };
}

function scaled({ digits, exponent }: Parts, scale: number): bigint {
  return digits * 10n ** BigInt(exponent - scale);
}
