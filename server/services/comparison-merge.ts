import type { KeyedRow } from "../../db/queries/rows-by-key.ts";

/** Rows of two runs that were told apart; row numbers count from 1. */
export interface Compared {
  /** Pairs of row numbers, left and right in turn, in the order of the right run. */
  readonly same: Int32Array;
  readonly changed: Int32Array;
  /** In the order of the right run. */
  readonly added: Int32Array;
  /** In the order of the left run. */
  readonly gone: Int32Array;
  /** How many of the changed rows differ in each of the compared columns. */
  readonly changedByColumn: readonly number[];
  readonly repeated: RepeatedKeys;
}

/** Keys that several rows of one run have, and those rows. */
export interface RepeatedKeys {
  readonly keys: number;
  readonly leftRows: number;
  readonly rightRows: number;
}

/** The cells of a row, when it is not among those whose texts are at hand. */
export type ReadCells = (side: 0 | 1, rowNumber: number) => string;

/** Rows of one key that have no equal row, and whose cells are kept; of more, only the numbers are. */
const KEPT_TEXTS = 50;

const SAME = 1;
const CHANGED = 2;

/**
 * Tells apart rows that come in the order of key and cells. Rows of one key are paired: equal ones first, the others in
 * the order of their runs; what has no partner is gone or added. Takes some bytes for each row, whatever is in it.
 */
export function mergeRows(
  rows: Iterable<KeyedRow>,
  stored: { readonly left: number; readonly right: number },
  compared: number,
  readCells: ReadCells,
): Compared {
  const pairs = new Pairs(stored.left, stored.right);
  const changedByColumn = new Array<number>(compared).fill(0);
  const repeated = { keys: 0, leftRows: 0, rightRows: 0 };
  const change = (left: Unpaired, right: Unpaired) => {
    pairs.add(left.row, right.row, CHANGED);
    const before = readList(left.cells ?? readCells(0, left.row));
    const after = readList(right.cells ?? readCells(1, right.row));
    for (const at of changedByColumn.keys())
      if (before[at] !== after[at]) changedByColumn[at] = (changedByColumn[at] ?? 0) + 1;
  };
  const endKey = (group: KeyGroup) => {
    const [left, right] = group.unpaired();
    for (let at = 0; at < Math.min(left.length, right.length); at++)
      change(left[at] as Unpaired, right[at] as Unpaired);
    if (group.rows[0] < 2 && group.rows[1] < 2) return;
    repeated.keys++;
    repeated.leftRows += group.rows[0];
    repeated.rightRows += group.rows[1];
  };
  let key: string | undefined;
  let group = new KeyGroup(pairs);
  for (const row of rows) {
    if (row[1] !== key) {
      if (key !== undefined) endKey(group);
      group = new KeyGroup(pairs);
      key = row[1];
    }
    group.add(row);
  }
  if (key !== undefined) endKey(group);
  return { ...pairs.sorted(), changedByColumn, repeated };
}

/** Cells that are equal have equal JSON. */
function readList(cells: string): unknown[] {
  return JSON.parse(cells) as unknown[];
}

interface Unpaired {
  readonly row: number;
  readonly cells: string | null;
}

/** The rows of one key. Of rows with the same cells, the left run's come first. */
class KeyGroup {
  readonly rows: [left: number, right: number] = [0, 0];
  readonly #pairs: Pairs;
  readonly #unpaired: [left: Unpaired[], right: Unpaired[]] = [[], []];
  #cells: string | null = null;
  /** Row numbers of the left run with the present cells that have no partner yet, and how many had one. */
  #equal: number[] = [];
  #taken = 0;

  constructor(pairs: Pairs) {
    this.#pairs = pairs;
  }

  add([side, , cells, row]: KeyedRow): void {
    this.rows[side]++;
    if (cells !== this.#cells) {
      this.#leave();
      this.#cells = cells;
    }
    if (side === 0) this.#equal.push(row);
    else if (this.#taken < this.#equal.length)
      this.#pairs.add(this.#equal[this.#taken++] as number, row, SAME);
    else this.#put(1, row);
  }

  /** What has no equal row, in the order of the runs. */
  unpaired(): readonly [left: readonly Unpaired[], right: readonly Unpaired[]] {
    this.#leave();
    for (const side of this.#unpaired) side.sort((a, b) => a.row - b.row);
    return this.#unpaired;
  }

  #leave(): void {
    for (const row of this.#equal.slice(this.#taken)) this.#put(0, row);
    this.#equal = [];
    this.#taken = 0;
  }

  #put(side: 0 | 1, row: number): void {
    const list = this.#unpaired[side];
    list.push({ row, cells: list.length < KEPT_TEXTS ? this.#cells : null });
  }
}

/** Which row of the left run belongs to which of the right one, and how. */
class Pairs {
  readonly #partner: Int32Array;
  readonly #how: Uint8Array;
  readonly #left: Uint8Array;

  constructor(left: number, right: number) {
    this.#partner = new Int32Array(right + 1);
    this.#how = new Uint8Array(right + 1);
    this.#left = new Uint8Array(left + 1);
  }

  add(left: number, right: number, how: number): void {
    this.#partner[right] = left;
    this.#how[right] = how;
    this.#left[left] = how;
  }

  sorted(): Pick<Compared, "same" | "changed" | "added" | "gone"> {
    const count = (list: Uint8Array, how: number) =>
      list.reduce((sum, one, at) => sum + Number(at > 0 && one === how), 0);
    const same = new Int32Array(2 * count(this.#how, SAME));
    const changed = new Int32Array(2 * count(this.#how, CHANGED));
    const added = new Int32Array(count(this.#how, 0));
    const gone = new Int32Array(count(this.#left, 0));
    const next = { same: 0, changed: 0, added: 0, gone: 0 };
    for (let right = 1; right < this.#how.length; right++) {
      const how = this.#how[right];
      if (how === 0) added[next.added++] = right;
      else {
        const [list, name] = how === SAME ? ([same, "same"] as const) : ([changed, "changed"] as const);
        list[next[name]++] = this.#partner[right] as number;
        list[next[name]++] = right;
      }
    }
    for (let left = 1; left < this.#left.length; left++) if (this.#left[left] === 0) gone[next.gone++] = left;
    return { same, changed, added, gone };
  }
}
