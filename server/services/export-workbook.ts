import type { ExportQuery } from "../contracts/drilldown.ts";
import type { Cell } from "../contracts/executions.ts";
import type { CellRemark } from "../workbook/cells.ts";
import { type TableColumn, writeWorkbook } from "../workbook/write.ts";
import { limitCut } from "./export-file-name.ts";
import type { SelectedRows } from "./row-selection.ts";
import { isoTimestamp } from "./text.ts";

/** Records to write into a workbook, and what its last sheet says of them. */
export interface ExportedRecords {
  readonly kpi: { readonly name: string };
  readonly query: Pick<ExportQuery, "search" | "sort_by" | "sort_order">;
  readonly selected: SelectedRows;
  /** How many rows come. */
  readonly count: number;
  rows(): AsyncIterable<readonly (readonly Cell[])[]>;
}

type Fact = readonly [what: string, value: string | number];

const TEXT_COLUMNS: readonly TableColumn[] = ["About these records", ""].map((name) => ({
  name,
  kind: "texts",
}));

/** A workbook with the records, and a last sheet that says what they are and what its cells could not hold. */
export function exportWorkbook(records: ExportedRecords): AsyncIterable<Uint8Array> {
  const { selected, count, rows } = records;
  const columns = selected.columns.map(
    ({ name, numeric, values = numeric ? "numbers" : "texts" }): TableColumn => ({ name, kind: values }),
  );
  const remarks = new Map<CellRemark, Set<string>>();
  const remark = (column: number, what: CellRemark) => {
    const names = remarks.get(what) ?? new Set();
    remarks.set(what, names.add(columns[column]?.name ?? ""));
  };
  const about = async function* () {
    yield [...factsOf(records), ...remarkFacts(remarks)];
  };
  return writeWorkbook([
    { name: "Records", columns, count, rows, remark },
    { name: "About", columns: TEXT_COLUMNS, count: 0, rows: about },
  ]);
}

function factsOf({ kpi, query, selected, count }: ExportedRecords): Fact[] {
  const { execution, filters_read } = selected;
  const facts: Fact[] = [
    ["KPI", kpi.name],
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

const REMARKS: Readonly<Record<CellRemark, string>> = {
  "long number": "Numbers of more than 15 digits are text, because Excel keeps no more",
  "other date":
    "Dates that Excel cannot hold are text: before March 1900, with an offset from UTC, or finer than milliseconds",
  "in UTC": "Times are in UTC",
  cut: "Texts are cut after 32,767 characters, the most that a cell takes; the CSV file has all of them",
};

function remarkFacts(remarks: ReadonlyMap<CellRemark, ReadonlySet<string>>): Fact[] {
  return [...remarks].map(([what, columns]) => ["Note", `${REMARKS[what]}: ${[...columns].join(", ")}.`]);
}
