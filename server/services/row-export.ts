import type { Db } from "../../db/schema/store.ts";
import type { ExportFormat, ExportQuery } from "../contracts/drilldown.ts";
import {
  CONTENT_TYPES,
  csvLinesOfJson,
  type ExportFile,
  jsonLines,
  type Rows,
  tableColumn,
} from "./export-file.ts";
import { exportFileName, limitCut } from "./export-file-name.ts";
import { exportWorkbook, type Fact } from "./export-workbook.ts";
import { requireKpi } from "./kpis.ts";
import type { RowSearch } from "./row-search.ts";
import { type SelectedRows, selectRows } from "./row-selection.ts";
import { type Part, partsOf, readInTurns, readJsonInTurns, toRecord } from "./stored-rows.ts";
import { isoTimestamp } from "./text.ts";

export interface RowExportService {
  /** Every selected row, in the order shown. `signal` ends the search when nobody waits for the file any more. */
  file(query: ExportQuery, signal?: AbortSignal): Promise<ExportFile>;
}

export function createRowExportService(db: Db, search: RowSearch): RowExportService {
  return {
    async file(query, signal) {
      const selected = await selectRows(db, query);
      const { execution, columns, selection } = selected;
      const names = columns.map((column) => column.name);
      const select = (part: Part) => search.select(selection, execution.number_of_records, part, signal);
      const { total: count } = await select({ offset: 0, length: 0 });
      const { name } = await requireKpi(db, execution.kpi_id);
      const read = async function* <T>(readPart: ReadPart<T>) {
        for (const part of partsOf(count)) yield* readPart(db, execution.id, (await select(part)).numbers);
      };
      const rows = () => read(readInTurns);
      const chunks: Readonly<Record<ExportFormat, () => ExportFile["chunks"]>> = {
        csv: () => csvLinesOfJson(names, read(readJsonInTurns), query.bom),
        jsonl: () => jsonLines(records(names, rows())),
        xlsx: () =>
          exportWorkbook(
            { columns: columns.map(tableColumn), count, rows },
            factsOf(name, query, selected, count),
          ),
      };
      return {
        fileName: exportFileName(name, execution, query.format),
        contentType: CONTENT_TYPES[query.format],
        chunks: chunks[query.format](),
      };
    },
  };
}

/** The rows with these numbers, some at a time. */
type ReadPart<T> = (db: Db, executionId: number, numbers: readonly number[]) => AsyncGenerator<T>;

async function* records(names: readonly string[], rows: Rows) {
  for await (const some of rows) yield some.map((cells) => toRecord(names, cells));
}

/** What the file is about: the run, and which of its records are here. */
function factsOf(kpiName: string, query: ExportQuery, selected: SelectedRows, count: number): Fact[] {
  const { execution, filters_read } = selected;
  const facts: Fact[] = [
    ["KPI", kpiName],
    ["Definition", execution.nl_definition],
    ["Execution", execution.id],
    ["Executed", isoTimestamp(execution.execution_timestamp)],
    ["Records here", count],
    ["Records stored", execution.number_of_records],
  ];
  const cut = limitCut(execution);
  if (cut)
    facts.push([
      "Cut by the limit",
      `The run kept the first ${cut.stored.toLocaleString("en")} records${cut.total === null ? "; there are more" : ` of ${cut.total.toLocaleString("en")}`}.`,
    ]);
  if (query.search?.trim()) facts.push(["Search", query.search.trim()]);
  if (filters_read.length > 0) facts.push(["Filtered", filters_read.join("; ")]);
  if (query.sort_by)
    facts.push([
      "Sorted by",
      `${query.sort_by}, ${query.sort_order === "desc" ? "descending" : "ascending"}`,
    ]);
  return facts;
}
