import { useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { ExecutionProgress } from "../../server/contracts/execution-progress.ts";
import { usePolling } from "./use-polling.ts";

const POLL_MS = 1000;
const TICK_MS = 1000;

/** How far a run is. */
export type RunPulse = Pick<
  ExecutionProgress,
  "execution_status" | "queue_position" | "rows_so_far" | "elapsed_ms"
>;

interface Told {
  readonly progress: ExecutionProgress;
  /** When it came, of `performance.now()`. */
  readonly at: number;
}

/**
 * How far the run is while it goes on (`active`), as the server's events say; the page's data is loaded again when a new
 * phase begins, which may have more to show, and at the end. As long as no event comes, because the stream cannot be
 * opened or something on the way holds it back, the page loads its data now and then. Null as long as that says more.
 */
export function useRunEvents(id: number, active: boolean): RunPulse | null {
  const { revalidate } = useRevalidator();
  const [last, setTold] = useState<Told | null>(null);
  const told = last?.progress.execution_id === id ? last : null;
  const [, setTicks] = useState(0);
  const phase = useRef<string | null>(null);
  usePolling(active && told === null, POLL_MS);

  useEffect(() => {
    if (!active) return;
    const close = whileVisible(() => {
      const source = new EventSource(`/v1/landing-kpi/executions/${id}/events`);
      source.addEventListener("progress", ({ data }) => {
        const progress = JSON.parse(data) as ExecutionProgress;
        setTold({ progress, at: performance.now() });
        if (phase.current !== null && phase.current !== progress.phase) revalidate();
        phase.current = progress.phase;
      });
      const ended = () => {
        source.close();
        setTold(null);
        revalidate();
      };
      source.addEventListener("end", ended);
      source.addEventListener("refusal", ended);
      source.addEventListener("error", () => setTold(null)); // the browser tries again by itself, where that has a point
      return source;
    });
    return () => {
      close();
      setTold(null);
      phase.current = null;
    };
  }, [active, id, revalidate]);

  // Events come when something changes; the time passes all the same.
  const ticking = told !== null;
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), TICK_MS);
    return () => clearInterval(timer);
  }, [ticking]);

  return told && { ...told.progress, elapsed_ms: told.progress.elapsed_ms + performance.now() - told.at };
}

/**
 * Has a stream open while the tab is visible, since a browser has few connections to a server for all of its tabs;
 * the answer ends that.
 */
function whileVisible(open: () => EventSource): () => void {
  let source: EventSource | null = null;
  const follow = () => {
    source?.close();
    source = document.visibilityState === "visible" ? open() : null;
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    source?.close();
  };
}
