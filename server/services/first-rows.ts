import { type Connector, type RunOptions, SourceError } from "../connectors/connector.ts";
import type { Cell } from "../contracts/executions.ts";
import type { Compiled, Statement } from "../engine/result.ts";
import { uniqueNames } from "./execution-run.ts";
import { toRecord } from "./stored-rows.ts";

/** The first rows of a statement as the source has them now; nothing is stored. */
export interface FirstRows {
  readonly columns: string[];
  readonly rows: Record<string, Cell>[];
  /** How many there are in all; null when the source does not say so soon. */
  readonly total_records: number | null;
}

/** How long somebody who looks on waits, in milliseconds: for the rows, and then for their number. */
export interface Patience {
  readonly rowsMs: number;
  readonly countMs: number;
}

/**
 * `asked` = most rows that the statement returns, after `offset` others. Rejects with a SourceError when the rows cannot
 * be had, and when `signal` aborts first.
 */
export async function firstRows(
  connector: Connector,
  read: Pick<Compiled, "statement" | "countStatement">,
  asked: number,
  { rowsMs, countMs }: Patience,
  { offset = 0, signal }: { readonly offset?: number; readonly signal?: AbortSignal | undefined } = {},
): Promise<FirstRows> {
  let columns: string[] = [];
  const rows: Record<string, Cell>[] = [];
  for await (const event of connector.stream(read.statement, { timeLimitMs: rowsMs, signal })) {
    if (event.kind === "columns") columns = uniqueNames(event.columns.map((column) => column.name));
    else rows.push(...event.rows.map((cells) => toRecord(columns, cells)));
  }
  const atEnd = rows.length < asked && (rows.length > 0 || offset === 0);
  return {
    columns,
    rows,
    total_records: atEnd
      ? offset + rows.length
      : await countAll(connector, read.countStatement, { timeLimitMs: countMs, signal }),
  };
}

async function countAll(
  connector: Connector,
  statement: Statement,
  options: RunOptions,
): Promise<number | null> {
  try {
    return await connector.count(statement, options);
  } catch (error) {
    if (error instanceof SourceError) return null;
    throw error;
  }
}
