import { findGraph, listRelationships } from "../../db/queries/graphs.ts";
import type { GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import { type Catalog, type Connector, SourceError } from "../connectors/connector.ts";
import type { DiscoveryOptions } from "../discovery/index.ts";
import { type Measured, measureJoins } from "../discovery/measure.ts";
import { type Proposal, pairKey } from "../discovery/proposal.ts";
import { isTurned } from "../discovery/rebuild.ts";
import { AppError } from "../errors.ts";
import { listGraphTables } from "./graph-lookup.ts";
import { endsOf } from "./graph-model.ts";
import type { SourceConnections } from "./source-connections.ts";

/**
 * The approved joins of a graph that is made again, by id, as far as the proposals do not say how they fit now: people
 * added them, or the data speaks for them no longer.
 */
export async function measureApproved(
  db: Db,
  connector: Connector,
  kgName: string,
  catalogs: readonly Catalog[],
  proposals: readonly Proposal[],
  options: DiscoveryOptions,
): Promise<ReadonlyMap<number, Measured>> {
  const graph = await findGraph(db, kgName);
  if (!graph) return new Map();
  const proposed = new Map(proposals.map((proposal) => [pairKey(proposal), proposal]));
  const joins = (await listRelationships(db, graph.id))
    .filter(({ status }) => status === "approved")
    .map((row) => ({ id: row.id, ...endsOf(row) }))
    .filter((join) => {
      const known = proposed.get(pairKey(join));
      return !known || isTurned(known, join);
    });
  const measured = await measureJoins(catalogs, connector, joins, options);
  return new Map(
    joins.flatMap(({ id }, at) => {
      const found = measured[at];
      return found ? [[id, found] as const] : [];
    }),
  );
}

/** How long somebody waits for the figures of one join, in milliseconds. */
const ONE_JOIN_LIMIT_MS = 30_000;

/** How a join fits, or why nothing could be measured. */
export type MeasuredOne =
  | { readonly measured: Measured; readonly trouble: null }
  | { readonly measured: null; readonly trouble: string };

/** Asks the graph's source how a join fits that somebody has in mind. */
export async function measureOne(
  db: Db,
  connections: SourceConnections,
  graph: GraphRow,
  join: Pick<Proposal, "source" | "target">,
): Promise<MeasuredOne> {
  const tables = await listGraphTables(db, graph.id);
  try {
    const connector = await connections.connector(graph.source_id);
    const [measured = null] = await measureJoins([{ tables }], connector, [join], {
      timeLimitMs: ONE_JOIN_LIMIT_MS,
    });
    if (measured) return { measured, trouble: null };
    const trouble =
      "Its columns could not be read: they are gone, may not be read, or have too many rows for the time there is.";
    return { measured, trouble };
  } catch (error) {
    if (error instanceof SourceError || error instanceof AppError)
      return { measured: null, trouble: error.message };
    throw error;
  }
}
