import { MATCH_FORMS, type MatchForm } from "./proposal.ts";
import { hashesOf, type KeyValue, type ValueHashes } from "./value-forms.ts";

/**
 * What is remembered of a column's distinct values: the ones whose hashes are lowest, at most as many as a sketch may
 * hold. Two columns keep the same values of those they share, so a small sketch of each says how much they have in
 * common. Kept in typed arrays, 14 bytes a value: a schema has tens of thousands of columns.
 */
export interface Sketch {
  /** The loose hashes of the values, ascending. */
  readonly loose: Float64Array;
  /** For each of `loose`, what tells its exact, its trimmed and its folded form from others with that loose hash. */
  readonly marks: Uint16Array;
  /** Only values whose loose hash is at most this were kept; Infinity when all were. */
  readonly threshold: number;
  /** Distinct values that were seen, exactly as stored. */
  readonly seen: number;
  /** Whether every value is a whole number, and then the lowest and highest of them. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Mean length of the values, in characters. */
  readonly length: number;
}

const MOST_VALUES = 512;
const LEAST_VALUES = 128;
/** Values of all sketches of one discovery: at most 42 MB. */
const VALUES_IN_ALL = 3_000_000;

/** How many values each sketch may hold when there are so many columns. */
export function sketchSize(columns: number): number {
  return Math.max(LEAST_VALUES, Math.min(MOST_VALUES, Math.floor(VALUES_IN_ALL / Math.max(1, columns))));
}

/** Forms that are told apart under one loose hash: all but the loosest. */
const FORMS = MATCH_FORMS.length - 1;

/** Gathers a sketch from a stream of values in bounded memory; `add` is to be called once for each distinct value. */
export class SketchBuilder {
  readonly #size: number;
  #kept: ValueHashes[] = [];
  #threshold = Number.POSITIVE_INFINITY;
  #seen = 0;
  #characters = 0;
  #whole = true;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  constructor(size = MOST_VALUES) {
    this.#size = size;
  }

  add(key: KeyValue): void {
    this.#seen += 1;
    const text = typeof key === "string" ? key : key.join("");
    this.#characters += text.length;
    if (text !== key) this.#whole = false;
    if (this.#whole) this.#widen(text);
    const hashes = hashesOf(key);
    if (hashes.loose > this.#threshold) return;
    this.#kept.push(hashes);
    if (this.#kept.length >= 2 * this.#size) this.#prune();
  }

  finish(): Sketch {
    if (this.#kept.length > this.#size) this.#prune();
    const kept = this.#kept.sort((a, b) => a.loose - b.loose);
    return {
      loose: Float64Array.from(kept, ({ loose }) => loose),
      marks: Uint16Array.from(kept.flatMap(marksOf)),
      threshold: this.#threshold,
      seen: this.#seen,
      range: this.#whole && this.#seen > 0 ? { low: this.#low, high: this.#high } : null,
      length: this.#seen === 0 ? 0 : this.#characters / this.#seen,
    };
  }

  #widen(text: string): void {
    const value = /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(value)) this.#whole = false;
    if (value < this.#low) this.#low = value;
    if (value > this.#high) this.#high = value;
  }

  #prune(): void {
    this.#kept.sort((a, b) => a.loose - b.loose);
    // Values that differ only in form share a loose hash: all of them stay or all go.
    const limit = this.#kept[this.#size - 1]?.loose ?? 0;
    this.#kept = this.#kept.filter(({ loose }) => loose <= limit);
    this.#threshold = limit;
  }
}

/** Of each form 16 bits: among values that share all 52 of their loose hash that is enough to tell them apart. */
function marksOf({ exact, trimmed, folded }: ValueHashes): number[] {
  return [exact % 0x10000, trimmed % 0x10000, folded % 0x10000];
}

export function sketchOf(values: Iterable<string>, size?: number): Sketch {
  const builder = new SketchBuilder(size);
  for (const value of values) builder.add(value);
  return builder.finish();
}

/** How many of one column's values were looked for in another column, and how many were there in each form. */
export interface Overlap {
  readonly checked: number;
  readonly found: Readonly<Record<MatchForm, number>>;
}

/** Looks for the values of `inner` in `outer`, as far as both sketches would have kept them. */
export function overlap(inner: Sketch, outer: Sketch): Overlap {
  const found = { exact: 0, trimmed: 0, case_insensitive: 0, leading_zeros: 0 };
  const [wanted, there] = [inner.loose, outer.loose];
  let checked = 0;
  let at = 0;
  for (const loose of wanted) {
    if (loose > outer.threshold) break;
    while (at < there.length && (there[at] as number) < loose) at += 1;
    let form: number | null = null;
    for (let other = at; there[other] === loose; other++)
      form = stricter(form, formOf(inner.marks, checked, outer.marks, other));
    if (form !== null) for (const lenient of MATCH_FORMS.slice(form)) found[lenient] += 1;
    checked += 1;
  }
  return { checked, found };
}

/** How many of `inner`'s values `overlap` looks for in `outer`. */
export function checkedBy(inner: Sketch, outer: Sketch): number {
  const beyond = inner.loose.findIndex((loose) => loose > outer.threshold);
  return beyond < 0 ? inner.loose.length : beyond;
}

/** Looks for the values that a sketch kept among all of another column's values, one after the other. */
export class Lookup {
  readonly #sketch: Sketch;
  /** Where the values of a loose hash begin in the sketch. */
  readonly #starts = new Map<number, number>();
  /** For each value of the sketch the strictest form in which it was met. */
  readonly #forms: (number | null)[];

  constructor(sketch: Sketch) {
    this.#sketch = sketch;
    this.#forms = Array.from(sketch.loose, () => null);
    for (const [at, loose] of sketch.loose.entries())
      if (!this.#starts.has(loose)) this.#starts.set(loose, at);
  }

  meet(key: KeyValue): void {
    const other = hashesOf(key);
    const start = this.#starts.get(other.loose);
    if (start === undefined) return;
    const { loose, marks } = this.#sketch;
    const met = Uint16Array.from(marksOf(other));
    for (let at = start; loose[at] === other.loose; at++)
      this.#forms[at] = stricter(this.#forms[at] ?? null, formOf(marks, at, met, 0));
  }

  overlap(): Overlap {
    const found = { exact: 0, trimmed: 0, case_insensitive: 0, leading_zeros: 0 };
    for (const form of this.#forms)
      if (form !== null) for (const lenient of MATCH_FORMS.slice(form)) found[lenient] += 1;
    return { checked: this.#forms.length, found };
  }
}

/** Index into MATCH_FORMS of the strictest form in which two values of one loose hash are the same. */
function formOf(a: Uint16Array, atA: number, b: Uint16Array, atB: number): number {
  for (let form = 0; form < FORMS; form++) if (a[FORMS * atA + form] === b[FORMS * atB + form]) return form;
  return FORMS;
}

function stricter(known: number | null, form: number): number {
  return known === null || form < known ? form : known;
}
