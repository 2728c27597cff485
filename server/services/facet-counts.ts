import { foldText } from "../../db/database.ts";
import type { CountedCell } from "../../db/queries/facets.ts";
import type { Cell } from "../contracts/executions.ts";
import type { ColumnValues } from "./column-values.ts";

/** A value of a column as it is written most, and in how many rows it is; null stands for all that is blank. */
export interface FacetValue {
  readonly value: Cell;
  readonly count: number;
}

/**
 * Counts the different values of a column, up to so many. What a filter of the column takes for the same is the same
 * here: text in any case and without spaces around it, numbers however they are written.
 */
export class FacetCounts {
  readonly #as: ColumnValues;
  readonly #most: number;
  /** By what is the same for a filter, how often it is written in which way. */
  readonly #values = new Map<string | null, Map<Cell, number>>();

  constructor(as: ColumnValues, most: number) {
    this.#as = as;
    this.#most = most;
  }

  /** False when there are too many different values; then nothing more needs to be added. */
  add(cells: readonly CountedCell[]): boolean {
    for (const cell of cells) {
      const key = this.#keyOf(cell);
      const spellings = this.#values.get(key) ?? new Map<Cell, number>();
      const value = key === null ? null : cellOf(cell);
      spellings.set(value, (spellings.get(value) ?? 0) + cell.count);
      this.#values.set(key, spellings);
    }
    return this.#values.size <= this.#most;
  }

  /** The most frequent value first, and what is blank last; null when there are too many. */
  values(): FacetValue[] | null {
    if (this.#values.size > this.#most) return null;
    const byName = new Intl.Collator("en", { numeric: true });
    return [...this.#values.values()]
      .map(inOne)
      .sort(
        (a, b) =>
          Number(a.value === null) - Number(b.value === null) ||
          b.count - a.count ||
          byName.compare(String(a.value), String(b.value)),
      );
  }

  #keyOf({ value }: CountedCell): string | null {
    if (value === null) return null;
    const text = String(value).replace(/^ +| +$/g, "");
    if (text === "") return null;
    if (this.#as === "numbers") return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
    return this.#as === "dates" ? text : foldText(text);
  }
}

function cellOf({ value, type }: CountedCell): Cell {
  if (type === "true" || type === "false") return value === 1;
  return typeof value === "string" ? value.trim() : value;
}

function inOne(spellings: ReadonlyMap<Cell, number>): FacetValue {
  let most: FacetValue = { value: null, count: 0 };
  let all = 0;
  for (const [value, count] of spellings) {
    if (count > most.count) most = { value, count };
    all += count;
  }
  return { value: most.value, count: all };
}
