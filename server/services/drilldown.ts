import type { CellCondition, RowSelection } from "../../db/queries/drilldown.ts";
import { findExecution } from "../../db/queries/executions.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import type { DrilldownQuery, DrilldownResponse, ExportQuery } from "../contracts/drilldown.ts";
import { AppError, type FieldError, invalidField } from "../errors.ts";
import { BYTE_ORDER_MARK, csvLine } from "./csv.ts";
import { csvFileName } from "./csv-file-name.ts";
import { type ResultColumnInfo, readResultColumns } from "./execution-record.ts";
import { hasGroups } from "./group-rows.ts";
import { requireKpi } from "./kpis.ts";
import { readFilter } from "./row-filter.ts";
import type { RowSearch } from "./row-search.ts";
import { readInTurns, toRecord } from "./stored-rows.ts";
import { enumerate } from "./text.ts";

export interface DrilldownService {
  /** `signal` ends the search when nobody waits for the page any more; so for the file. */
  page(query: DrilldownQuery, signal?: AbortSignal): Promise<Omit<DrilldownResponse, "success">>;
  /** CSV of every selected row, in the order shown. */
  csv(query: ExportQuery, signal?: AbortSignal): Promise<CsvFile>;
}

/** A CSV file to download. */
export interface CsvFile {
  /** ASCII without spaces or quotes; says it when the run stored fewer rows than its query returns. */
  readonly fileName: string;
  /** Its text; the first chunk is the header. */
  readonly chunks: AsyncIterable<string>;
}

export function createDrilldownService(db: Db, search: RowSearch): DrilldownService {
  return {
    async page(query, signal) {
      const { execution, columns, selection, filters_read } = await select(db, query);
      const numbers = await search.select(selection, execution.number_of_records, signal);
      const total_records = numbers.length;
      const total_pages = Math.ceil(total_records / query.page_size);
      const offset = (query.page - 1) * query.page_size;
      const shown = numbers.slice(offset, offset + query.page_size);
      const names = columns.map((column) => column.name);
      const data: DrilldownResponse["data"] = [];
      for await (const rows of readInTurns(db, execution.id, shown))
        data.push(...rows.map((cells) => toRecord(names, cells)));
      return {
        execution_id: execution.id,
        kpi_name: (await requireKpi(db, execution.kpi_id)).name,
        total_records,
        page: query.page,
        page_size: query.page_size,
        total_pages,
        data,
        row_numbers: [...shown],
        columns: names,
        generated_sql: execution.generated_sql ?? "",
        stored_records: execution.number_of_records,
        source_records: execution.total_records,
        has_groups: hasGroups(execution),
        numeric_columns: columns.filter((column) => column.numeric).map((column) => column.name),
        filters_read,
      };
    },

    async csv(query, signal) {
      const { execution, columns, selection } = await select(db, query);
      const names = columns.map((column) => column.name);
      const numbers = await search.select(selection, execution.number_of_records, signal);
      const chunks = csvChunks(db, { id: execution.id, names, numbers }, query.bom);
      const kpi = await requireKpi(db, execution.kpi_id);
      return { fileName: csvFileName(kpi.name, execution), chunks };
    },
  };
}

async function* csvChunks(
  db: Db,
  rows: { readonly id: number; readonly names: readonly string[]; readonly numbers: readonly number[] },
  bom: boolean,
): AsyncIterable<string> {
  yield (bom ? BYTE_ORDER_MARK : "") + csvLine(rows.names);
  for await (const some of readInTurns(db, rows.id, rows.numbers)) yield some.map(csvLine).join("");
}

async function select(db: Db, query: Omit<ExportQuery, "bom">) {
  const execution = await findExecution(db, query.execution_id);
  if (!execution) throw new AppError("not_found", `There is no execution with id ${query.execution_id}.`);
  if (execution.execution_status !== "success") throw new AppError("conflict", noRows(execution));
  const columns = readResultColumns(execution);
  const names = columns.map((column) => column.name);
  const sort = query.sort_by
    ? { column: position(names, query.sort_by, "sort_by"), order: query.sort_order }
    : undefined;
  const { conditions, sentences } = readFilters(columns, query.filters ?? {});
  const selection: RowSelection = { executionId: execution.id, conditions, search: query.search, sort };
  return { execution, columns, selection, filters_read: sentences };
}

/** Throws an AppError that names every filter that cannot be read. */
function readFilters(
  columns: readonly ResultColumnInfo[],
  filters: NonNullable<DrilldownQuery["filters"]>,
): { readonly conditions: CellCondition[]; readonly sentences: string[] } {
  const names = columns.map((column) => column.name);
  const conditions: CellCondition[] = [];
  const sentences: string[] = [];
  const problems: FieldError[] = [];
  for (const [name, value] of Object.entries(filters)) {
    const index = position(names, name, "filters");
    const { numeric, values = numeric ? "numbers" : "texts" } = columns[index] as ResultColumnInfo;
    const filter = readFilter({ name, index, values }, value);
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
