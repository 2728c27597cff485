import SQLite from "better-sqlite3";

/** How a run's rows are read to be compared; columns by their positions, from 0. */
export interface ComparedSide {
  readonly executionId: number;
  /** What tells a row from others, in the same order for both sides; null: all that is compared. Empty: nothing does. */
  readonly key: readonly number[] | null;
  /** What is compared, in the same order for both sides; null: all columns, which both have in one order. */
  readonly columns: readonly number[] | null;
}

/** A row of either side: `key` and `cells` are JSON lists; equal texts mean equal values of equal types. */
export type KeyedRow = readonly [side: 0 | 1, key: string, cells: string, rowNumber: number];

/** Memory for sorting; the rest is in temporary files of the platform. */
const CACHE_KIBIBYTES = 16_384;

/**
 * The rows of two runs in the order of key, cells, side and row number, over a connection of its own that only reads;
 * for a thread on which nobody waits. The first one comes when all are sorted.
 */
export function* rowsByKey(file: string, left: ComparedSide, right: ComparedSide): Generator<KeyedRow> {
  const sqlite = new SQLite(file, { readonly: true });
  try {
    sqlite.pragma("temp_store = FILE");
    sqlite.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    const statement = sqlite
      .prepare<[], KeyedRow>(
        `SELECT * FROM (${sideSql(left, 0)} UNION ALL ${sideSql(right, 1)}) ORDER BY key, cells, side, row_number`,
      )
      .raw();
    yield* statement.iterate() as IterableIterator<KeyedRow>;
  } finally {
    sqlite.close();
  }
}

function sideSql({ executionId, key, columns }: ComparedSide, side: 0 | 1): string {
  const cells = listOf(columns);
  return `SELECT ${side} AS side, ${key === null ? cells : listOf(key)} AS key,
    ${key === null ? "''" : cells} AS cells, row_number
    FROM kpi_execution_rows WHERE execution_id = ${Number(executionId)}`;
}

/** `->` gives the JSON of a cell, which keeps the number 1 and the text "1" apart. */
function listOf(columns: readonly number[] | null): string {
  if (columns === null) return "data";
  const cells = columns.map((column) => `(data -> '$[${Number(column)}]')`);
  return `'[' || ${[...cells].join(" || ',' || ") || "''"} || ']'`;
}

/** Reads the compared cells of single rows, as KeyedRow has them. Close it. */
export function rowReader(file: string, sides: readonly [left: ComparedSide, right: ComparedSide]) {
  const sqlite = new SQLite(file, { readonly: true });
  const statements = sides.map(({ executionId, columns }) =>
    sqlite
      .prepare<[number], string>(
        `SELECT ${listOf(columns)} FROM kpi_execution_rows
         WHERE execution_id = ${Number(executionId)} AND row_number = ?`,
      )
      .pluck(),
  );
  return {
    cells: (side: 0 | 1, rowNumber: number): string => statements[side]?.get(rowNumber) ?? "[]",
    close: () => sqlite.close(),
  };
}
