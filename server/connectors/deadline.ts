import { type RunOptions, SourceError } from "./connector.ts";

/** The longest delay a timer takes; longer limits (25 days) are as good as this one. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * A time limit and a caller's cancel as one signal, whose reason is the SourceError to reject with.
 * Counts from its creation; dispose it when the work is over.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #caller: AbortSignal | undefined;
  /** What the time is being spent on: decides what to say when it is over. */
  phase: "waiting" | "connecting" | "running" = "waiting";

  /** `graceMs`: how much later than the limit it ends, where somebody else is to end the work at the limit. */
  constructor({ timeLimitMs, signal }: RunOptions, graceMs = 0) {
    if (!(timeLimitMs > 0))
      throw new RangeError(`timeLimitMs must be a positive number, not ${timeLimitMs}.`);
    this.#timer = setTimeout(
      () => this.#expire(timeLimitMs),
      Math.min(timeLimitMs + graceMs, LONGEST_TIMER_MS),
    );
    this.#caller = signal;
    if (signal?.aborted) this.#cancel();
    else signal?.addEventListener("abort", this.#cancel, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#caller?.removeEventListener("abort", this.#cancel);
  }

  /** Whoever cancels may say why, as a SourceError. */
  readonly #cancel = (): void => {
    const reason: unknown = this.#caller?.reason;
    this.#controller.abort(
      reason instanceof SourceError ? reason : new SourceError("cancelled", "The statement was cancelled."),
    );
  };

  #expire(timeLimitMs: number): void {
    this.#controller.abort(this.#reason(timeLimitMs));
  }

  #reason(timeLimitMs: number): SourceError {
    const limit = `${roundedSeconds(timeLimitMs)} s`;
    switch (this.phase) {
      case "waiting":
        return new SourceError(
          "source_busy",
          `The source was busy with other statements for the whole time limit of ${limit}. Try again later.`,
        );
      case "connecting":
        return new SourceError(
          "unreachable",
          `The source did not accept a connection within the time limit of ${limit}. Check that its server runs, and that no firewall is in between.`,
        );
      case "running":
        return timeLimitError(timeLimitMs);
    }
  }
}

/** What to say of a statement that was ended, by whomever, at its time limit. */
export function timeLimitError(timeLimitMs: number, detail?: string): SourceError {
  return new SourceError(
    "time_limit",
    `The statement was ended after the time limit of ${roundedSeconds(timeLimitMs)} s. Narrow the definition, or raise the limit.`,
    detail,
  );
}

/** Seconds as people say them: what is left of a limit has many decimals that mean nothing. */
function roundedSeconds(ms: number): number {
  return ms < 1_000 ? Math.round(ms) / 1_000 : Math.round(ms / 100) / 10;
}
