import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
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
  type SheetShape,
  tableStart,
} from "./file-shape.ts";
import { jsonRows, type Keys } from "./json-rows.ts";
import type { Passed } from "./passed.ts";
import { sheetRows } from "./xlsx/sheet-rows.ts";
import { Workbook } from "./xlsx/workbook.ts";

export interface RowSource {
  readonly path: string;
  readonly originalName: string;
  readonly shape: FileShape;
  /** The columns of JSON lines. */
  readonly keys: Keys;
  readonly passed: Passed;
  /** Sees the file as it is on the disk, in order, once. */
  readonly onChunk?: (chunk: Buffer) => void;
  /** Is told how many bytes of the file are read, or as good as. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * The rows of the table in a file, from its header row on, in batches; blank rows are left out. Throws a FileError at
 * what no table may hold.
 */
export async function* tableRows(source: RowSource): AsyncGenerator<RawRow[]> {
  const { shape, passed } = source;
  for await (const rows of shape.format === "xlsx" ? sheetTable(source, shape) : textTable(source)) {
    const filled = rows.filter(({ cells }) => !isBlank(cells));
    passed.blankRows += rows.length - filled.length;
    for (const row of filled) refuseUnstorable(row, shape.format);
    if (filled.length > 0) yield filled;
  }
}

async function* textTable({ path, shape, keys, onChunk, onBytes }: RowSource): AsyncGenerator<RawRow[]> {
  if (shape.format === "xlsx") return;
  let { skip } = tableStart(shape);
  let bytes = 0;
  const text = textOf(path, shape.encoding, (chunk) => {
    onChunk?.(chunk);
    bytes += chunk.length;
    onBytes?.(bytes);
  });
  const batches = shape.format === "jsonl" ? jsonRows(text, keys) : delimitedRows(text, shape.delimiter);
  for await (const batch of batches) {
    yield batch.slice(skip);
    skip = Math.max(0, skip - batch.length);
  }
}

async function* sheetTable(source: RowSource, shape: SheetShape): AsyncGenerator<RawRow[]> {
  const { path, onChunk, onBytes, passed } = source;
  // The parts of a workbook are read in an order of their own, so the file is seen by itself.
  if (onChunk) for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) onChunk(chunk);
  const { size } = await stat(path);
  const workbook = await Workbook.open(path, source.originalName);
  try {
    const onShare = (share: number) => onBytes?.(Math.round(size * share));
    for await (const batch of sheetRows(workbook, shape.sheet, passed, onShare)) {
      yield batch.filter(({ line }) => line > shape.skip);
    }
  } finally {
    workbook.close();
  }
}

function refuseUnstorable({ line, cells }: RawRow, format: FileShape["format"]): void {
  const where = format === "xlsx" ? "row" : "line";
  const large = cells.findIndex((cell) => (cellText(cell)?.length ?? 0) > MAX_CELL_CHARACTERS);
  if (large >= 0) {
    throw new FileError(
      "too_large",
      `Cell ${large + 1} of ${where} ${line} has more than ${MAX_CELL_CHARACTERS.toLocaleString("en")} characters. Shorten it, or leave it out of the file.`,
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
  // Written as an escape there; in delimited text it was seen before.
  const nul = format === "delimited" ? -1 : cells.findIndex((cell) => cellText(cell)?.includes("\0"));
  if (nul >= 0) {
    const message = `Cell ${nul + 1} of ${where} ${line} has a NUL character, which no text may have. Remove it.`;
    throw new FileError("content", message, { line });
  }
}
