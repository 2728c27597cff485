import type { Cell } from "../contracts/executions.ts";

/** Excel takes a CSV file for UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Text that a spreadsheet may run as a formula (OWASP, "CSV injection"): one of the signs, also as the full-width
 * characters that spreadsheets turn into them, after anything that they cut off or do not show.
 */
const FORMULA = /^[\s\p{C}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
const NUMBER = /^[+-]?\d+([.,]\d+)*$/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * One line of CSV (RFC 4180, ends with CRLF). NULL is an empty field and an empty text is `""`, so that they stay
 * apart; text that a spreadsheet would take for a formula gets an apostrophe in front; a plain number is none.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(",")}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  if (cell === "") return '""';
  const text = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
