import type { Cell } from "../contracts/executions.ts";
import { isFormulaLike } from "../workbook/formula-like.ts";

/** Excel takes a CSV file for UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

const NEEDS_QUOTES = /[",\r\n]/;
const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING = 0x5b;
const CLOSING = 0x5d;
const N = 0x6e;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/**
 * Lines of CSV as `csvLine` makes them, in UTF-8, of the JSON text of an array of rows as SQLite and JSON.stringify write
 * it: without spaces. Byte by byte, because a text for each of millions of cells takes several times as long.
 */
export class CsvOfJson {
  #lines = Buffer.alloc(0);

  /** The lines last until the next are made. */
  lines(json: Uint8Array): Uint8Array {
    // A field is longer than its JSON by an apostrophe at most.
    const most = 2 * json.length;
    if (this.#lines.length < most) this.#lines = Buffer.allocUnsafeSlow(most);
    return this.#lines.subarray(0, writeCsv(json, this.#lines));
  }
}

/** Where the lines end. */
function writeCsv(json: Uint8Array, lines: Buffer): number {
  const text = Buffer.from(json.buffer, json.byteOffset, json.byteLength);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at] as number;
    if (byte === QUOTE) {
      const began = length;
      let isPlain = isLetterOrDigit(text[at + 1]);
      let hasComma = false;
      let end = at + 1;
      for (; text[end] !== QUOTE; end++) {
        let letter = text[end];
        if (letter === COMMA && !hasComma) {
          hasComma = true;
          for (let to = length++; to > began; to--) lines[to] = lines[to - 1] as number;
          lines[began] = QUOTE;
        } else if (letter === BACKSLASH) {
          isPlain = false;
          letter = text[++end];
        }
        lines[length++] = letter as number;
      }
      if (!isPlain) {
        const cell = JSON.parse(text.toString("utf8", at, end + 1)) as string;
        length = began + lines.write(field(cell), began);
      } else if (hasComma) lines[length++] = QUOTE;
      at = end;
    } else if (byte === CLOSING) {
      lines[length++] = CARRIAGE_RETURN;
      lines[length++] = LINE_FEED;
      at++; // the comma before the next row, or what closes the array
    } else if (byte === N) at += "ull".length;
    else if (byte !== OPENING) lines[length++] = byte;
  }
  return length;
}

function isLetterOrDigit(byte = 0): boolean {
  const small = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (small >= 0x61 && small <= 0x7a);
}

/** Most texts: no formula begins with a letter, and there is nothing to quote. */
const PLAIN = /^[A-Za-z0-9][^",\r\n]*$/;

/**
 * One line of CSV (RFC 4180, ends with CRLF). NULL is an empty field and an empty text is `""`, so that they stay
 * apart; text that a spreadsheet would take for a formula gets an apostrophe in front; a plain number is none.
 */
export function csvLine(cells: readonly Cell[]): string {
  let line = "";
  for (const [index, cell] of cells.entries()) line += index === 0 ? field(cell) : `,${field(cell)}`;
  return `${line}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  if (PLAIN.test(cell)) return cell;
  if (cell === "") return '""';
  const text = isFormulaLike(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
