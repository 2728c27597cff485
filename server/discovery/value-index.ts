import type { KeyColumn } from "./columns.ts";
import type { Sketch } from "./sketch.ts";

/** Values of a target that are looked up: enough to meet any source that shares a good part of them. */
const MOST_INDEXED = 128;
const LEAST_INDEXED = 32;
/** Values of all targets: with twice as many slots, 17 MB. */
const INDEXED_IN_ALL = 500_000;
/** A value that is in more columns than this says nothing about any of them. */
const MOST_HOLDERS = 40;

const NONE = -1;
const NO_COLUMNS: readonly KeyColumn[] = [];

/**
 * Which columns hold a value: a hash table in typed arrays, because a Map of a million hashes takes as much memory as
 * all the rest of a discovery.
 */
export class ValueIndex {
  readonly #targets: readonly KeyColumn[];
  readonly #mask: number;
  /** Hash of each slot, and the last entry that was made under it. */
  readonly #hashes: Float64Array;
  readonly #last: Int32Array;
  /** How many entries each slot has: at most one beyond MOST_HOLDERS. */
  readonly #counts: Uint8Array;
  /** Of each entry its target, and the entry before it under the same hash. */
  readonly #holder: Int32Array;
  readonly #before: Int32Array;
  #entries = 0;

  static async of(targets: readonly KeyColumn[], breathe: () => Promise<void>): Promise<ValueIndex> {
    const telling = targets.filter(({ sketch }) => sketch !== null && !isCounter(sketch));
    const share = Math.floor(INDEXED_IN_ALL / Math.max(1, telling.length));
    const each = Math.max(LEAST_INDEXED, Math.min(MOST_INDEXED, share));
    const size = telling.reduce((sum, { sketch }) => sum + Math.min(each, sketch?.loose.length ?? 0), 0);
    const index = new ValueIndex(telling, size);
    for (const [at, { sketch }] of telling.entries()) {
      await breathe();
      if (sketch) index.#add(at, sketch.loose.subarray(0, each));
    }
    return index;
  }

  private constructor(targets: readonly KeyColumn[], size: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(8, 2 * size)));
    this.#targets = targets;
    this.#mask = slots - 1;
    this.#hashes = new Float64Array(slots);
    this.#last = new Int32Array(slots).fill(NONE);
    this.#counts = new Uint8Array(slots);
    this.#holder = new Int32Array(size);
    this.#before = new Int32Array(size);
  }

  /** The targets that hold the value, in their order; none when so many do that it says nothing. */
  holdersOf(loose: number): readonly KeyColumn[] {
    const slot = this.#slotOf(loose);
    const count = this.#counts[slot] as number;
    if (count === 0 || count > MOST_HOLDERS) return NO_COLUMNS;
    const holders: KeyColumn[] = [];
    for (let entry = this.#last[slot] as number; entry !== NONE; entry = this.#before[entry] as number)
      holders.push(this.#targets[this.#holder[entry] as number] as KeyColumn);
    return holders.reverse();
  }

  #add(target: number, hashes: Float64Array): void {
    let previous = Number.NaN;
    for (const loose of hashes) {
      // Values of one column that differ in form only.
      if (loose === previous) continue;
      previous = loose;
      const slot = this.#slotOf(loose);
      const count = this.#counts[slot] as number;
      if (count > MOST_HOLDERS) continue;
      this.#counts[slot] = count + 1;
      this.#hashes[slot] = loose;
      this.#holder[this.#entries] = target;
      this.#before[this.#entries] = this.#last[slot] as number;
      this.#last[slot] = this.#entries++;
    }
  }

  /** Where the hash is, or would be. */
  #slotOf(loose: number): number {
    // Sketches hold low hashes, whose high bits are alike: the low bits are spread evenly.
    let slot = (loose % 0x100000000) & this.#mask;
    while (this.#last[slot] !== NONE && this.#hashes[slot] !== loose) slot = (slot + 1) & this.#mask;
    return slot;
  }
}

/** Numbers that count on from one to the next are in every other counter. */
function isCounter({ range, seen }: Sketch): boolean {
  return range !== null && seen >= 0.3 * (range.high - range.low + 1);
}
