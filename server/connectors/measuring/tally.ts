import type { ColumnKind } from "../../engine/graph.ts";
import { type IndexBudget, MAX_INDEXED_VALUES, MAX_VALUE_LENGTH } from "./bounds.ts";
import { hasOffset, isCompactDate, isoForm, type Observed, startsAsNumber } from "./observed.ts";

/** Text is cut just beyond what can be indexed; a blob only says that it is there. */
export type SampledCell = string | number | bigint | Buffer | null;

/** What was seen of one column, row by row, in bounded memory. */
export class Tally {
  readonly seen: Observed = {
    integers: 0,
    reals: 0,
    texts: 0,
    numbers: 0,
    blobs: 0,
    isoDates: 0,
    isoTimestamps: 0,
    offsets: 0,
    compactDates: 0,
    zeros: 0,
  };
  blanks = 0;
  /** Occurrences of each value; given up (undefined) when there are more than an index may hold. */
  distinct: Map<SampledCell, number> | undefined = new Map();

  add(cell: SampledCell): void {
    if (cell === null) {
      this.blanks += 1;
      return;
    }
    if (typeof cell === "bigint") this.addInteger(cell);
    else if (typeof cell === "number") this.seen.reals += 1;
    else if (typeof cell === "string") this.addText(cell);
    else this.seen.blobs += 1;
    this.count(cell);
  }

  private addInteger(integer: bigint): void {
    if (this.mayBeCompactDates()) this.addDigits(String(integer));
    this.seen.integers += 1;
  }

  /** Whether every value so far was a day without separators, or none. */
  private mayBeCompactDates(): boolean {
    const { integers, texts, compactDates, zeros } = this.seen;
    return compactDates + zeros === integers + texts;
  }

  private addDigits(digits: string): void {
    if (isCompactDate(digits)) this.seen.compactDates += 1;
    else if (/^0+$/.test(digits)) this.seen.zeros += 1;
  }

  private addText(text: string): void {
    if (text.trim() === "") {
      this.blanks += 1;
      return;
    }
    // Dates only matter while every text so far was one: skip the pattern once one was not.
    if (this.seen.isoDates + this.seen.isoTimestamps === this.seen.texts) {
      const form = isoForm(text);
      if (form === "date") this.seen.isoDates += 1;
      else if (form === "timestamp") {
        this.seen.isoTimestamps += 1;
        if (hasOffset(text)) this.seen.offsets += 1;
      }
    }
    if (this.mayBeCompactDates()) this.addDigits(text.trim());
    if (this.seen.numbers === 0 && startsAsNumber(text)) this.seen.numbers += 1;
    this.seen.texts += 1;
  }

  private count(cell: SampledCell): void {
    if (this.distinct === undefined) return;
    const known = this.distinct.get(cell);
    const uncountable =
      typeof cell === "object" || (typeof cell === "string" && cell.length > MAX_VALUE_LENGTH);
    if (uncountable || (known === undefined && this.distinct.size >= MAX_INDEXED_VALUES)) {
      this.distinct = undefined;
    } else {
      this.distinct.set(cell, (known ?? 0) + 1);
    }
  }

  /** Most frequent first, equals in code unit order; blank strings are the lack of a value and left out. */
  valueIndex(budget: IndexBudget): string[] | undefined {
    if (this.distinct === undefined) return undefined;
    const counted = [...this.distinct].filter(
      (entry): entry is [string, number] => typeof entry[0] === "string" && entry[0].trim() !== "",
    );
    const characters = counted.reduce((sum, [value]) => sum + value.length, 0);
    if (!budget.take(characters)) return undefined;
    return counted.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value);
  }
}

export interface Measured {
  readonly kind: ColumnKind;
  readonly values?: readonly string[];
  readonly distinctCount?: number;
  readonly blankShare?: number;
  readonly hasOffsets?: true;
  readonly hasCompactDates?: true;
  readonly hasNoNumbers?: true;
  /** Every row has a value and no two rows share one; only said when all rows were read. */
  readonly unique: boolean;
}

/** What a tally says of a column, in the words of the graph. `whole`: `rows` were all that the table has. */
export function measuredBy(
  tally: Tally,
  kind: ColumnKind,
  read: { readonly rows: number; readonly whole: boolean; readonly distinct: number | undefined },
  budget: IndexBudget,
): Measured {
  const { rows, whole, distinct } = read;
  return {
    kind,
    values: kind === "text" ? tally.valueIndex(budget) : undefined,
    distinctCount: distinct,
    blankShare: rows === 0 ? undefined : tally.blanks / rows,
    ...(kind === "timestamp" && tally.seen.offsets > 0 && { hasOffsets: true }),
    ...(holdsCompactDates(tally) && { hasCompactDates: true }),
    ...(kind === "text" && holdsNoNumbers(tally) && { hasNoNumbers: true }),
    unique: whole && rows > 1 && tally.blanks === 0 && distinct === rows,
  };
}

function holdsCompactDates({ seen }: Tally): boolean {
  const { integers, reals, texts, blobs, compactDates, zeros } = seen;
  return compactDates > 0 && reals + blobs === 0 && compactDates + zeros === integers + texts;
}

function holdsNoNumbers({ seen }: Tally): boolean {
  const { integers, reals, texts, blobs, numbers } = seen;
  return texts > 0 && integers + reals + blobs + numbers === 0;
}
