import {
  addSchemas,
  deleteRelationship,
  findGraph,
  insertGraph,
  insertRelationship,
  listGraphsOfSchemas,
  listRelationships,
  raiseVersions,
  updateEvidence,
} from "../../db/queries/graphs.ts";
import { saveSchema } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { Catalog } from "../connectors/connector.ts";
import { type Proposal, pairKey } from "../discovery/proposal.ts";
import { endsOf } from "./graph-model.ts";

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
  const stored = new Map((await listRelationships(db, graphId)).map((row) => [pairKey(endsOf(row)), row]));
  let added = 0;
  for (const proposal of proposals) {
    const key = pairKey(proposal);
    const row = stored.get(key);
    stored.delete(key);
    const { type, confidence } = proposal;
    const evidence = JSON.stringify(proposal.evidence);
    if (!row) {
      await insertRelationship(db, toRow(graphId, proposal));
      added += 1;
    } else if (row.status === "proposed") await updateEvidence(db, row.id, { type, confidence, evidence });
    else await updateEvidence(db, row.id, { evidence });
  }
  const undecided = [...stored.values()].filter((row) => row.status === "proposed");
  for (const row of undecided) await deleteRelationship(db, graphId, row.id);
  return { added, gone: undecided.length };
}

function count(n: number, what: string): string {
  return `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
}

function toRow(graph_id: number, { source, target, type, confidence, origin, evidence }: Proposal) {
  return {
    graph_id,
    source_schema: source.schema,
    source_table: source.table,
    source_columns: source.columns,
    target_schema: target.schema,
    target_table: target.table,
    target_columns: target.columns,
    type,
    confidence,
    priority: 0,
    origin,
    status: origin === "declared" ? ("approved" as const) : ("proposed" as const),
    evidence: JSON.stringify(evidence),
  };
}
