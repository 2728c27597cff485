import type { RowSelection } from "../../db/queries/drilldown.ts";

/** Memory for what is kept, in bytes: a million rows take 4 MB. */
const KEPT_BYTES = 32_000_000;

/**
 * The numbers of the rows of selections that were asked for last, as far as there is memory for them: who looks at one
 * page of a selection looks at another. Rows that are stored never change, and no run has the number of another.
 */
export class KeptSelections {
  readonly #numbers = new Map<string, Uint32Array>();

  /** What is kept, or what `find` finds; null is what it finds when nobody waits any more, and is not kept. */
  async get(selection: RowSelection, find: () => Promise<Uint32Array | null>): Promise<Uint32Array | null> {
    const id = JSON.stringify(selection);
    const numbers = this.#numbers.get(id) ?? (await find());
    if (numbers) this.#keep(id, numbers);
    return numbers;
  }

  #keep(id: string, numbers: Uint32Array): void {
    this.#numbers.delete(id);
    this.#numbers.set(id, numbers);
    let bytes = 0;
    for (const [other, kept] of [...this.#numbers].reverse()) {
      bytes += kept.byteLength;
      if (bytes > KEPT_BYTES && other !== id) this.#numbers.delete(other);
    }
  }
}
