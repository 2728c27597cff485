import { type Connector, SourceError } from "../connectors/connector.ts";
import type { RecordFacts } from "../contracts/run-value.ts";
import type { Compiled, Statement } from "../engine/result.ts";

/** What nobody counted. */
export const NO_FACTS: RecordFacts = { distinct_key: null, near_partners: null };

/**
 * How many things the records of a definition are about, and how many of them nearly have the partner that they lack.
 * `records` is their number in full. Nothing else depends on these facts, so one that the source does not count in time
 * is left out; a run that was ended ends here too.
 */
export async function recordFacts(
  connector: Connector,
  compiled: Pick<Compiled, "distinctKey" | "nearPartnersStatement">,
  records: number,
  options: { readonly timeLimitMs: number; readonly signal?: AbortSignal },
): Promise<RecordFacts> {
  const count = async (statement: Statement | undefined | null): Promise<number | null> => {
    if (!statement) return null;
    try {
      return await connector.count(statement, options);
    } catch (error) {
      if (error instanceof SourceError && !options.signal?.aborted) return null;
      throw error;
    }
  };
  const { distinctKey, nearPartnersStatement } = compiled;
  const things = records > 1 ? await count(distinctKey?.countStatement) : null;
  const near = records > 0 ? await count(nearPartnersStatement) : null;
  return {
    distinct_key:
      distinctKey && things !== null && things < records
        ? { columns: [...distinctKey.columns], count: things }
        : null,
    near_partners: near,
  };
}
