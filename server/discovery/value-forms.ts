import type { Cell } from "../connectors/connector.ts";

/** The text that stands for a value when it is compared; null for what is no key: NULL and blank texts. */
export function keyText(cell: Cell): string | null {
  if (cell === null) return null;
  const text = String(cell);
  return text.trim() === "" ? null : text;
}

/** The hashes of one value in each form of MATCH_FORMS, strict to lenient. */
export interface ValueHashes {
  readonly exact: number;
  readonly trimmed: number;
  readonly folded: number;
  readonly loose: number;
}

export function hashesOf(text: string): ValueHashes {
  const exact = hash(text);
  const trimmedText = text.trim();
  const trimmed = trimmedText === text ? exact : hash(trimmedText);
  const foldedText = trimmedText.toUpperCase();
  const folded = foldedText === trimmedText ? trimmed : hash(foldedText);
  const looseText = withoutLeadingZeros(foldedText);
  return { exact, trimmed, folded, loose: looseText === foldedText ? folded : hash(looseText) };
}

/** `0042` is 42. Only whole numbers: in a code such as `00A7` a zero is a character like others. */
function withoutLeadingZeros(text: string): string {
  return text.startsWith("0") && /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, "") : text;
}

/**
 * 52 bits that are spread evenly, so that two of a million different values collide about once in ten thousand
 * runs. Not meant to resist anyone who wants a collision.
 */
function hash(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x2f0b4c47;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul((b << 5) ^ (b >>> 27) ^ unit, 0x5bd1e995);
  }
  return scramble(a) * 0x100000 + (scramble(b ^ a) >>> 12);
}

/** Lets every bit of a 32-bit word depend on every other: alternating shifts and odd multiplications. */
function scramble(word: number): number {
  let bits = word;
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return (bits ^ (bits >>> 15)) >>> 0;
}
