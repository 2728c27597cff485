import type { Cell } from "../connectors/connector.ts";

/** The text of a value, or the texts of a key of several columns. */
export type KeyValue = string | readonly string[];

/** What stands for the key in a row of cells when it is compared; null for what is none: a part is NULL or blank. */
export function keyOf(row: readonly Cell[]): KeyValue | null {
  if (row.length === 1) return keyText(row[0] ?? null);
  const parts = row.flatMap((cell) => keyText(cell) ?? []);
  return parts.length === row.length ? parts : null;
}

function keyText(cell: Cell): string | null {
  if (cell === null) return null;
  const text = String(cell);
  return text.trim() === "" ? null : text;
}

/** The hashes of one key in each form of MATCH_FORMS, strict to lenient. */
export interface ValueHashes {
  readonly exact: number;
  readonly trimmed: number;
  readonly folded: number;
  readonly loose: number;
}

export function hashesOf(key: KeyValue): ValueHashes {
  if (typeof key !== "string") return hashesOfParts(key);
  const forms = formsOf(key);
  const exact = hash(forms.exact);
  const trimmed = forms.trimmed === forms.exact ? exact : hash(forms.trimmed);
  const folded = forms.folded === forms.trimmed ? trimmed : hash(forms.folded);
  return { exact, trimmed, folded, loose: forms.loose === forms.folded ? folded : hash(forms.loose) };
}

/** The parts stay apart: (1, 23) is not (12, 3). */
function hashesOfParts(parts: readonly string[]): ValueHashes {
  const forms = parts.map(formsOf);
  const together = (form: keyof ValueHashes) => hash(forms.map((part) => part[form]).join("\u001f"));
  return {
    exact: together("exact"),
    trimmed: together("trimmed"),
    folded: together("folded"),
    loose: together("loose"),
  };
}

function formsOf(text: string): Record<keyof ValueHashes, string> {
  const trimmed = text.trim();
  const folded = trimmed.toUpperCase();
  return { exact: text, trimmed, folded, loose: withoutLeadingZeros(folded) };
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
