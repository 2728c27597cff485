import type Database from "better-sqlite3";
import type { ColumnKind } from "../../engine/graph.ts";
import {
  blockStarts,
  FULL_SCAN_ROWS,
  type IndexBudget,
  MAX_VALUE_LENGTH,
  SAMPLE_BLOCK_ROWS,
  SAMPLE_ROWS,
} from "../measuring/bounds.ts";
import { type Measured, measuredBy, type SampledCell, Tally } from "../measuring/tally.ts";
import { columnKind } from "./column-kind.ts";
import { quoteIdentifier } from "./quote.ts";

export interface TableShape {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly declaredType: string }[];
  /** A name under which SQLite gives the row's number; null for views and tables without one. */
  readonly rowid: string | null;
  readonly rowCount: number;
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
    return measuredBy(tally, kind, { rows, whole, distinct }, budget);
  });
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
    const limit = table.rowCount <= FULL_SCAN_ROWS ? FULL_SCAN_ROWS : SAMPLE_ROWS;
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
  let next = first;
  for (const start of blockStarts(first, last)) {
    // Where numbers have gaps a block reaches beyond the start of the next one.
    if (start > next) next = start;
    for (const row of rowsOf(db, block, next)) {
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
