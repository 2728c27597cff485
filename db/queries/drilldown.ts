import { type RawBuilder, sql } from "kysely";
import { foldText } from "../database.ts";
import { compareDecimals } from "../decimal.ts";
import { release } from "../release.ts";
import type { Db } from "../schema/store.ts";

/** A condition on the cell at `column` (position in the result's columns, from 0). */
export type CellCondition =
  | { readonly kind: "equals"; readonly column: number; readonly value: string | number | boolean }
  | { readonly kind: "contains"; readonly column: number; readonly text: string }
  | { readonly kind: "blank"; readonly column: number }
  | (Comparison & { readonly kind: "compares"; readonly column: number });

/** What a cell is compared with; a blank cell, and one that is no number where numbers compare, holds for none. */
export interface Comparison {
  readonly operator: ComparisonOperator;
  /** As numbers, exactly; or as dates in ISO form, as far as the operand goes: a cell of May 2026 is equal to 2026-05. */
  readonly as: "numbers" | "dates";
  readonly operand: string;
}

export const COMPARISON_OPERATORS = [">=", "<=", "!=", ">", "<", "="] as const;
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

export interface RowSelection {
  readonly executionId: number;
  readonly conditions: readonly CellCondition[];
  /** Text that occurs in any cell, in any case. */
  readonly search?: string | undefined;
  /** Left out: the order in which the source returned the rows. */
  readonly sort?: RowOrder | undefined;
}

/** By the cells at `column` (position in the result's columns, from 0). */
export interface RowOrder {
  readonly column: number;
  readonly order: "asc" | "desc";
  /** Some cells are numbers that are stored as text, because a double has no room for them: they sort as numbers. */
  readonly numberTexts?: boolean;
}

/** Whether it may leave rows out. */
export function narrows({ conditions, search }: RowSelection): boolean {
  return conditions.length > 0 || Boolean(search?.trim());
}

export function cell(column: number): RawBuilder<unknown> {
  return sql`json_extract(data, ${`$[${column}]`})`;
}

function holds(condition: CellCondition): RawBuilder<boolean> {
  const value = cell(condition.column);
  switch (condition.kind) {
    case "blank":
      return sql`(${value} IS NULL OR trim(${value}) = '')`;
    case "contains":
      return occurring(condition.text, (text) => sql`instr(fold(${value}), ${text}) > 0`);
    case "equals":
      if (typeof condition.value === "string")
        return occurring(condition.value.trim(), (text) => sql`trim(fold(${value})) = ${text}`);
      return sql`${value} = ${typeof condition.value === "boolean" ? Number(condition.value) : condition.value}`;
    case "compares":
      return compares(value, condition);
  }
}

/**
 * What holds for a row that has the text, in any case, where `exactly` says that it does. Rows that have it nowhere are
 * left out first by what SQLite does by itself, which takes a tenth of the time.
 */
function occurring(text: string, exactly: (folded: string) => RawBuilder<boolean>): RawBuilder<boolean> {
  const folded = foldText(text);
  if (isWrittenOtherwise(folded)) return exactly(folded);
  return sql`(instr(${FOLDED_ROW}, ${folded}) > 0 AND ${exactly(folded)})`;
}

/** The JSON text of a row in which a text occurs that occurs in a cell. */
const FOLDED_ROW = sql`coalesce(folded, lower(data))`;

