import type { CellCondition, RowOrder, RowSelection } from "../../db/queries/drilldown.ts";
import { findExecution } from "../../db/queries/executions.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { RowsQuery } from "../contracts/drilldown.ts";
import { AppError, type FieldError, invalidField } from "../errors.ts";
import { type ResultColumnInfo, readResultColumns } from "./execution-record.ts";
import { type FilteredColumn, readFilter } from "./row-filter.ts";
import { enumerate } from "./text.ts";

/** The rows of a run that search and filters leave, in the order asked for, not yet looked up. */
export interface SelectedRows {
  readonly execution: ExecutionRow;
  readonly columns: readonly ResultColumnInfo[];
  readonly selection: RowSelection;
  /** How each filter was read. */
  readonly filters_read: string[];
}

/** Throws an AppError when the run has no rows, and one that names every filter or column that cannot be read. */
export async function selectRows(db: Db, query: RowsQuery): Promise<SelectedRows> {
  const execution = await requireSuccess(db, query.execution_id);
  const columns = readResultColumns(execution);
  const sort = query.sort_by ? orderBy(columns, query.sort_by, query.sort_order) : undefined;
  const { conditions, sentences } = readFilters(columns, query.filters ?? {});
  const selection: RowSelection = { executionId: execution.id, conditions, search: query.search, sort };
  return { execution, columns, selection, filters_read: sentences };
}

function orderBy(columns: readonly ResultColumnInfo[], name: string, order: RowOrder["order"]): RowOrder {
  const { index, values } = filterableColumn(columns, name, "sort_by");
  return { column: index, order, numberTexts: values === "numbers" && !columns[index]?.numeric };
}

/** Throws an AppError that names every filter that cannot be read. */
function readFilters(
  columns: readonly ResultColumnInfo[],
  filters: NonNullable<RowsQuery["filters"]>,
): { readonly conditions: CellCondition[]; readonly sentences: string[] } {
  const conditions: CellCondition[] = [];
  const sentences: string[] = [];
  const problems: FieldError[] = [];
  for (const [name, value] of Object.entries(filters)) {
    const filter = readFilter(filterableColumn(columns, name, "filters"), value);
    if (filter.ok) {
      conditions.push(...filter.conditions);
      sentences.push(filter.sentence);
    } else problems.push({ field: `filters.${name}`, message: filter.problem });
  }
  if (problems.length > 0)
    throw new AppError("invalid", problems.map((problem) => problem.message).join(" "), {
      fieldErrors: problems,
    });
  return { conditions, sentences };
}

/** A column as filters see it; throws an AppError that names the request's `field` when there is none. */
export function filterableColumn(
  columns: readonly ResultColumnInfo[],
  name: string,
  field: string,
): FilteredColumn {
  const names = columns.map((column) => column.name);
  const index = position(names, name, field);
  const { numeric, values = numeric ? "numbers" : "texts" } = columns[index] as ResultColumnInfo;
  return { name, index, values };
}

/** Throws an AppError when there is none. */
export async function requireExecution(db: Db, id: number): Promise<ExecutionRow> {
  const execution = await findExecution(db, id);
  if (!execution) throw noExecution(id);
  return execution;
}

/** The refusal where there is no run with this id, or where whoever asks may not know of it. */
export function noExecution(id: number): AppError {
  return new AppError("not_found", `There is no execution with id ${id}.`);
}

/** A run that succeeded; throws an AppError for any other. */
export async function requireSuccess(db: Db, id: number): Promise<ExecutionRow> {
  const execution = await requireExecution(db, id);
  if (execution.execution_status !== "success") throw new AppError("conflict", noRows(execution));
  return execution;
}

function noRows(execution: ExecutionRow): string {
  const ended = execution.execution_status === "failed" || execution.execution_status === "cancelled";
  return ended
    ? `Execution ${execution.id} has no rows: it ${execution.execution_status === "failed" ? "failed" : "was cancelled"}. ${execution.error_message ?? ""}`.trim()
    : `Execution ${execution.id} is still ${execution.execution_status}; its rows can be seen when it is done.`;
}

function position(names: readonly string[], name: string, field: string): number {
  const index = names.indexOf(name);
  if (index >= 0) return index;
  throw invalidField(field, `The result has no column "${name}". It has: ${enumerate(names)}.`);
}
