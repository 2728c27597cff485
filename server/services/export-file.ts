import type { ExportFormat } from "../contracts/drilldown.ts";
import type { Cell } from "../contracts/executions.ts";
import type { TableColumn } from "../workbook/write.ts";
import { BYTE_ORDER_MARK, CsvOfJson, csvLine } from "./csv.ts";
import type { ResultColumnInfo } from "./execution-record.ts";

/** A file to download. */
export interface ExportFile {
  /** Without spaces or quotes; says it when the run stored fewer rows than its query returns. */
  readonly fileName: string;
  readonly contentType: string;
  /** Made as it is taken, bytes last until the next are taken; what makes it ends when it is not taken to its end. */
  readonly chunks: AsyncIterable<string | Uint8Array>;
}

/** Rows of cells, some at a time. */
export type Rows = AsyncIterable<readonly (readonly Cell[])[]>;

export const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** A header and the rows; `bom`: after a byte order mark. */
export async function* csvLines(names: readonly string[], rows: Rows, bom: boolean): AsyncGenerator<string> {
  yield csvHeader(names, bom);
  for await (const some of rows) yield some.map(csvLine).join("");
}

/** As `csvLines`, of rows that are JSON texts of arrays of rows in UTF-8. */
export async function* csvLinesOfJson(
  names: readonly string[],
  rows: AsyncIterable<Uint8Array>,
  bom: boolean,
): AsyncGenerator<string | Uint8Array> {
  yield csvHeader(names, bom);
  const csv = new CsvOfJson();
  for await (const json of rows) yield csv.lines(json);
}

function csvHeader(names: readonly string[], bom: boolean): string {
  return (bom ? BYTE_ORDER_MARK : "") + csvLine(names);
}

/** Each record is a JSON object in a line of its own. */
export async function* jsonLines(records: AsyncIterable<readonly object[]>): AsyncGenerator<string> {
  for await (const some of records) yield some.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/** A column of a result as one of a workbook. */
export function tableColumn({
  name,
  numeric,
  values = numeric ? "numbers" : "texts",
}: ResultColumnInfo): TableColumn {
  return { name, kind: values };
}
