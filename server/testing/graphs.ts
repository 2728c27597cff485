import type { Db } from "../../db/schema/store.ts";
import type { Graph } from "../engine/graph.ts";
import { requireGraph } from "../services/graph-change.ts";
import { loadGraph, wholeGraph } from "../services/graph-model.ts";
import type { AskGraph, GraphOrder } from "../services/graph-reader.ts";
import { GRAPH_WORK } from "../services/graph-work.ts";

/** The whole graph of that name, as the engine takes it. */
export async function storedGraph(db: Db, name: string): Promise<Graph> {
  return loadGraph(db, await wholeGraph(db, await requireGraph(db, name)));
}

/** Does what is asked for in this thread and on this graph, whichever part is named. */
export function askIn(db: Db | null, graph: Graph): AskGraph {
  return (async (kind: GraphOrder["kind"], _part: object, ...asked: readonly unknown[]) => {
    const work = GRAPH_WORK[kind] as (place: object, ...asked: readonly unknown[]) => unknown;
    return work({ db, graph }, ...asked);
  }) as AskGraph;
}
