import { workerData } from "node:worker_threads";
import { openReader } from "../../db/database.ts";
import type { Graph } from "../engine/graph.ts";
import { type GraphPart, loadGraph } from "./graph-model.ts";
import type { GraphOrder } from "./graph-reader.ts";
import { GRAPH_WORK } from "./graph-work.ts";
import { answerCalls } from "./thread-calls.ts";

/** The thread behind graph-reader.ts. */

const db = openReader(workerData as string);

/** The engine derives an index from each graph object, so an unchanged graph must stay the same object. */
const assembled = new Map<string, Promise<Graph>>();

function graphOf(part: GraphPart): Promise<Graph> {
  const { id, version, schemas } = part;
  const key = JSON.stringify([id, version, schemas]);
  const known = assembled.get(key);
  if (known) return known;
  const graph = loadGraph(db, part);
  for (const other of assembled.keys()) {
    const [otherId, otherVersion] = JSON.parse(other) as [number, number];
    if (otherId === id && otherVersion !== version) assembled.delete(other);
  }
  assembled.set(key, graph);
  // What could not be read, say from a store that is locked, may be read the next time.
  graph.catch(() => assembled.delete(key));
  return graph;
}

answerCalls<GraphOrder>(async ({ kind, part, asked }) => {
  const work = GRAPH_WORK[kind] as (place: object, ...asked: readonly unknown[]) => unknown;
  return work({ graph: await graphOf(part), db }, ...asked);
});
