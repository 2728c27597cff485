import type { Parameter } from "../../engine/result.ts";
import { type Cell, type Connector, type RunOptions, SourceError } from "../connector.ts";

export async function rowsOf(
  connector: Connector,
  sql: string,
  parameters: readonly Parameter[] = [],
  options: RunOptions = { timeLimitMs: 20_000 },
): Promise<{ columns: string[]; rows: (readonly Cell[])[] }> {
  const columns: string[] = [];
  const rows: (readonly Cell[])[] = [];
  for await (const event of connector.stream({ sql, parameters }, options)) {
    if (event.kind === "columns") columns.push(...event.columns.map((column) => column.name));
    else rows.push(...event.rows);
  }
  return { columns, rows };
}

/** The SourceError that the work rejects with; anything else fails the test. */
export async function troubleOf(work: Promise<unknown>): Promise<SourceError> {
  const error = await work.then(
    () => new Error("nothing went wrong"),
    (reason: unknown) => reason,
  );
  if (error instanceof SourceError) return error;
  throw error;
}
