import type { Column, Table } from "../engine/graph.ts";
import { distinctKeys } from "../engine/sql/key-statements.ts";
import type { KeyColumn } from "./columns.ts";
import type { Reader } from "./reader.ts";
import { type Sketch, SketchBuilder } from "./sketch.ts";
import { type KeyValue, keyOf } from "./value-forms.ts";

/** Rows of a table that a statement may read; a table of more is judged by these. */
export const MOST_ROWS = 200_000;
/** Statements under way at a time. */
const AT_A_TIME = 2;

/** Looks at the values of columns, in the given order, until the reader's time is up; `size`: that of each sketch. */
export async function gatherSketches(
  reader: Reader,
  columns: readonly KeyColumn[],
  size: number,
  onDone: (done: number) => void,
): Promise<void> {
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let column = columns[next++]; column; column = columns[next++]) {
      await gather(reader, column, size);
      onDone(++done);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}

async function gather(reader: Reader, column: KeyColumn, size: number): Promise<void> {
  const sketch = await sketchOfKey(reader, column.of, [column.column], { size });
  if (!sketch) return;
  column.sketch = sketch;
  column.sampled = isSampled(column.of);
}

interface KeySketchOptions {
  /** Values that the sketch may hold. */
  readonly size?: number;
  /** Told of each key. */
  readonly meet?: (key: KeyValue) => void;
}

/** The distinct keys among MOST_ROWS rows; null when they could not be read to the end. */
export async function sketchOfKey(
  reader: Reader,
  table: Table,
  columns: readonly Column[],
  { size, meet }: KeySketchOptions = {},
): Promise<Sketch | null> {
  const builder = new SketchBuilder(size);
  const limits = { rows: MOST_ROWS, values: MOST_ROWS };
  const whole = await reader.read(distinctKeys(reader.dialect, table, columns, limits), (row) => {
    const key = keyOf(row);
    if (key === null) return;
    builder.add(key);
    meet?.(key);
  });
  return whole ? builder.finish() : null;
}

/** Whether a statement that reads MOST_ROWS rows may not have read all. */
export function isSampled(table: Table): boolean {
  return table.rowCount === undefined || table.rowCount > MOST_ROWS;
}
