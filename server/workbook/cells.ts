import { isFormulaLike } from "./formula-like.ts";
import { STYLE } from "./styles.ts";

/** A value as sources give it: big integers and long decimals are text, and so are dates (ISO 8601). */
export type CellValue = string | number | boolean | null;

/** What the values of a column are, as far as they are alike. */
export type ColumnKind = "numbers" | "dates" | "texts";

/**
 * What a cell could not hold as it is: a number of more digits than Excel keeps, or a date that its calendar or clock
 * lacks, stays text; a time in UTC loses its Z; a text that is too long is cut.
 */
export type CellRemark = "long number" | "other date" | "in UTC" | "cut";

/** Excel shows 15 digits of a number and makes the others zeros when somebody edits it. */
const KEPT_DIGITS = 15;
/** Excel refuses a file with a longer text in a cell. */
const LONGEST_TEXT = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of Excel's calendar, for dates after the day that it has and the world had not (29 February 1900). */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const FIRST_DAY = Date.UTC(1900, 2, 1);

/**
 * The cell's XML, with its type; "" for null, which has no cell, while an empty text has one. `remark` is told what the
 * cell could not hold as it is.
 */
export function cellXml(
  place: string,
  value: CellValue,
  kind: ColumnKind,
  remark: (what: CellRemark) => void,
): string {
  if (value === null) return "";
  if (typeof value === "boolean") return `<c r="${place}" t="b"><v>${Number(value)}</v></c>`;
  if (typeof value === "number") return numberXml(place, value, remark);
  if (kind === "numbers") return numberTextXml(place, value, remark);
  if (kind === "dates") return dateXml(place, value, remark);
  return textXml(place, value, isFormulaLike(value) ? STYLE.quoted : STYLE.plain, remark);
}

function numberXml(place: string, value: number, remark: (what: CellRemark) => void): string {
  if (!Number.isSafeInteger(value) || Math.abs(value) < 10 ** KEPT_DIGITS)
    return `<c r="${place}"><v>${value}</v></c>`;
  remark("long number");
  return textXml(place, String(value), STYLE.plain, remark);
}

function numberTextXml(place: string, text: string, remark: (what: CellRemark) => void): string {
  const short = text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  const digits = short.replace(/\D/g, "").length;
  if (digits <= KEPT_DIGITS && String(Number(short)) === short) return `<c r="${place}"><v>${short}</v></c>`;
  if (text.trim() !== "") remark("long number");
  return textXml(place, text, STYLE.plain, remark);
}

const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z)?)?$/;

function dateXml(place: string, text: string, remark: (what: CellRemark) => void): string {
  const read = DATE.exec(text.trim());
  const at = read === null ? Number.NaN : dateOf(read);
  if (read === null || !(at >= FIRST_DAY)) {
    if (text.trim() !== "") remark("other date");
    return textXml(place, text, STYLE.plain, remark);
  }
  if (read[8] === "Z") remark("in UTC");
  const style = read[4] === undefined ? STYLE.date : read[7] === undefined ? STYLE.time : STYLE.exactTime;
  return `<c r="${place}" s="${style}"><v>${(at - DAY_ZERO) / DAY_MS}</v></c>`;
}

/** Milliseconds since 1970; NaN for a day that the calendar lacks, and for a time with more than milliseconds. */
function dateOf(read: RegExpExecArray): number {
  const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = ""] = read;
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  if (new Date(midnight).getUTCDate() !== Number(day) || /[1-9]/.test(fraction.slice(3))) return Number.NaN;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return midnight + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
}

/** A cell of text, whatever the text looks like. */
export function textXml(
  place: string,
  text: string,
  style: number,
  remark: (what: CellRemark) => void,
): string {
  let kept = text;
  if (text.length > LONGEST_TEXT) {
    remark("cut");
    kept = text.slice(0, LONGEST_TEXT);
  }
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(kept)}</t></is></c>`;
}

const MARKUP: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML cannot hold as it is, and what would read as the escape of such a character (ECMA-376, ST_Xstring). */
const TO_ESCAPE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML has no room for
  /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Surrogate}|_(?=x[\da-fA-F]{4}_)/gu;

/** Text for an element or attribute of a workbook. */
export function escapeXml(text: string): string {
  return text.replace(
    TO_ESCAPE,
    (sign) => MARKUP[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`,
  );
}

/** The letters of a column, counted from 0: A, B, ... Z, AA. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
