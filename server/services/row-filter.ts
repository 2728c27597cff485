import { compareDecimals } from "../../db/decimal.ts";
import {
  type CellCondition,
  COMPARISON_OPERATORS,
  type Comparison,
  type ComparisonOperator,
} from "../../db/queries/drilldown.ts";
import type { FilterValue } from "../contracts/drilldown.ts";
import type { ColumnValues } from "./column-values.ts";

/**
 * The language of the filters above the columns of stored rows. In columns of numbers and of dates `>5`, `<5`, `>=5`,
 * `<=5`, `=5`, `!=5` and `1..5` compare; in all columns `=text` is the whole cell, `(blank)` an empty one, and
 * anything else a part of the cell.
 */

/** A column to filter; `index` is its position in the row. */
export interface FilteredColumn {
  readonly name: string;
  readonly index: number;
  readonly values: ColumnValues;
}

/** A filter with the sentence that says how it was read, or the sentence that says why it could not be. */
export type ReadFilter =
  | { readonly ok: true; readonly conditions: readonly CellCondition[]; readonly sentence: string }
  | { readonly ok: false; readonly problem: string };

const BLANK = "(blank)";

export function readFilter(column: FilteredColumn, value: FilterValue): ReadFilter {
  if (value === null) return blank(column);
  if (typeof value === "object")
    return "typed" in value ? readTyped(column, value.typed) : contains(column, value.contains);
  // No number and no date equals such a text, so it can only be meant as a comparison.
  if (typeof value === "string" && column.values !== "texts" && isComparison(value))
    return readComparison(column, value);
  if (typeof value !== "boolean" && column.values === "numbers") {
    const operand = readNumber(String(value));
    if (operand) return comparing(column, [{ operator: "=", operand }]);
  }
  return equals(column, value);
}

function readTyped(column: FilteredColumn, typed: string): ReadFilter {
  const text = typed.trim();
  if (text.toLowerCase() === BLANK) return blank(column);
  if (column.values !== "texts" && isComparison(text)) return readComparison(column, text);
  const exact = /^=\s*(.+)$/s.exec(text)?.[1];
  return exact === undefined ? contains(column, text) : equals(column, exact);
}

function blank({ name, index }: FilteredColumn): ReadFilter {
  return { ok: true, conditions: [{ kind: "blank", column: index }], sentence: `${name} empty` };
}

function contains({ name, index }: FilteredColumn, text: string): ReadFilter {
  const sentence = `${name} contains “${text}”`;
  return { ok: true, conditions: [{ kind: "contains", column: index, text }], sentence };
}

function equals({ name, index }: FilteredColumn, value: string | number | boolean): ReadFilter {
  const sentence = `${name} is ${typeof value === "string" ? `“${value}”` : value}`;
  return { ok: true, conditions: [{ kind: "equals", column: index, value }], sentence };
}

function operatorOf(text: string): ComparisonOperator | undefined {
  return COMPARISON_OPERATORS.find((operator) => text.startsWith(operator));
}

function isComparison(text: string): boolean {
  return operatorOf(text.trim()) !== undefined || text.includes("..");
}

/** One end of what a filter asks for. */
type Bound = Pick<Comparison, "operator" | "operand">;

function readComparison(column: FilteredColumn, typed: string): ReadFilter {
  const text = typed.trim();
  const operator = operatorOf(text);
  const operands = operator ? [text.slice(operator.length)] : splitRange(text);
  const read = column.values === "dates" ? readDate : readNumber;
  const [first, last] = operands.map((operand) => read(operand.trim()));
  if (first == null || last === null) return { ok: false, problem: unreadable(column, text) };
  if (operator) return comparing(column, [{ operator, operand: first }]);
  if (last === undefined) return { ok: false, problem: unreadable(column, text) };
  if (isBackwards(column, first, last)) {
    const [from, to] = operands.map((operand) => operand.trim());
    return { ok: false, problem: `“${text}” ends before it begins. Write ${to}..${from}.` };
  }
  return comparing(column, [
    { operator: ">=", operand: first },
    { operator: "<=", operand: last },
  ]);
}

/** Whether nothing can be from `first` to `last`; dates are as exact as people wrote them. */
function isBackwards({ values }: FilteredColumn, first: string, last: string): boolean {
  if (values === "numbers") return (compareDecimals(first, last) ?? 0) > 0;
  const letters = Math.min(first.length, last.length);
  return first.slice(0, letters) > last.slice(0, letters);
}

function splitRange(text: string): [string, string] {
  const at = text.indexOf("..");
  return [text.slice(0, at), text.slice(at + 2)];
}

function comparing(column: FilteredColumn, bounds: readonly Bound[]): ReadFilter {
  const as = column.values === "dates" ? "dates" : "numbers";
  const conditions = bounds.map(
    (bound): CellCondition => ({ kind: "compares", column: column.index, as, ...bound }),
  );
  return { ok: true, conditions, sentence: `${column.name} ${inWords(as, bounds)}` };
}

const WORDS: Readonly<Record<Comparison["as"], Readonly<Record<ComparisonOperator, string>>>> = {
  numbers: {
    ">": "greater than",
    "<": "less than",
    ">=": "at least",
    "<=": "at most",
    "=": "equal to",
    "!=": "other than",
  },
  dates: {
    ">": "after",
    "<": "before",
    ">=": "in or after",
    "<=": "in or before",
    "=": "in",
    "!=": "not in",
  },
};

function inWords(as: Comparison["as"], bounds: readonly Bound[]): string {
  const write = as === "numbers" ? groupDigits : (operand: string) => operand;
  const [first, last] = bounds;
  if (first && last) return `from ${write(first.operand)} to ${write(last.operand)}`;
  if (!first) return "";
  const words = WORDS[as][first.operator];
  // In a month, but on a day.
  const onDay = first.operand.length >= 10 ? words.replace(/\bin\b/, "on") : words;
  return `${onDay} ${write(first.operand)}`;
}

/** `20000.50` as `20,000.50`, whatever its length. */
function groupDigits(number: string): string {
  const [whole = "", fraction] = number.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

const NUMBER = /^[+-]?(\d+|\d{1,3}(,\d{3})+)?(\.\d+)?$/;

/** The number in plain decimal notation; null when it is none. Commas may only stand between thousands. */
function readNumber(text: string): string | null {
  return NUMBER.test(text) && /\d/.test(text) ? text.replace(/[+,]/g, "") : null;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)?)?)?$/;

/** A year, month, day, or day with a time, as it is; null when the calendar has none such. */
function readDate(text: string): string | null {
  const [, year, month = "01", day = "01"] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
  return exists ? text : null;
}

function unreadable({ name, values }: FilteredColumn, text: string): string {
  const [what, examples] =
    values === "dates"
      ? ["dates", ">2026-05-31, >=2026-05, =2026-05-31 or 2026-01..2026-03"]
      : ["numbers", ">20000, <=0.5, !=0 or 10..20"];
  return `“${text}” cannot be read as a filter of ${name}, which holds ${what}. Write for example ${examples}.`;
}
