import type { Table } from "../../engine/graph.ts";
import { type Catalog, type IntrospectOptions, type RunOptions, SourceError } from "../connector.ts";
import { Deadline } from "../deadline.ts";
import { IndexBudget } from "../measuring/bounds.ts";
import { withPackedValues } from "../measuring/packed-values.ts";
import type { Measured } from "../measuring/tally.ts";
import { uniqueKeysOf } from "../measuring/unique-keys.ts";
import type { ListedTable, ServerDriver, ServerSession } from "./driver.ts";
import { type MeasuredTable, measureTable } from "./measure.ts";

/** A table that takes longer keeps what the catalog says of it, and is not measured. */
const TABLE_LIMIT_MS = 20_000;

export type Using = <T>(options: RunOptions, work: (session: ServerSession) => Promise<T>) => Promise<T>;

/**
 * What the catalog of a server says of a schema, and what its rows show. Each table is read on a connection of its
 * own turn, so that a long introspection does not keep statements from running.
 */
export async function introspectServer(
  driver: ServerDriver,
  schema: string,
  options: IntrospectOptions,
  using: Using,
): Promise<Catalog> {
  const overall = new Deadline(options);
  overall.phase = "running";
  try {
    const { signal } = overall;
    const listed = await using({ timeLimitMs: options.timeLimitMs, signal }, (session) =>
      driver.list(session, schema),
    );
    if (listed === null)
      throw new SourceError("query_failed", `There is no schema ${schema} that this login may see.`);
    const budget = new IndexBudget(listed.tables.length);
    const tables: Table[] = [];
    for (const table of listed.tables) {
      budget.nextTable();
      const described = describeTable(table, await measured(driver, table, budget, signal, using));
      tables.push(withPackedValues(described));
      options.onTable?.(tables.length, listed.tables.length);
    }
    return { schema, tables, foreignKeys: listed.foreignKeys };
  } finally {
    overall.dispose();
  }
}

/** Null when the table could not be measured; rejects only with what concerns the whole source. */
async function measured(
  driver: ServerDriver,
  table: ListedTable,
  budget: IndexBudget,
  signal: AbortSignal,
  using: Using,
): Promise<MeasuredTable | null> {
  if (table.columns.length === 0) return null;
  try {
    return await using({ timeLimitMs: TABLE_LIMIT_MS, signal }, (session) =>
      measureTable(driver, session, table, budget, TABLE_LIMIT_MS),
    );
  } catch (error) {
    const harmless = ["time_limit", "query_failed", "source_busy"];
    if (!signal.aborted && error instanceof SourceError && harmless.includes(error.code)) return null;
    throw error;
  }
}

function describeTable(table: ListedTable, measured: MeasuredTable | null): Table {
  const { schema, name, comment, columns, primaryKey } = table;
  return {
    schema,
    name,
    ...(comment !== undefined && { comment }),
    ...(table.isView && { isView: true }),
    aliases: [],
    columns: columns.map((column, index) => {
      const { kind, values, distinctCount, blankShare, hasCompactDates, hasNoNumbers }: Partial<Measured> =
        measured?.columns[index] ?? {};
      const { comment: said, ...declared } = column;
      return {
        ...declared,
        ...(said !== undefined && { comment: said }),
        kind: kind ?? column.kind,
        aliases: [],
        values,
        distinctCount,
        blankShare,
        ...(hasCompactDates && { hasCompactDates }),
        ...(hasNoNumbers && { hasNoNumbers }),
      };
    }),
    primaryKey,
    uniqueKeys: uniqueKeysOf(primaryKey, table.uniqueKeys, columns, measured?.columns ?? []),
    rowCount: measured?.rowCount,
  };
}
