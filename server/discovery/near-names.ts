import type { KeyColumn } from "./columns.ts";
import { blocksOf } from "./names.ts";

/** Targets whose names are compared with one source's name in full: those that share the rarest beginnings. */
const MOST_COMPARED = 80;

/**
 * Finds the columns whose names may fit a name, by the beginnings of words. What two columns are called alike is
 * looked up once: thousands of tables have a `status` each.
 */
export class NearNames {
  readonly #targets: readonly KeyColumn[];
  /** Positions of the targets under each beginning. */
  readonly #blocks = new Map<string, number[]>();
  readonly #known = new Map<string, readonly KeyColumn[]>();
  /** How much each target shares with the name that is looked up; all 0 in between. */
  readonly #shared: Float64Array;

  static async of(targets: readonly KeyColumn[], breathe: () => Promise<void>): Promise<NearNames> {
    const names = new NearNames(targets);
    for (const [at, target] of targets.entries()) {
      await breathe();
      names.#add(at, target);
    }
    return names;
  }

  private constructor(targets: readonly KeyColumn[]) {
    this.#targets = targets;
    this.#shared = new Float64Array(targets.length);
  }

  #add(at: number, { name, table }: KeyColumn): void {
    for (const block of blocksOf([...name.about, ...table.words])) {
      const held = this.#blocks.get(block);
      if (held) held.push(at);
      else this.#blocks.set(block, [at]);
    }
  }

  /** At most MOST_COMPARED, and also the source itself when it is a target. */
  to({ name, table }: KeyColumn): readonly KeyColumn[] {
    const words = name.about.length === 0 ? table.words : name.about;
    const key = words.join(" ");
    const known = this.#known.get(key) ?? this.#lookUp(words);
    this.#known.set(key, known);
    return known;
  }

  #lookUp(words: readonly string[]): KeyColumn[] {
    const shared = this.#shared;
    const met: number[] = [];
    for (const block of blocksOf(words)) {
      const held = this.#blocks.get(block) ?? [];
      for (const at of held) {
        if (shared[at] === 0) met.push(at);
        shared[at] = (shared[at] as number) + 1 / held.length;
      }
    }
    const least = met.length > MOST_COMPARED ? nthLargest(met.map((at) => shared[at] as number)) : 0;
    const near = met.filter((at) => (shared[at] as number) >= least);
    if (met.length > MOST_COMPARED)
      near.sort((a, b) => (shared[b] as number) - (shared[a] as number)).splice(MOST_COMPARED);
    for (const at of met) shared[at] = 0;
    return near.map((at) => this.#targets[at] as KeyColumn);
  }
}

/** The value of the last that is still compared. */
function nthLargest(values: readonly number[]): number {
  const ordered = Float64Array.from(values).sort();
  return ordered[values.length - MOST_COMPARED] ?? 0;
}
