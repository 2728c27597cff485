import type { RawRow, ShapeChoice, SheetShape } from "../file-shape.ts";
import { Passed } from "../passed.ts";
import { startOfRows } from "../table-start.ts";
import { sheetRows } from "./sheet-rows.ts";
import { type SheetInfo, Workbook } from "./workbook.ts";

const ROWS_LOOKED_AT = 200;

/** The sheets of a workbook, and where the table of the chosen one (or the likely one) begins. */
export async function sniffWorkbook(
  path: string,
  name: string,
  chosen: ShapeChoice,
): Promise<{ shape: SheetShape; sheets: SheetInfo[] }> {
  const workbook = await Workbook.open(path, name);
  try {
    const sheet = chosen.sheet ?? workbook.likelySheet;
    const rows: RawRow[] = [];
    for await (const batch of sheetRows(workbook, sheet, new Passed())) {
      rows.push(...batch);
      if (rows.length > ROWS_LOOKED_AT) break;
    }
    return { shape: { format: "xlsx", sheet, ...startOf(rows, chosen) }, sheets: await workbook.sheets() };
  } finally {
    workbook.close();
  }
}

/** Rows without cells are not in a sheet, so rows are skipped by their numbers. */
function startOf(rows: readonly RawRow[], { skip, hasHeader }: ShapeChoice) {
  const below = skip === undefined ? rows : rows.filter(({ line }) => line > skip);
  const found = startOfRows(
    below.slice(0, ROWS_LOOKED_AT).map(({ cells }) => cells),
    { hasHeader, skip: skip === undefined ? undefined : 0 },
  );
  const first = below[found.skip];
  const above = found.skip === 0 || first === undefined ? 0 : first.line - 1;
  return { skip: skip ?? above, hasHeader: found.hasHeader };
}
