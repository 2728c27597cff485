import { findGraph, listGraphNames, raiseVersions } from "../../db/queries/graphs.ts";
import type { GraphRow } from "../../db/schema/knowledge-graphs.ts";
import type { Db } from "../../db/schema/store.ts";
import { AppError } from "../errors.ts";
import { enumerate } from "./text.ts";

/** The graph of that name; a `not_found` AppError says which there are. */
export async function requireGraph(db: Db, name: string): Promise<GraphRow> {
  const graph = await findGraph(db, name);
  if (!graph)
    throw new AppError("not_found", `There is no knowledge graph "${name}". ${await knownGraphs(db)}`);
  return graph;
}

/** Which graphs there are, in a sentence. */
export async function knownGraphs(db: Db): Promise<string> {
  const names = await listGraphNames(db);
  return names.length > 0 ? `Known: ${enumerate(names)}.` : "None exists yet.";
}

/**
 * Finds and changes within one transaction, and raises the graph's version, so that what is compiled from now on is
 * told from what was compiled before. Nothing is changed when `change` throws.
 */
export function changeGraph<T>(
  db: Db,
  name: string,
  change: (trx: Db, graph: GraphRow) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    const graph = await requireGraph(trx, name);
    const changed = await change(trx, graph);
    await raiseVersions(trx, [graph.id]);
    return changed;
  });
}
