import { alignedTable } from "../table.ts";
import type { HistoryFigures } from "./history.ts";
import type { StoredFigures } from "./measure.ts";

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0);
const ratio = (one: number, other: number) => `${(one / other).toFixed(one / other < 10 ? 2 : 0)}x`;

/** What was measured as a table for people: milliseconds, and what the product takes for each one of the others'. */
export function storedTable(figures: readonly StoredFigures[]): string {
  return alignedTable([
    ["stored rows", "rows", "product ms", "one text ms", "bare ms", "of one text", "of bare"],
    ...figures.map(({ operation, rows, product, oneText, bare }) => [
      operation,
      rows.toLocaleString("en"),
      ...[product, oneText, bare].map(ms),
      ratio(product, oneText),
      ratio(product, bare),
    ]),
  ]);
}

export function historyTable(figures: readonly HistoryFigures[], executions: number): string {
  return alignedTable([
    [`with ${executions.toLocaleString("en")} executions`, "product ms", "bare ms", "of bare"],
    ...figures.map(({ operation, product, bare }) => [
      operation,
      ms(product),
      ms(bare),
      ratio(product, bare),
    ]),
  ]);
}
