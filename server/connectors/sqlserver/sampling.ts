import { FULL_SCAN_ROWS, SAMPLE_ROWS } from "../measuring/bounds.ts";
import type { ListedTable, Sampling, ServerSession } from "../servers/driver.ts";
import { ROWS } from "./catalog-queries.ts";
import { quoteIdentifier } from "./quote.ts";

/** Small tables whole. Of large ones pages are picked at random; of views, which have none, the first rows are read. */
export async function sampling(session: ServerSession, table: ListedTable): Promise<Sampling> {
  const name = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  const [[rows = null] = []] = await session.ask(ROWS, [name]);
  const estimatedRows = rows === null ? undefined : Number(rows);
  return { estimatedRows, ...samplingOf(name, estimatedRows) };
}

export function samplingOf(
  name: string,
  estimatedRows: number | undefined,
): Pick<Sampling, "sources" | "whole"> {
  if (estimatedRows === undefined || estimatedRows <= FULL_SCAN_ROWS)
    return { sources: [first(`FROM ${name}`, FULL_SCAN_ROWS + 1)], whole: true };
  const percent = ((100 * SAMPLE_ROWS) / estimatedRows).toFixed(6);
  return {
    sources: [first(`FROM ${name} TABLESAMPLE SYSTEM (${percent} PERCENT)`, SAMPLE_ROWS)],
    whole: false,
  };
}

/** TOP would stand before the columns. */
function first(from: string, rows: number) {
  return { sql: `${from} ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ${rows} ROWS ONLY`, parameters: [] };
}
