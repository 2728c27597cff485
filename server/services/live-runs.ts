import type { RunPhase } from "../contracts/execution-progress.ts";

/** How far a run is; the run writes it, pages read it. */
export interface RunProgress {
  rows: number;
  phase: RunPhase;
  /** When it began to wait, or, once it has begun, to run: of `performance.now()`. */
  since: number;
}

/** Why a run is ended before it is done: a person cancels it, its KPI is deleted for good, the server stops. */
export type EndReason = "cancel" | "purge" | "shutdown";

/** A run that this process is working on. */
export interface LiveRun {
  readonly kpiId: number;
  /** Aborted with an EndReason. */
  readonly controller: AbortController;
  readonly progress: RunProgress;
  /** Settles when the run is over and its query has ended in the source; never rejects. */
  readonly ended: Promise<void>;
}

/** The runs of this process by execution id, and the one way to end them, so that no query outlives its run. */
export class LiveRuns {
  readonly #runs = new Map<number, LiveRun>();

  /** Keeps the run until it has ended. */
  add(id: number, run: LiveRun): void {
    this.#runs.set(id, run);
    void run.ended.then(() => this.#runs.delete(id));
  }

  get(id: number): LiveRun | undefined {
    return this.#runs.get(id);
  }

  /** Settles when every run that lives now has ended by itself. */
  async allEnded(): Promise<void> {
    await Promise.all(this.#some().map((run) => run.ended));
  }

  /** Ends one run and waits until it has; does nothing when it is not running. */
  async end(id: number, reason: EndReason): Promise<void> {
    await endAll(
      this.#some((_run, other) => other === id),
      reason,
    );
  }

  /** Ends the runs of a KPI and waits until they have. */
  async endOfKpi(kpiId: number, reason: EndReason): Promise<void> {
    await endAll(
      this.#some((run) => run.kpiId === kpiId),
      reason,
    );
  }

  /** Ends the runs that wait for their turn. */
  async endWaiting(reason: EndReason): Promise<void> {
    await endAll(
      this.#some((run) => run.progress.phase === "waiting"),
      reason,
    );
  }

  async endEvery(reason: EndReason): Promise<void> {
    await endAll(this.#some(), reason);
  }

  #some(wanted: (run: LiveRun, id: number) => boolean = () => true): LiveRun[] {
    return [...this.#runs].filter(([id, run]) => wanted(run, id)).map(([, run]) => run);
  }
}

async function endAll(runs: readonly LiveRun[], reason: EndReason): Promise<void> {
  for (const run of runs) run.controller.abort(reason);
  await Promise.all(runs.map((run) => run.ended));
}
