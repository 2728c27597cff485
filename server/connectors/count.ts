import type { Statement } from "../engine/result.ts";
import { type Connector, type RunOptions, SourceError } from "./connector.ts";

/** Runs a count statement (one row, one integer) as a stream. */
export async function countBy(
  stream: Connector["stream"],
  statement: Statement,
  options: RunOptions,
): Promise<number> {
  for await (const event of stream(statement, options)) {
    const cell = event.kind === "rows" ? event.rows[0]?.[0] : undefined;
    if (typeof cell === "number") return cell;
  }
  throw new SourceError("query_failed", "The count statement did not give a number.", statement.sql);
}
