import type { Db } from "../../db/schema/store.ts";
import type { ExportFormat, ExportQuery } from "../contracts/drilldown.ts";
import type { Cell } from "../contracts/executions.ts";
import { BYTE_ORDER_MARK, csvLine } from "./csv.ts";
import { exportFileName } from "./export-file-name.ts";
import { exportWorkbook } from "./export-workbook.ts";
import { requireKpi } from "./kpis.ts";
import type { RowSearch } from "./row-search.ts";
import { selectRows } from "./row-selection.ts";
import { readInTurns, toRecord } from "./stored-rows.ts";

/** A file to download. */
export interface ExportFile {
  /** Without spaces or quotes; says it when the run stored fewer rows than its query returns. */
  readonly fileName: string;
  readonly contentType: string;
  /** Made as it is taken; what makes it ends when it is not taken to its end. */
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

export interface RowExportService {
  /** Every selected row, in the order shown. `signal` ends the search when nobody waits for the file any more. */
  file(query: ExportQuery, signal?: AbortSignal): Promise<ExportFile>;
}

/** Rows of cells, some at a time. */
type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export function createRowExportService(db: Db, search: RowSearch): RowExportService {
  return {
    async file(query, signal) {
      const selected = await selectRows(db, query);
      const { execution, columns, selection } = selected;
      const names = columns.map((column) => column.name);
      const numbers = await search.select(selection, execution.number_of_records, signal);
      const kpi = await requireKpi(db, execution.kpi_id);
      const rows = () => readInTurns(db, execution.id, numbers);
      const chunks: Readonly<Record<ExportFormat, () => ExportFile["chunks"]>> = {
        csv: () => csvLines(names, rows(), query.bom),
        jsonl: () => jsonLines(names, rows()),
        xlsx: () => exportWorkbook({ kpi, query, selected, count: numbers.length, rows }),
      };
      return {
        fileName: exportFileName(kpi.name, execution, query.format),
        contentType: CONTENT_TYPES[query.format],
        chunks: chunks[query.format](),
      };
    },
  };
}

async function* csvLines(names: readonly string[], rows: Rows, bom: boolean): AsyncGenerator<string> {
  yield (bom ? BYTE_ORDER_MARK : "") + csvLine(names);
  for await (const some of rows) yield some.map(csvLine).join("");
}

/** Each row is a JSON object by column, in a line of its own. */
async function* jsonLines(names: readonly string[], rows: Rows): AsyncGenerator<string> {
  for await (const some of rows)
    yield some.map((cells) => `${JSON.stringify(toRecord(names, cells))}\n`).join("");
}
