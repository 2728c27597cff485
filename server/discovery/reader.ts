import { setImmediate } from "node:timers/promises";
import { type Cell, type Connector, type RunOptions, SourceError } from "../connectors/connector.ts";
import type { Dialect } from "../engine/graph.ts";
import type { Statement } from "../engine/result.ts";

/** No statement of a discovery runs longer than this: one slow view must not use up the time of all tables. */
const STATEMENT_LIMIT_MS = 15_000;

/** How long a discovery computes before it lets the server do something else. */
const TURN_MS = 10;

/** Runs the statements of one discovery until its time is up. */
export class Reader {
  readonly dialect: Dialect;
  readonly #connector: Connector;
  readonly #signal: AbortSignal | undefined;
  readonly #end: number;
  #breathed = performance.now();

  constructor(connector: Connector, { timeLimitMs, signal }: RunOptions) {
    this.dialect = connector.dialect;
    this.#connector = connector;
    this.#signal = signal;
    this.#end = performance.now() + timeLimitMs;
  }

  /** Lets others have their turn, now and then; rejects when the discovery is cancelled. */
  breathe = async (): Promise<void> => {
    if (performance.now() - this.#breathed < TURN_MS) return;
    await setImmediate();
    this.#breathed = performance.now();
    this.#throwIfCancelled();
  };

  #throwIfCancelled(): void {
    if (this.#signal?.aborted) throw new SourceError("cancelled", "The discovery was cancelled.");
  }

  /**
   * Hands each row to `take` as it arrives; false when the statement could not be run to its end: out of time, or
   * refused by the source. Rejects with a SourceError when the discovery is cancelled or the source is gone.
   */
  async read(statement: Statement, take: (row: readonly Cell[]) => void): Promise<boolean> {
    this.#throwIfCancelled();
    const timeLimitMs = Math.min(STATEMENT_LIMIT_MS, Math.ceil(this.#end - performance.now()));
    if (timeLimitMs <= 0) return false;
    try {
      const options = { timeLimitMs, ...(this.#signal && { signal: this.#signal }) };
      for await (const event of this.#connector.stream(statement, options)) {
        if (event.kind === "rows") for (const row of event.rows) take(row);
      }
      return true;
    } catch (error) {
      if (error instanceof SourceError && error.code !== "cancelled" && error.code !== "unreachable")
        return false;
      throw error;
    }
  }
}
