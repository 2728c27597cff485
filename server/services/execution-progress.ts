import { setTimeout as pause } from "node:timers/promises";
import { BEAT_MS, type ExecutionEvent } from "../contracts/execution-progress.ts";
import type { ExecutionResult } from "../contracts/executions.ts";
import type { LiveRun } from "./live-runs.ts";

/** How often a run is looked at, in milliseconds: it writes down how far it is more often than anybody can read. */
const LOOK_MS = 250;

/** The id of the event that ends a run; nothing comes after it. */
const END = "end";

/** An event and what it is known by: the same id says the same but for the time that has passed. */
export interface NumberedEvent {
  readonly id: string;
  readonly event: ExecutionEvent;
}

/** Where to look at a run. */
export interface RunSight {
  /** Undefined when this process does not work on it (any more). */
  live(): LiveRun | undefined;
  /** Which in line it is; null when it does not wait. */
  place(): number | null;
  /** As it is stored, without its rows; rejects when it is not there any more. */
  stored(): Promise<ExecutionResult>;
}

export interface Following {
  /** The id of the last event that the reader has: nothing comes after the end. How far a run is, is always told anew. */
  readonly after?: string | null;
  /** Called each beat; what it rejects with ends the events. */
  readonly everyBeat: () => Promise<void>;
  /** Aborted when nobody reads any more. */
  readonly signal: AbortSignal | undefined;
}

/**
 * What happens to a run from now on, when it happens, and at last its end; of one that has ended only that. Nothing is
 * kept for a reader that is slow: what it gets next is how the run is then.
 */
export async function* followRun(id: number, sight: RunSight, following: Following) {
  const { after, everyBeat, signal } = following;
  const over = new AbortController();
  void sight.live()?.ended.then(() => over.abort());
  const wake = AbortSignal.any(signal ? [over.signal, signal] : [over.signal]);
  let last: string | null = null;
  let beatAt = performance.now() + BEAT_MS;
  while (!signal?.aborted) {
    const live = sight.live();
    const next = live ? progressOf(id, live, sight.place()) : await endOf(sight);
    if (next?.id === END) {
      if (after !== END) yield next;
      return;
    }
    if (next && next.id !== last) yield next;
    last = next?.id ?? last;
    await pause(LOOK_MS, undefined, { signal: over.signal.aborted ? signal : wake }).catch(() => {});
    if (performance.now() < beatAt) continue;
    await everyBeat();
    beatAt = performance.now() + BEAT_MS;
  }
}

function progressOf(execution_id: number, { progress }: LiveRun, place: number | null): NumberedEvent {
  const { phase, rows, since } = progress;
  return {
    id: `${phase}-${place ?? 0}-${rows}`,
    event: {
      kind: "progress",
      execution_id,
      execution_status: phase === "waiting" ? "pending" : "running",
      phase,
      queue_position: place,
      rows_so_far: rows,
      elapsed_ms: performance.now() - since,
    },
  };
}

/** Null for a run that is about to begin. */
async function endOf(sight: RunSight): Promise<NumberedEvent | null> {
  const execution = await sight.stored();
  const { execution_status: status } = execution;
  return status === "pending" || status === "running" ? null : { id: END, event: { kind: "end", execution } };
}
