import {
  addSchemas,
  deleteRelationship,
  findGraph,
  insertGraph,
  insertRelationship,
  listGraphsOfSchemas,
  listRelationships,
  type NewRelationship,
  raiseVersions,
  replaceFound,
  updateEvidence,
} from "../../db/queries/graphs.ts";
import { saveSchema } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import type { Evidence, Proposal } from "../discovery/proposal.ts";
import { compareProposals, isTurned } from "../discovery/rebuild.ts";
import { endsOf, storedPair } from "./graph-model.ts";

/**
 * Keeps what a build found as a knowledge graph, all or nothing. Declared keys are approved, everything else waits for
 * a person's decision; what people decided or added before stays. Other graphs about the same schemas see the tables as
 * they are now, too. Answers what came of it, in a sentence.
 */
export async function storeBuiltGraph(
  db: Db,
  { kg_name, source_id }: { readonly kg_name: string; readonly source_id: number },
  catalogs: readonly Catalog[],
  proposals: readonly Proposal[],
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const schemaIds: number[] = [];
    for (const catalog of catalogs)
      schemaIds.push(
        await saveSchema(trx, { source_id, name: catalog.schema, catalog: JSON.stringify(catalog) }),
      );
    await raiseVersions(trx, await listGraphsOfSchemas(trx, schemaIds));
    const tables = catalogs.reduce((sum, catalog) => sum + catalog.tables.length, 0);
    const known = await findGraph(trx, kg_name);
    if (!known) {
      const graphId = await insertGraph(trx, { name: kg_name, source_id }, schemaIds);
      for (const proposal of proposals) await insertRelationship(trx, toRow(graphId, proposal));
      const declared = proposals.filter(({ origin }) => origin === "declared").length;
      return `${count(tables, "table")}, ${count(declared, "declared join")}, ${count(proposals.length - declared, "proposed join")}.`;
    }
    await addSchemas(trx, known.id, schemaIds);
    const { added, gone } = await merge(trx, known.id, proposals);
    return `${count(tables, "table")}, ${count(added, "new join")}, ${count(gone, "proposed join")} that nothing speaks for any more.`;
  });
}

/** Brings what is proposed up to date; decisions and what people added are not touched, only their evidence is. */
async function merge(db: Db, graphId: number, proposals: readonly Proposal[]) {
  const stored = (await listRelationships(db, graphId)).map(knownJoin);
  let added = 0;
  let gone = 0;
  for (const { known, proposal } of compareProposals(stored, proposals)) {
    const undecided = known?.status === "proposed" && known.origin !== "person";
    if (known === null) {
      await insertRelationship(db, toRow(graphId, proposal));
      added += 1;
    } else if (proposal === null) {
      if (!undecided) continue;
      await deleteRelationship(db, graphId, known.id);
      gone += 1;
    } else if (undecided) {
      // A key that was put back stays undecided; one that was declared since is approved like any other.
      const status = known.origin === "declared" ? "proposed" : statusOf(proposal);
      await replaceFound(db, known.id, { ...foundIn(proposal), status });
    } else if (!isTurned(known, proposal))
      await updateEvidence(db, known.id, JSON.stringify(proposal.evidence));
  }
  return { added, gone };
}

function count(n: number, what: string): string {
  return `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
}

function knownJoin(row: Awaited<ReturnType<typeof listRelationships>>[number]) {
  const { id, status, type, origin, confidence } = row;
  const evidence = row.evidence === null ? null : (JSON.parse(row.evidence) as Evidence);
  return { id, status, ...endsOf(row), type, origin, confidence, evidence };
}

function toRow(graph_id: number, proposal: Proposal): NewRelationship {
  return { graph_id, ...foundIn(proposal), priority: 0, status: statusOf(proposal) };
}

function foundIn({ source, target, type, confidence, origin, evidence }: Proposal) {
  return { ...storedPair({ source, target }), type, confidence, origin, evidence: JSON.stringify(evidence) };
}

function statusOf({ origin }: Proposal): NewRelationship["status"] {
  return origin === "declared" ? "approved" : "proposed";
}
