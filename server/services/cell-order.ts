import type { RowOrder, StoredCell } from "../../db/queries/drilldown.ts";
import { release } from "../../db/release.ts";

/** Characters of different texts that are kept in memory; of more, SQLite sorts, which writes them to a file. */
const MOST_CHARACTERS = 6_000_000;
/** What a text takes beside its characters, counted in them. */
const BESIDE = 40;

/**
 * Finds the order of all rows of a run by the cells of one column, as SQL's `ORDER BY` of a selection has it, in half
 * the time: SQLite takes each cell out of its row several times, and moves it around.
 */
export class CellOrder {
  /** By row: a number, a text's place among the different ones, or how many spaces a blank cell has. */
  readonly #values: Float64Array;
  readonly #numbers: Rows;
  readonly #texts: Rows;
  readonly #blanks: Rows;
  /** The place of each different text. */
  readonly #places = new Map<string, number>();
  #characters = 0;
  #count = 0;

  constructor(rows: number) {
    this.#values = new Float64Array(rows);
    this.#numbers = new Rows(rows);
    this.#texts = new Rows(rows);
    this.#blanks = new Rows(rows);
  }

  /** The cells of the next rows; false when their texts would take too much memory. */
  add(cells: readonly StoredCell[]): boolean {
    for (const cell of cells) {
      const row = this.#count++;
      if (cell === null) this.#put(this.#blanks, row, -1);
      else if (typeof cell !== "string") this.#put(this.#numbers, row, Number(cell));
      else if (isBlank(cell)) this.#put(this.#blanks, row, cell.length);
      else this.#put(this.#texts, row, this.#placeOf(cell));
    }
    return this.#characters <= MOST_CHARACTERS;
  }

  /** The numbers of the rows, from 1, once; null when not as many cells came as there should be rows. */
  rowNumbers(order: RowOrder["order"]): Uint32Array | null {
    if (this.#count !== this.#values.length) return null;
    const all = new Uint32Array(this.#count);
    const numbers = this.#numbers.all();
    const texts = this.#texts.all();
    const afterNumbers = order === "asc" ? numbers.length : 0;
    const afterTexts = order === "asc" ? 0 : texts.length;
    this.#putSorted(numbers, order, all.subarray(afterTexts));
    this.#putTexts(texts, order, all.subarray(afterNumbers));
    this.#putSorted(this.#blanks.all(), order, all.subarray(numbers.length + texts.length));
    for (const read of [this.#values, numbers, texts, this.#blanks.all()]) release(read);
    return all;
  }

  #putSorted(rows: Uint32Array, order: RowOrder["order"], into: Uint32Array): void {
    const values = this.#values;
    const sign = order === "asc" ? 1 : -1;
    rows.sort((a, b) => sign * ((values[a] as number) - (values[b] as number)) || a - b);
    for (const [at, row] of rows.entries()) into[at] = row + 1;
  }

  /** Row by row to where those of its rank go: there are few ranks, and rows of one stay in their order. */
  #putTexts(rows: Uint32Array, order: RowOrder["order"], into: Uint32Array): void {
    const { ranks, count } = this.#ranks(order);
    const rankOf = (row: number) => ranks[this.#values[row] as number] as number;
    const next = new Uint32Array(count + 1);
    for (const row of rows) (next[rankOf(row) + 1] as number)++;
    for (let rank = 1; rank <= count; rank++) (next[rank] as number) += next[rank - 1] as number;
    for (const row of rows) into[(next[rankOf(row)] as number)++] = row + 1;
  }

  #put(rows: Rows, row: number, value: number): void {
    rows.push(row);
    this.#values[row] = value;
  }

  #placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(text, place);
    this.#characters += text.length + BESIDE;
    return place;
  }

  /** By place, where the text stands among all, from 0; the same where only the case differs. */
  #ranks(order: RowOrder["order"]): { readonly ranks: Uint32Array; readonly count: number } {
    const texts = Array.from(this.#places.keys(), folded);
    const compare = texts.some((text) => BEYOND.test(text)) ? inUtf8 : byUnits;
    const places = Uint32Array.from(texts.keys()).sort((a, b) =>
      compare(texts[a] as string, texts[b] as string),
    );
    if (order === "desc") places.reverse();
    const ranks = new Uint32Array(texts.length);
    let count = 0;
    let before: string | undefined;
    for (const place of places) {
      if (texts[place] !== before) count++;
      before = texts[place];
      ranks[place] = count - 1;
    }
    return { ranks, count };
  }
}

/** Whether SQL's trim() leaves nothing of it. */
function isBlank(text: string): boolean {
  return text === "" || (text.startsWith(" ") && /^ *$/.test(text));
}

const CAPITALS = /[A-Z]+/g;

/** As SQLite's NOCASE has it, which knows the case of these letters only. */
function folded(text: string): string {
  return text.replace(CAPITALS, (letters) => letters.toLowerCase());
}

/** Halves of characters that UTF-16 writes in two units, which stand before units that they belong after. */
const BEYOND = /[\uD800-\uDFFF]/;

/** For texts of which none has such halves. */
function byUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** As their bytes in UTF-8 compare, which is how SQLite compares texts. */
function inUtf8(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** Positions of rows, as many as are pushed. */
class Rows {
  readonly #rows: Uint32Array;
  #length = 0;

  constructor(most: number) {
    this.#rows = new Uint32Array(most);
  }

  push(row: number): void {
    this.#rows[this.#length++] = row;
  }

  /** The same memory each time. */
  all(): Uint32Array {
    return this.#rows.subarray(0, this.#length);
  }
}
