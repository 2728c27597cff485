import { type RawBuilder, sql } from "kysely";
import { foldText } from "../database.ts";
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
      return sql`instr(fold(${value}), ${foldText(condition.text)}) > 0`;
    case "equals":
      if (typeof condition.value === "string")
        return sql`trim(fold(${value})) = ${foldText(condition.value).trim()}`;
      return sql`${value} = ${typeof condition.value === "boolean" ? Number(condition.value) : condition.value}`;
    case "compares":
      return compares(value, condition);
  }
}

function compares(value: RawBuilder<unknown>, { as, operator, operand }: Comparison): RawBuilder<boolean> {
  const than = sql.raw(operator);
  if (as === "numbers") return sql`compare_decimals(${value}, ${operand}) ${than} 0`;
  // Between date and time some write a T, others a space.
  const cell = sql`replace(substr(trim(${value}), 1, ${operand.length}), 'T', ' ')`;
  return sql`(trim(${value}) <> '' AND ${cell} ${than} ${operand.replace("T", " ")})`;
}

function conditionsOf(selection: RowSelection): RawBuilder<boolean> {
  const parts = [sql<boolean>`execution_id = ${selection.executionId}`, ...selection.conditions.map(holds)];
  if (selection.search?.trim()) {
    const text = foldText(selection.search.trim());
    parts.push(sql`EXISTS (SELECT 1 FROM json_each(data) WHERE instr(fold(json_each.value), ${text}) > 0)`);
  }
  return sql`${sql.join(parts, sql` AND `)}`;
}

function orderOf({ column, order }: RowOrder): RawBuilder<unknown> {
  const value = cell(column);
  // What is null or blank comes last either way, then numbers before text, as SQLite sorts them; the source's
  // order decides ties.
  return sql`${value} IS NULL OR trim(${value}) = '', ${value} COLLATE NOCASE ${sql.raw(order)}, row_number`;
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
export async function findRows(db: Db, selection: RowSelection, range: RowRange): Promise<number[]> {
  const { rows } = await sql<{ row_number: number }>`
    SELECT row_number FROM kpi_execution_rows
    WHERE ${selects(selection, range)} ORDER BY row_number`.execute(db);
  return rows.map((row) => row.row_number);
}

/** The numbers of rows of a run in this order. */
export async function sortRows(
  db: Db,
  executionId: number,
  sort: RowOrder,
  numbers: readonly number[],
): Promise<number[]> {
  const { rows } = await sql<{ row_number: number }>`
    SELECT row_number FROM kpi_execution_rows
    WHERE execution_id = ${executionId}
      AND row_number IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))
    ORDER BY ${orderOf(sort)}`.execute(db);
  return rows.map((row) => row.row_number);
}

/** The rows with these numbers, in this order, each the JSON text of an array of cells. The join goes by the numbers. */
export async function readRows(db: Db, executionId: number, numbers: readonly number[]): Promise<string[]> {
  const { rows } = await sql<{ data: string }>`
    SELECT data FROM json_each(${JSON.stringify(numbers)}) AS wanted
    CROSS JOIN kpi_execution_rows ON execution_id = ${executionId} AND row_number = wanted.value
    ORDER BY wanted.key`.execute(db);
  return rows.map((row) => row.data);
}
