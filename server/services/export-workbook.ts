import type { CellRemark } from "../workbook/cells.ts";
import { type Table, type TableColumn, writeWorkbook } from "../workbook/write.ts";

/** A line of the sheet that says what a workbook holds. */
export type Fact = readonly [what: string, value: string | number];

const ABOUT_COLUMNS: readonly TableColumn[] = ["About these records", ""].map((name) => ({
  name,
  kind: "texts",
}));

/** A workbook with the rows, and a last sheet with the facts and with what the cells could not hold. */
export function exportWorkbook(
  table: Omit<Table, "name" | "remark">,
  facts: readonly Fact[],
): AsyncIterable<Uint8Array> {
  const remarks = new Map<CellRemark, Set<string>>();
  const remark = (column: number, what: CellRemark) => {
    const names = remarks.get(what) ?? new Set();
    remarks.set(what, names.add(table.columns[column]?.name ?? ""));
  };
  const about = async function* () {
    yield [...facts, ...remarkFacts(remarks)];
  };
  return writeWorkbook([
    { name: "Records", ...table, remark },
    { name: "About", columns: ABOUT_COLUMNS, count: 0, rows: about },
  ]);
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
