import { pipeline, Readable } from "node:stream";
import { CsvError, type Parser, parse } from "csv-parse";
import { FileError } from "./file-error.ts";
import { type Delimiter, MAX_CELL_CHARACTERS, type RawRow } from "./file-shape.ts";

/** Rows travel in batches: one step of an asynchronous generator costs more than reading a row. */
const BATCH_ROWS = 500;

/** Bytes of one row: an unclosed quote would otherwise take the rest of the file into memory. */
const MAX_ROW_BYTES = 16 * MAX_CELL_CHARACTERS;

const LINE_BREAK = /\r\n|\n|\r/g;

/**
 * The rows of delimited text in batches, blank lines as rows of one empty cell. Quotes are those of RFC 4180; a
 * quote where none can open or close a cell is text. Throws a FileError with the line of a quote that is never
 * closed, after the rows before it.
 */
export async function* delimitedRows(
  text: AsyncIterable<string> | Iterable<string>,
  delimiter: Delimiter,
): AsyncGenerator<RawRow[]> {
  const lines = new LineCount();
  const parser: Parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: MAX_ROW_BYTES,
    // The library's types only know records that stay what they are.
    on_record: ((cells: string[]): RawRow => ({ line: lines.take(cells), cells })) as never,
  });
  // What goes wrong on the way reaches the parser, and stopping early closes the file.
  pipeline(Readable.from(text), parser, () => {});
  let batch: RawRow[] = [];
  let trouble: unknown = null;
  try {
    for await (const row of parser) {
      batch.push(row as RawRow);
      if (batch.length < BATCH_ROWS) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    trouble = error;
  }
  if (batch.length > 0) yield batch;
  if (trouble !== null) throw fileErrorOf(trouble, lines.next);
}

/** Where rows begin. The parser counts line breaks too, but a \r\n inside quotes twice. */
class LineCount {
  next = 1;

  /** The line where this row begins. */
  take(cells: readonly string[]): number {
    const line = this.next;
    this.next += 1;
    for (const cell of cells) {
      if (cell.includes("\n") || cell.includes("\r")) this.next += cell.match(LINE_BREAK)?.length ?? 0;
    }
    return line;
  }
}

/** `line`: where the row begins that could not be read. */
function fileErrorOf(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error;
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return new FileError(
      "content",
      `The quote that begins in the row of line ${line} is never closed: everything after it would be one cell. ` +
        "Close it, or double a quote that belongs to the text.",
      { line },
    );
  }
  if (error.code === "CSV_MAX_RECORD_SIZE") {
    const size = MAX_ROW_BYTES / 1024 / 1024;
    return new FileError(
      "content",
      `The row that begins in line ${line} is larger than ${size} MB. Most likely a quote in it is never closed: ` +
        "close it, or double a quote that belongs to the text.",
      { line },
    );
  }
  return error;
}
