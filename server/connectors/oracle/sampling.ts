import { FULL_SCAN_ROWS, SAMPLE_ROWS } from "../measuring/bounds.ts";
import type { ListedTable, Sampling, ServerSession } from "../servers/driver.ts";
import { ROWS } from "./catalog-queries.ts";
import { quoteIdentifier } from "./quote.ts";

/** Small tables whole. Of large ones blocks are picked at random; of views, which have none, the first rows are read. */
export async function sampling(session: ServerSession, table: ListedTable): Promise<Sampling> {
  const [[rows = null] = []] = await session.ask(ROWS, [table.schema, table.name]);
  const estimatedRows = rows === null || table.isView ? undefined : Number(rows);
  const name = `${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  return { estimatedRows, ...samplingOf(name, estimatedRows) };
}

export function samplingOf(
  name: string,
  estimatedRows: number | undefined,
): Pick<Sampling, "sources" | "whole"> {
  const first = (from: string, rows: number) => ({
    sql: `FROM ${from} WHERE rownum <= ${rows}`,
    parameters: [],
  });
  if (estimatedRows === undefined || estimatedRows <= FULL_SCAN_ROWS)
    return { sources: [first(name, FULL_SCAN_ROWS + 1)], whole: true };
  const percent = ((100 * SAMPLE_ROWS) / estimatedRows).toFixed(6);
  return { sources: [first(`${name} SAMPLE BLOCK (${percent})`, SAMPLE_ROWS)], whole: false };
}
