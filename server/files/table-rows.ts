import { delimitedRows } from "./delimited-rows.ts";
import { textOf } from "./encoding.ts";
import { FileError } from "./file-error.ts";
import {
  cellText,
  type FileShape,
  isBlank,
  MAX_CELL_CHARACTERS,
  MAX_COLUMNS,
  type RawRow,
  tableStart,
} from "./file-shape.ts";
import { jsonRows, type Keys } from "./json-rows.ts";

/** What was passed over on the way. */
export interface Passed {
  /** Rows in which nothing is written; they are no rows of the table. */
  blankRows: number;
}

/**
 * The rows of the table in a file, from its header row on, in batches; blank rows are left out. `keys` are the columns
 * of JSON lines, `onBytes` sees the file as it is read. Throws a FileError at what no table may hold.
 */
export async function* tableRows(
  path: string,
  shape: FileShape,
  keys: Keys,
  passed: Passed,
  onBytes?: (chunk: Buffer) => void,
): AsyncGenerator<RawRow[]> {
  let { skip } = tableStart(shape);
  const text = textOf(path, shape.encoding, onBytes);
  const batches = shape.format === "jsonl" ? jsonRows(text, keys) : delimitedRows(text, shape.delimiter);
  for await (const batch of batches) {
    const rows = skip === 0 ? batch : batch.slice(skip);
    skip = Math.max(0, skip - batch.length);
    const filled = rows.filter(({ cells }) => !isBlank(cells));
    passed.blankRows += rows.length - filled.length;
    for (const row of filled) refuseOversized(row);
    if (filled.length > 0) yield filled;
  }
}

function refuseOversized({ line, cells }: RawRow): void {
  const large = cells.findIndex((cell) => (cellText(cell)?.length ?? 0) > MAX_CELL_CHARACTERS);
  if (large >= 0) {
    throw new FileError(
      "too_large",
      `Cell ${large + 1} of line ${line} has more than ${MAX_CELL_CHARACTERS.toLocaleString("en")} characters. Shorten it, or leave it out of the file.`,
      { line },
    );
  }
  if (cells.length > MAX_COLUMNS && !isBlank(cells.slice(MAX_COLUMNS))) {
    throw new FileError(
      "too_large",
      `Line ${line} has ${cells.length.toLocaleString("en")} cells; a table has at most ${MAX_COLUMNS.toLocaleString("en")} columns. Is the delimiter right?`,
      { line },
    );
  }
}
