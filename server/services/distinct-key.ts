import { type Connector, SourceError } from "../connectors/connector.ts";
import type { DistinctKey } from "../contracts/run-value.ts";
import type { Compiled } from "../engine/result.ts";

/**
 * How many different things the records of a statement are about; null when each record is one. `total` is what the
 * statement returns in full. Nothing depends on it, so a source that does not count in time leaves it out; a run that
 * was ended ends here too.
 */
export async function countDistinct(
  connector: Connector,
  { distinctKey }: Pick<Compiled, "distinctKey">,
  total: number,
  options: { readonly timeLimitMs: number; readonly signal?: AbortSignal },
): Promise<DistinctKey> {
  if (!distinctKey || total < 2) return null;
  try {
    const count = await connector.count(distinctKey.countStatement, options);
    return count < total ? { columns: [...distinctKey.columns], count } : null;
  } catch (error) {
    if (error instanceof SourceError && !options.signal?.aborted) return null;
    throw error;
  }
}
