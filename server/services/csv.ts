import type { Cell } from "../contracts/executions.ts";
import { isFormulaLike } from "../workbook/formula-like.ts";

/** Excel takes a CSV file for UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

const NEEDS_QUOTES = /[",\r\n]/;
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
