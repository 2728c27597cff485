import { type FileHandle, open } from "node:fs/promises";
import { sniffDelimiter } from "./delimiter.ts";
import { decodedStart, type Encoding, isUtf8File, markedEncoding } from "./encoding.ts";
import { FileError, shown } from "./file-error.ts";
import type { Delimiter, FileShape, ShapeChoice } from "./file-shape.ts";
import { foreignFormat, oleDirectory } from "./foreign-formats.ts";
import { guessEncoding, guessUtf16 } from "./guess-encoding.ts";
import { isJsonLines } from "./json-sniff.ts";
import { startOfTable } from "./table-start.ts";
import { sniffWorkbook } from "./xlsx/sniff-workbook.ts";
import type { SheetInfo } from "./xlsx/workbook.ts";

const START_BYTES = 256 * 1024;

/** Excel's own first line of a CSV file that says by what it is delimited. */
const SEPARATOR_LINE = /^sep=([,;|\t])\r?\n/i;

export interface Sniffed {
  readonly shape: FileShape;
  /** The sheets of a workbook. */
  readonly sheets: readonly SheetInfo[];
  /** Whether nothing in the file says its encoding, and no person did. */
  readonly encodingGuessed: boolean;
}

/**
 * How a file is best read, by what is in it and by what a person chose; its name only serves for messages. Throws a
 * FileError that says what the file is, when it is nothing that can become a table.
 */
export async function sniffFile(
  path: string,
  originalName: string,
  chosen: ShapeChoice = {},
): Promise<Sniffed> {
  const { start, directory, whole } = await startOf(path, originalName);
  if (start.length === 0)
    throw unreadable(`${shown(originalName)} is empty. Upload a file with at least one row.`);
  const foreign = foreignFormat(start, directory, originalName);
  if (foreign !== null) throw unreadable(foreign);
  if (isZip(start)) {
    return { ...(await sniffWorkbook(path, originalName, chosen)), encodingGuessed: false };
  }
  const known = chosen.encoding ?? (await knownEncoding(path, start));
  const encoding = known ?? (await guessedEncoding(path, start, originalName));
  const found = { sheets: [], encodingGuessed: known === null };
  const text = decodedStart(start, encoding);
  if (text.trim() === "") {
    throw unreadable(`${shown(originalName)} has only blank lines. Upload a file with at least one row.`);
  }
  if (isJsonLines(text, whole, originalName)) return { shape: { format: "jsonl", encoding }, ...found };
  return { shape: await delimitedShape(text, encoding, whole, chosen), ...found };
}

async function delimitedShape(
  text: string,
  encoding: Encoding,
  whole: boolean,
  chosen: ShapeChoice,
): Promise<FileShape> {
  const said = SEPARATOR_LINE.exec(text);
  const above = said === null ? 0 : 1;
  const body = said === null ? text : text.slice(said[0].length);
  const delimiter = chosen.delimiter ?? (said?.[1] as Delimiter | undefined) ?? sniffDelimiter(body, whole);
  const wanted = {
    ...chosen,
    skip: chosen.skip === undefined ? undefined : Math.max(0, chosen.skip - above),
  };
  const { skip, hasHeader } = await startOfTable(body, delimiter, whole, wanted);
  return { format: "delimited", encoding, delimiter, skip: chosen.skip ?? skip + above, hasHeader };
}

async function startOf(path: string, name: string) {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const start = await stretch(file, 0, START_BYTES);
    const place = oleDirectory(start);
    const directory = place === null ? Buffer.alloc(0) : await stretch(file, place.position, place.bytes);
    return { start, directory, whole: start.length < START_BYTES };
  } catch (error) {
    throw new FileError("unreadable", `${shown(name)} cannot be read. Upload it again.`, {
      detail: String(error),
    });
  } finally {
    await file?.close();
  }
}

async function stretch(file: FileHandle, position: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, position);
  return buffer.subarray(0, bytesRead);
}

function isZip(start: Buffer): boolean {
  return ["PK\x03\x04", "PK\x05\x06"].includes(start.toString("latin1", 0, 4));
}

/** By its mark, or as UTF-8: other texts hardly ever happen to be that. null where neither says it. */
async function knownEncoding(path: string, start: Buffer): Promise<Encoding | null> {
  const marked = markedEncoding(start);
  if (marked !== null) return marked;
  return !start.includes(0) && (await isUtf8File(path)) ? "utf-8" : null;
}

async function guessedEncoding(path: string, start: Buffer, name: string): Promise<Encoding> {
  if (!start.includes(0)) return guessEncoding(path);
  const wide = guessUtf16(start);
  if (wide !== null) return wide;
  throw unreadable(
    `${shown(name)} is no text: it has NUL characters. Upload a table as CSV, TSV, JSON lines or Excel (.xlsx).`,
  );
}

function unreadable(message: string): FileError {
  return new FileError("unreadable", message);
}
