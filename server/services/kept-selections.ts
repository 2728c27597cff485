import type { RowSelection } from "../../db/queries/drilldown.ts";
import { Kept } from "./kept.ts";

/** Memory for what is kept, in bytes: a million rows take 4 MB. */
const KEPT_BYTES = 32_000_000;

/**
 * The numbers of the rows of selections that were asked for last, as far as there is memory for them: who looks at one
 * page of a selection looks at another. Rows that are stored never change, and no run has the number of another.
 */
export class KeptSelections {
  readonly #numbers = new Kept<string, Uint32Array>(KEPT_BYTES);

  /** What is kept, or what `find` finds; null is what it finds when nobody waits any more, and is not kept. */
  async get(selection: RowSelection, find: () => Promise<Uint32Array | null>): Promise<Uint32Array | null> {
    const id = JSON.stringify(selection);
    const kept = this.#numbers.get(id);
    if (kept) return kept;
    const found = await find();
    if (found) this.#numbers.keep(id, found);
    return found;
  }
}
