import type { RelationshipEntry } from "../../../server/contracts/relationships.ts";
import type { AppCaller } from "../../../server/router.ts";
import type { TablePair } from "../../lib/graph-layout.server.ts";
import { answer } from "../../lib/problems.server.ts";

type Graph = Awaited<ReturnType<AppCaller["graphs"]["get"]>>["graph"];

const JOINS_A_CALL = 200;

/** All joins of a graph that are used or wait for a decision. */
export async function listJoins(api: AppCaller, kg_name: string): Promise<RelationshipEntry[]> {
  const joins: RelationshipEntry[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const listed = await answer(api.relationships.list({ kg_name, page, page_size: JOINS_A_CALL }));
    joins.push(...listed.relationships);
    pages = listed.total_pages;
  }
  return joins.filter(({ status, excluded }) => status !== "rejected" && !excluded);
}

/** The pairs of tables that joins connect, with how many are approved and how many wait. */
export function pairsOf(joins: readonly RelationshipEntry[], tables: Graph["tables"]): TablePair[] {
  const names = new Map(tables.map(({ schema, name, called_as }) => [keyOf(schema, name), called_as]));
  const pairs = new Map<string, TablePair>();
  for (const { source, target, status } of joins) {
    const from = names.get(keyOf(source.schema, source.table));
    const to = names.get(keyOf(target.schema, target.table));
    // A table that is gone from the source keeps its joins until the graph is made again.
    if (from === undefined || to === undefined) continue;
    const key = JSON.stringify([from, to].sort());
    const { approved, waiting, ...ends } = pairs.get(key) ?? { from, to, approved: 0, waiting: 0 };
    const isApproved = status === "approved";
    pairs.set(key, {
      ...ends,
      approved: approved + Number(isApproved),
      waiting: waiting + Number(!isApproved),
    });
  }
  return [...pairs.values()];
}

function keyOf(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}
