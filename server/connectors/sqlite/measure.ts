import type Database from "better-sqlite3";
import type { ColumnKind } from "../../engine/graph.ts";
import { columnKind, isoForm, type Observed } from "./column-kind.ts";
import { quoteIdentifier } from "./quote.ts";

/** Tables up to this many rows are measured whole; larger ones by a sample of about half as many. */
export const FULL_SCAN_ROWS = 200_000;
const SAMPLE_BLOCKS = 20;
const SAMPLE_BLOCK_ROWS = 5_000;

/** Bounds of a value index: distinct values, characters in one value, characters in all of them. */
const MAX_INDEXED_VALUES = 1_000;
const MAX_VALUE_LENGTH = 200;
const MAX_INDEX_LENGTH = 65_536;

/** Characters left for the value indexes of one database, shared by its tables in their order. */
export interface IndexBudget {
  characters: number;
}
export const INDEX_BUDGET = 16 * 1024 * 1024;

export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly declaredType: string }[];
  /** A name under which SQLite gives the row's number; null for views and tables without one. */
  readonly rowid: string | null;
  readonly rowCount: number;
}

export interface Measured {
  readonly kind: ColumnKind;
  readonly values?: readonly string[];
  readonly distinctCount?: number;
  readonly blankShare?: number;
  /** Every row has a value and no two rows share one; only said when all rows were read. */
  readonly unique: boolean;
}

/**
 * Reads a table once and says what its columns hold, in the order of `table.columns`. A table of more than
 * FULL_SCAN_ROWS rows is sampled in blocks spread evenly over its row numbers (views and tables without row
 * numbers: the first rows); shares and values are then those of the sample, and nothing is called unique.
 */
export function measureColumns(db: Database.Database, table: TableShape, budget: IndexBudget): Measured[] {
  const tallies = table.columns.map(() => new Tally());
  let rows = 0;
  for (const cells of scan(db, table)) {
    rows += 1;
    for (const [index, tally] of tallies.entries()) tally.add(cells[index] as SampledCell);
  }
  const whole = rows >= table.rowCount;
  return table.columns.map((column, index) => {
    const tally = tallies[index] as Tally;
    const kind = columnKind(column.declaredType, tally.seen);
    const distinct =
      tally.distinct?.size ?? (whole ? countDistinct(db, table.name, column.name, kind) : undefined);
    return {
      kind,
      values: kind === "text" ? tally.valueIndex(budget) : undefined,
      distinctCount: distinct,
      blankShare: rows === 0 ? undefined : tally.blanks / rows,
      unique: whole && rows > 1 && tally.blanks === 0 && distinct === rows,
    };
  });
}

/** Text is cut just beyond what can be indexed; a blob only says that it is there. */
type SampledCell = string | number | bigint | Buffer | null;

class Tally {
  readonly seen: Observed = { integers: 0, reals: 0, texts: 0, blobs: 0, isoDates: 0, isoTimestamps: 0 };
  blanks = 0;
  /** Occurrences of each value; given up (undefined) when there are more than an index may hold. */
  distinct: Map<SampledCell, number> | undefined = new Map();

  add(cell: SampledCell): void {
    if (cell === null) {
      this.blanks += 1;
      return;
    }
    if (typeof cell === "bigint") this.seen.integers += 1;
    else if (typeof cell === "number") this.seen.reals += 1;
    else if (typeof cell === "string") this.addText(cell);
    else this.seen.blobs += 1;
    this.count(cell);
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
      else if (form === "timestamp") this.seen.isoTimestamps += 1;
    }
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
    if (characters > Math.min(MAX_INDEX_LENGTH, budget.characters)) return undefined;
    budget.characters -= characters;
    return counted.sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value);
  }
}

function* scan(db: Database.Database, table: TableShape): Generator<SampledCell[]> {
  if (table.columns.length === 0) return;
  const cells = table.columns.map(({ name }) => {
    const column = quoteIdentifier(name);
    return `CASE typeof(${column}) WHEN 'text' THEN substr(${column}, 1, ${MAX_VALUE_LENGTH + 1})
      WHEN 'blob' THEN x'' ELSE ${column} END`;
  });
  const from = `FROM ${quoteIdentifier(table.name)}`;
  if (table.rowCount <= FULL_SCAN_ROWS || table.rowid === null) {
    const limit = table.rowCount <= FULL_SCAN_ROWS ? FULL_SCAN_ROWS : SAMPLE_BLOCKS * SAMPLE_BLOCK_ROWS;
    yield* rowsOf(db, `SELECT ${cells.join(", ")} ${from} LIMIT ${limit}`);
    return;
  }
  const rowid = table.rowid;
  const [first, last] = db
    .prepare(`SELECT (SELECT min(${rowid}) ${from}), (SELECT max(${rowid}) ${from})`)
    .raw()
    .safeIntegers()
    .get() as [bigint, bigint];
  const block = `SELECT ${cells.join(", ")}, ${rowid} ${from} WHERE ${rowid} >= ? ORDER BY ${rowid} LIMIT ${SAMPLE_BLOCK_ROWS}`;
  // The first block starts at the first row number, the last one ends at the last.
  const span = last - first - BigInt(SAMPLE_BLOCK_ROWS) + 1n;
  let next = first;
  for (let index = 0; index < SAMPLE_BLOCKS; index += 1) {
    const start = first + (span * BigInt(index)) / BigInt(SAMPLE_BLOCKS - 1);
    for (const row of rowsOf(db, block, start > next ? start : next)) {
      next = (row[row.length - 1] as bigint) + 1n;
      yield row;
    }
  }
}

function rowsOf(
  db: Database.Database,
  sql: string,
  ...parameters: bigint[]
): IterableIterator<SampledCell[]> {
  // Safe integers keep 64-bit keys apart and tell an integer from a real.
  return db
    .prepare<bigint[], SampledCell[]>(sql)
    .raw()
    .safeIntegers()
    .iterate(...parameters);
}

function countDistinct(db: Database.Database, table: string, column: string, kind: ColumnKind) {
  if (kind === "binary") return undefined;
  const name = quoteIdentifier(column);
  return db
    .prepare(`SELECT count(DISTINCT ${name}) FROM ${quoteIdentifier(table)}`)
    .pluck()
    .get() as number;
}
