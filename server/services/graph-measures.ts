import { findGraph, listRelationships } from "../../db/queries/graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog, Connector } from "../connectors/connector.ts";
import type { DiscoveryOptions } from "../discovery/index.ts";
import { type Measured, measureJoins } from "../discovery/measure.ts";
import { type Proposal, pairKey } from "../discovery/proposal.ts";
import { isTurned } from "../discovery/rebuild.ts";
import { endsOf } from "./graph-model.ts";

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
