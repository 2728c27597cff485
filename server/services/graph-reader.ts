import type { GraphPart } from "./graph-model.ts";
import type { GraphWork } from "./graph-work.ts";
import { CalledThread } from "./thread-calls.ts";

type Kind = keyof GraphWork;

/** What a kind of work is asked with, beside the graph. */
type AskedWith<K extends Kind> = Parameters<GraphWork[K]> extends [unknown, ...infer Asked] ? Asked : never;

/** One piece of work, as it is sent to the thread. */
export interface GraphOrder<K extends Kind = Kind> {
  readonly kind: K;
  readonly part: GraphPart;
  readonly asked: AskedWith<K>;
}

/**
 * Does something with a whole graph, and answers as the work of that name does (graph-work.ts); rejects as it throws,
 * and with an AppError when it was broken off.
 */
export type AskGraph = <K extends Kind>(
  kind: K,
  part: GraphPart,
  ...asked: AskedWith<K>
) => Promise<Awaited<ReturnType<GraphWork[K]>>>;

export interface GraphReader {
  readonly ask: AskGraph;
  /** Ends the thread. */
  close(): Promise<void>;
}

/**
 * Whole graphs are read, and definitions compiled on them, in a thread of its own: on a graph of thousands of tables that
 * takes a second, in which everybody else is served. The thread begins with the first question.
 */
export function createGraphReader(databaseFile: string): GraphReader {
  const thread = new CalledThread<GraphOrder>({
    script: new URL("./graph-thread.ts", import.meta.url),
    workerData: databaseFile,
    does: "reading of the graph",
  });
  return {
    ask: (async (kind: Kind, part: GraphPart, ...asked: GraphOrder["asked"]) =>
      thread.call({ kind, part, asked })) as AskGraph,
    close: () => thread.end(),
  };
}
