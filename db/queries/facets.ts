import { sql } from "kysely";
import type { Db } from "../schema/store.ts";
import { cell, type RowRange, type RowSelection, selects } from "./drilldown.ts";

/** How often a cell occurs; null and blank ones come as they are. */
export interface CountedCell {
  readonly value: string | number | null;
  /** Its type in JSON: true and false come as the numbers 1 and 0. */
  readonly type: string;
  readonly count: number;
}

/** The different cells at `column` among the selected rows of the range, each as often as it occurs. */
export async function countCells(
  db: Db,
  selection: RowSelection,
  column: number,
  range: RowRange,
): Promise<CountedCell[]> {
  const { rows } = await sql<CountedCell>`
    SELECT ${cell(column)} AS value, json_type(data, ${`$[${column}]`}) AS type, count(*) AS count
    FROM kpi_execution_rows WHERE ${selects(selection, range)} GROUP BY 1, 2`.execute(db);
  return rows;
}
