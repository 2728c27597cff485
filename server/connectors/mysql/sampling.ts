import { blockStarts, FULL_SCAN_ROWS, SAMPLE_BLOCK_ROWS, SAMPLE_ROWS } from "../measuring/bounds.ts";
import type { ListedTable, Sampling, ServerSession } from "../servers/driver.ts";
import { quoteIdentifier } from "./quote.ts";

/**
 * Small tables whole. Of large ones blocks are read that are spread evenly over a primary key of one integer; where
 * there is no such key, and of views, the first rows.
 */
export async function sampling(session: ServerSession, table: ListedTable): Promise<Sampling> {
  const from = `FROM ${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  const estimatedRows = await estimateRows(session, table);
  if (estimatedRows === undefined || estimatedRows <= FULL_SCAN_ROWS) {
    const sources = [{ sql: `${from} LIMIT ${FULL_SCAN_ROWS + 1}`, parameters: [] }];
    return { estimatedRows, sources, whole: true };
  }
  const [key, ...more] = table.primaryKey;
  const column = table.columns.find(({ name }) => name === key);
  const sources =
    column?.kind === "integer" && more.length === 0
      ? await blocks(session, from, quoteIdentifier(column.name))
      : [{ sql: `${from} LIMIT ${SAMPLE_ROWS}`, parameters: [] }];
  return { estimatedRows, sources, whole: false };
}

/** The server's guess; undefined for views. */
async function estimateRows(
  session: ServerSession,
  { schema, name }: ListedTable,
): Promise<number | undefined> {
  const [[rows = null] = []] = await session.ask(
    "SELECT TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
    [schema, name],
  );
  return rows === null ? undefined : Number(rows);
}

/** Each block ends where the next one starts, so no row comes twice. */
async function blocks(session: ServerSession, from: string, key: string) {
  const [[first, last] = []] = await session.ask(
    `SELECT CAST(min(${key}) AS CHAR), CAST(max(${key}) AS CHAR) ${from}`,
  );
  const starts = blockStarts(BigInt(String(first)), BigInt(String(last)));
  return starts.map((start, index) => {
    const next = starts[index + 1];
    const end = next === undefined ? "" : ` AND ${key} < ${next}`;
    return {
      sql: `${from} WHERE ${key} >= ${start}${end} ORDER BY ${key} LIMIT ${SAMPLE_BLOCK_ROWS}`,
      parameters: [],
    };
  });
}
