import { isLogical } from "./cell-value.ts";
import { readDate } from "./dates.ts";
import { delimitedRows } from "./delimited-rows.ts";
import { FileError } from "./file-error.ts";
import {
  cellText,
  type Delimiter,
  isBlank,
  type RawCell,
  type RawRow,
  type TableStart,
} from "./file-shape.ts";
import { plainNumber } from "./numbers.ts";

const ROWS_LOOKED_AT = 200;

/** A table of fewer columns may well have rows with one filled cell. */
const MIN_WIDTH_UNDER_TITLE = 3;

/** What a person already decided of it. */
export type StartChoice = Partial<TableStart>;

/** Where the table begins in delimited text. `whole`: the text does not end in the middle of a row. */
export async function startOfTable(
  text: string,
  delimiter: Delimiter,
  whole: boolean,
  chosen: StartChoice,
): Promise<TableStart> {
  const rows: RawRow[] = [];
  try {
    for await (const batch of delimitedRows([text], delimiter)) {
      rows.push(...batch);
      if (rows.length > ROWS_LOOKED_AT) break;
    }
  } catch (error) {
    // A quote that only looks unclosed because the text is cut here.
    if (!(error instanceof FileError)) throw error;
  }
  if (!whole && rows.length > 1) rows.pop();
  return startOfRows(
    rows.slice(0, ROWS_LOOKED_AT).map(({ cells }) => cells),
    chosen,
  );
}

/**
 * Titles above the table (rows with one filled cell, and blank rows after them) are skipped. The first row of the
 * table is its header unless it holds something that is data: a number, a date, true or false. `chosen` is kept.
 */
export function startOfRows(rows: readonly (readonly RawCell[])[], chosen: StartChoice): TableStart {
  const usual = usualWidth(rows);
  let skip = chosen.skip ?? 0;
  if (chosen.skip === undefined && usual >= MIN_WIDTH_UNDER_TITLE) {
    const first = rows.findIndex((cells) => filled(cells) > 1);
    skip = Math.max(0, first);
  }
  const first = rows.slice(skip).find((cells) => !isBlank(cells)) ?? [];
  return { skip, hasHeader: chosen.hasHeader ?? !first.some(isData) };
}

function filled(cells: readonly RawCell[]): number {
  return cells.filter((cell) => (cellText(cell) ?? "").trim() !== "").length;
}

/** How many cells are filled in most rows. */
function usualWidth(rows: readonly (readonly RawCell[])[]): number {
  const widths = rows.map(filled).sort((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

function isData(cell: RawCell): boolean {
  if (cell !== null && typeof cell === "object") return true;
  const text = cell?.trim() ?? "";
  if (plainNumber(text, "point") !== null || plainNumber(text, "comma") !== null) return true;
  return isLogical(text) || (["ymd", "dmy", "mdy"] as const).some((order) => readDate(text, order) !== null);
}
