import { MATCH_FORMS, type MatchForm } from "./proposal.ts";
import { hashesOf, type KeyValue, type ValueHashes } from "./value-forms.ts";

/**
 * What is remembered of a column's distinct values: the ones whose hashes are lowest, at most SKETCH_SIZE. Two
 * columns keep the same values of those they share, so a small sketch of each says how much they have in common.
 */
export interface Sketch {
  /** In the order of their loose hashes. */
  readonly values: readonly ValueHashes[];
  /** Only values whose loose hash is at most this were kept; Infinity when all were. */
  readonly threshold: number;
  /** Distinct values that were seen, exactly as stored. */
  readonly seen: number;
  /** Whether every value is a whole number, and then the lowest and highest of them. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Mean length of the values, in characters. */
  readonly length: number;
}

const SKETCH_SIZE = 512;

/** Gathers a sketch from a stream of values in bounded memory; `add` is to be called once for each distinct value. */
export class SketchBuilder {
  #kept: ValueHashes[] = [];
  #threshold = Number.POSITIVE_INFINITY;
  #seen = 0;
  #characters = 0;
  #whole = true;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  add(key: KeyValue): void {
    this.#seen += 1;
    const text = typeof key === "string" ? key : key.join("");
    this.#characters += text.length;
    if (text !== key) this.#whole = false;
    if (this.#whole) this.#widen(text);
    const hashes = hashesOf(key);
    if (hashes.loose > this.#threshold) return;
    this.#kept.push(hashes);
    if (this.#kept.length >= 2 * SKETCH_SIZE) this.#prune();
  }

  finish(): Sketch {
    if (this.#kept.length > SKETCH_SIZE) this.#prune();
    return {
      values: this.#kept.sort((a, b) => a.loose - b.loose),
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
    const limit = this.#kept[SKETCH_SIZE - 1]?.loose ?? 0;
    this.#kept = this.#kept.filter(({ loose }) => loose <= limit);
    this.#threshold = limit;
  }
}

export function sketchOf(values: Iterable<string>): Sketch {
  const builder = new SketchBuilder();
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
  let checked = 0;
  let at = 0;
  for (const value of inner.values) {
    if (value.loose > outer.threshold) break;
    checked += 1;
    while (at < outer.values.length && (outer.values[at] as ValueHashes).loose < value.loose) at += 1;
    const form = strictestForm(value, outer.values, at);
    if (form !== null) for (const lenient of MATCH_FORMS.slice(form)) found[lenient] += 1;
  }
  return { checked, found };
}

/** Looks for the values that a sketch kept among all of another column's values, one after the other. */
export class Lookup {
  readonly #byLoose: Map<number, { readonly value: ValueHashes; form: number | null }[]>;

  constructor({ values }: Sketch) {
    const entries = values.map((value) => ({ value, form: null as number | null }));
    this.#byLoose = Map.groupBy(entries, ({ value }) => value.loose);
  }

  meet(key: KeyValue): void {
    const other = hashesOf(key);
    for (const entry of this.#byLoose.get(other.loose) ?? []) {
      const form = strictestForm(entry.value, [other], 0);
      if (form !== null && (entry.form === null || form < entry.form)) entry.form = form;
    }
  }

  overlap(): Overlap {
    const found = { exact: 0, trimmed: 0, case_insensitive: 0, leading_zeros: 0 };
    let checked = 0;
    for (const entries of this.#byLoose.values()) {
      for (const { form } of entries) {
        checked += 1;
        if (form !== null) for (const lenient of MATCH_FORMS.slice(form)) found[lenient] += 1;
      }
    }
    return { checked, found };
  }
}

/** Index into MATCH_FORMS of the strictest form in which the value is among the candidates from `start` on. */
function strictestForm(value: ValueHashes, candidates: readonly ValueHashes[], start: number): number | null {
  let best: number | null = null;
  for (let at = start; candidates[at]?.loose === value.loose; at++) {
    const other = candidates[at] as ValueHashes;
    const form =
      other.exact === value.exact
        ? 0
        : other.trimmed === value.trimmed
          ? 1
          : other.folded === value.folded
            ? 2
            : 3;
    if (best === null || form < best) best = form;
  }
  return best;
}