/** JSON writes these otherwise, and true and false are found as 1 and 0. */
function isWrittenOtherwise(folded: string): boolean {
  return /["\\\p{Cc}\p{Cs}]/u.test(folded) || folded.length < 2;
}

/** Texts that each of the selected rows has, as `readFolded` reads it: those that are looked for as `occurring` does. */
export function textsIn({ conditions, search }: RowSelection): string[] {
  const texts = conditions.flatMap((condition) => {
    if (condition.kind === "contains") return condition.text;
    const isText = condition.kind === "equals" && typeof condition.value === "string";
    return isText ? (condition.value as string).trim() : [];
  });
  if (search?.trim()) texts.push(search.trim());
  return texts.map(foldText).filter((text) => !isWrittenOtherwise(text));
}

/** A cell as it is stored. */
export type StoredCell = string | number | boolean | null;

/** The cells at `column` of the rows of the range, in the source's order. */
export async function readCells(
  db: Db,
  executionId: number,
  column: number,
  range: RowRange,
): Promise<StoredCell[]> {
  // `->` gives the JSON of a cell as it stands there: numbers to their last digit, in half the time of reading whole rows.
  const { rows } = await sql<{ cells: string | null }>`
    SELECT group_concat(coalesce(data -> ${`$[${column}]`}, 'null')) AS cells FROM (
      SELECT data FROM kpi_execution_rows
      WHERE execution_id = ${executionId} AND row_number BETWEEN ${range.from} AND ${range.to}
      ORDER BY row_number)`.execute(db);
  return JSON.parse(`[${rows[0]?.cells ?? ""}]`) as StoredCell[];
}

/** The rows of the range as they are searched, in UTF-8, each in a line of its own; null when there are none. */
export async function readFolded(db: Db, executionId: number, range: RowRange): Promise<Uint8Array | null> {
  const { rows } = await sql<{ text: Uint8Array | null }>`
    SELECT CAST(group_concat(${FOLDED_ROW}, char(10)) AS BLOB) AS text FROM kpi_execution_rows
    WHERE execution_id = ${executionId} AND row_number BETWEEN ${range.from} AND ${range.to}`.execute(db);
  return rows[0]?.text ?? null;
}

function compares(value: RawBuilder<unknown>, { as, operator, operand }: Comparison): RawBuilder<boolean> {
  const than = sql.raw(operator);
  if (as === "numbers") {
    const exactly = sql<boolean>`compare_decimals(${value}, ${operand}) ${than} 0`;
    if (compareDecimals(Number(operand), operand) !== 0) return exactly;
    return sql`iif(typeof(${value}) IN ('integer', 'real'), ${value} ${than} ${Number(operand)}, ${exactly})`;
  }
  // Between date and time some write a T, others a space.
  const cell = sql`replace(substr(trim(${value}), 1, ${operand.length}), 'T', ' ')`;
  return sql`(trim(${value}) <> '' AND ${cell} ${than} ${operand.replace("T", " ")})`;
}

function conditionsOf(selection: RowSelection): RawBuilder<boolean> {
  const parts = [sql<boolean>`execution_id = ${selection.executionId}`, ...selection.conditions.map(holds)];
  const search = selection.search?.trim();
  if (search) {
    const inAnyCell = (text: string) =>
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(data) WHERE instr(fold(json_each.value), ${text}) > 0)`;
    parts.push(occurring(search, inAnyCell));
  }
  return sql`${sql.join(parts, sql` AND `)}`;
}

function orderOf({ column, order, numberTexts }: RowOrder): RawBuilder<unknown> {
  const value = cell(column);
  // What is null or blank comes last either way, then numbers before text, as SQLite sorts them; the source's
  // order decides ties.
  const keys = numberTexts ? [sql`CAST(${value} AS NUMERIC)`, value] : [sql`${value} COLLATE NOCASE`];
  const sorted = keys.map((key) => sql`${key} ${sql.raw(order)}`);
  return sql`${value} IS NULL OR trim(${value}) = '', ${sql.join(sorted)}, row_number`;
}

/** Rows by their numbers, both ends included. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** What holds for the selected rows of the range. */
export function selects(selection: RowSelection, { from, to }: RowRange): RawBuilder<boolean> {
  return sql`${conditionsOf(selection)} AND row_number BETWEEN ${from} AND ${to}`;
}

/** Numbers of the selected rows of the range, in the source's order. */
export async function findRows(db: Db, selection: RowSelection, range: RowRange): Promise<Uint32Array> {
  return numbersOf(
    db,
    sql`SELECT row_number FROM kpi_execution_rows WHERE ${selects(selection, range)} ORDER BY row_number`,
  );
}

/** The numbers of rows of a run in this order: of those with the given numbers, or of all. */
export async function sortRows(
  db: Db,
  executionId: number,
  sort: RowOrder,
  numbers: Uint32Array | null,
): Promise<Uint32Array> {
  const among = numbers ? sql`AND row_number IN (SELECT value FROM json_each(${`[${numbers}]`}))` : sql``;
  return numbersOf(
    db,
    sql`SELECT row_number FROM kpi_execution_rows WHERE execution_id = ${executionId} ${among}
      ORDER BY ${orderOf(sort)}`,
  );
}

/** As one text of bytes: a million numbers as rows would take ten times the memory, as an array of a JSON text twice. */
async function numbersOf(db: Db, query: RawBuilder<unknown>): Promise<Uint32Array> {
  const { rows } = await sql<{ count: number; text: Uint8Array | null }>`
    SELECT count(*) AS count, CAST(group_concat(row_number) AS BLOB) AS text FROM (${query})`.execute(db);
  const { count = 0, text } = rows[0] ?? {};
  const numbers = new Uint32Array(count);
  if (!text) return numbers;
  let index = 0;
  for (const byte of text) {
    if (byte === COMMA) index++;
    else numbers[index] = 10 * (numbers[index] as number) + byte - ZERO;
  }
  release(text);
  return numbers;
}

const COMMA = 0x2c;
const ZERO = 0x30;

/** Rows as the JSON text of an array of arrays of cells, in UTF-8. */
export interface RowsJson {
  readonly count: number;
  readonly json: Uint8Array;
}

/** The rows with these numbers, in this order. As one text of bytes, which takes a quarter of the time that rows take. */
export async function readRows(db: Db, executionId: number, numbers: readonly number[]): Promise<RowsJson> {
  const wanted = areNeighbours(numbers)
    ? sql`
      SELECT data FROM kpi_execution_rows
      WHERE execution_id = ${executionId} AND row_number BETWEEN ${numbers[0]} AND ${numbers.at(-1)}
      ORDER BY row_number`
    : // The join goes by the numbers.
      sql`
      SELECT data FROM json_each(${JSON.stringify(numbers)}) AS wanted
      CROSS JOIN kpi_execution_rows ON execution_id = ${executionId} AND row_number = wanted.value
      ORDER BY wanted.key`;
  const { rows } = await sql<RowsJson>`
    SELECT count(*) AS count, CAST('[' || coalesce(group_concat(data, ','), '') || ']' AS BLOB) AS json
    FROM (${wanted})`.execute(db);
  return rows[0] as RowsJson;
}

function areNeighbours(numbers: readonly number[]): boolean {
  const [first = 0] = numbers;
  return numbers.every((number, at) => number === first + at);
}
