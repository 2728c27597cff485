import { FULL_SCAN_ROWS, SAMPLE_ROWS } from "../measuring/bounds.ts";
import type { ListedTable, Sampling, ServerSession } from "../servers/driver.ts";
import { quoteIdentifier } from "./quote.ts";

/**
 * Small tables whole. Of large ones pages are picked at random (SYSTEM reads only those); of views and foreign tables,
 * which have no pages of their own, the first rows are read.
 */
export async function sampling(session: ServerSession, table: ListedTable): Promise<Sampling> {
  const from = `FROM ${quoteIdentifier(table.schema)}.${quoteIdentifier(table.name)}`;
  const estimatedRows = await estimateRows(session, from);
  if (estimatedRows <= FULL_SCAN_ROWS) {
    const sources = [{ sql: `${from} LIMIT ${FULL_SCAN_ROWS + 1}`, parameters: [] }];
    return { estimatedRows, sources, whole: true };
  }
  const percent = (100 * SAMPLE_ROWS) / estimatedRows;
  const picked = (await hasPages(session, table)) ? `TABLESAMPLE SYSTEM (${percent.toFixed(6)})` : "";
  const sources = [{ sql: `${from} ${picked} LIMIT ${SAMPLE_ROWS}`, parameters: [] }];
  return { estimatedRows, sources, whole: false };
}

/** The planner's guess: from the size of the table now, also when it was never analysed. Reads no row. */
async function estimateRows(session: ServerSession, from: string): Promise<number> {
  const [[plan] = []] = await session.ask(`EXPLAIN (FORMAT JSON) SELECT 1 ${from}`);
  const [root] = JSON.parse(String(plan)) as { Plan: { "Plan Rows": number } }[];
  return root?.Plan["Plan Rows"] ?? 0;
}

async function hasPages(session: ServerSession, { schema, name }: ListedTable): Promise<boolean> {
  const rows = await session.ask(
    `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'm', 'p')`,
    [schema, name],
  );
  return rows.length > 0;
}
