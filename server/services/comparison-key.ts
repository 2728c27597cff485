import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { KeyOrigin } from "../contracts/comparisons.ts";
import type { Table } from "../engine/graph.ts";
import { invalidField } from "../errors.ts";
import type { ResultColumnInfo } from "./execution-record.ts";
import { enumerate } from "./text.ts";

/** The columns by which rows of two runs are the same thing; none: the whole row, or the one row of a figure. */
export interface RowKey {
  readonly columns: readonly string[];
  readonly origin: KeyOrigin;
}

interface KeyChoice {
  /** What was asked for; an empty list is the whole row. */
  readonly asked: readonly string[] | undefined;
  readonly left: ExecutionRow;
  readonly right: ExecutionRow;
  /** The columns of both runs. */
  readonly shared: readonly ResultColumnInfo[];
  /** The table that the rows are of, as the graph has it now; null when it is not there any more. */
  readonly table: Pick<Table, "primaryKey" | "uniqueKeys"> | null;
}

/** What was asked for, or the best that is known of the rows. Throws an AppError for a column that not both have. */
export function chooseKey({ asked, left, right, shared, table }: KeyChoice): RowKey {
  const names = shared.map((column) => column.name);
  if (asked) {
    const unknown = asked.filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw invalidField(
        "key",
        `Not both runs have a column ${enumerate(unknown.map((name) => `"${name}"`))}. Both have: ${enumerate(names)}.`,
      );
    const columns = [...new Set(asked)];
    const whole = columns.length === 0 || columns.length === names.length;
    return { columns: whole ? [] : columns, origin: columns.length === 0 ? "row" : "asked" };
  }
  if ([left, right].every(isFigure)) return { columns: [], origin: "figure" };
  const known: (readonly [KeyOrigin, readonly string[]])[] = [
    ...(right.value_kind === "groups" ? [["groups", groupColumns(shared)] as const] : []),
    ...(right.value_kind === "rows" && table
      ? [
          ["primary_key", table.primaryKey] as const,
          ...table.uniqueKeys.map((key) => ["unique_key", key] as const),
        ]
      : []),
    ["things", thingsOf(right) ?? thingsOf(left) ?? []],
    ["join", joinColumns(right)],
  ];
  for (const [origin, columns] of known) {
    const some = columns.length > 0 && columns.length < names.length;
    if (some && columns.every((name) => names.includes(name))) return { columns, origin };
  }
  return { columns: [], origin: "row" };
}

function isFigure({ value_kind, number_of_records }: ExecutionRow): boolean {
  return ["figure", "figures", "percentage"].includes(value_kind ?? "") && number_of_records <= 1;
}

/** The figures of a result in groups are numbers, and come last. */
function groupColumns(shared: readonly ResultColumnInfo[]): string[] {
  const named = shared.filter((column) => !column.numeric);
  return (named.length > 0 ? named : shared.slice(0, -1)).map((column) => column.name);
}

function thingsOf({ distinct_key }: ExecutionRow): readonly string[] | null {
  return distinct_key === null ? null : (JSON.parse(distinct_key) as { columns: string[] }).columns;
}

/** The source's end of the join by which the definition compares tables. */
function joinColumns({ joined_columns }: ExecutionRow): string[] {
  const pairs = JSON.parse(joined_columns ?? "[]") as (readonly string[])[];
  return [...new Set(pairs.map(([source = ""]) => source))];
}
