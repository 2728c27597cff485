import { Request } from "tedious";
import type { Parameter } from "../../engine/result.ts";
import { Batch } from "../batch.ts";
import type { Cell } from "../connector.ts";
import { cellOf } from "./cells.ts";
import { boundValue } from "./parameters.ts";

interface Value {
  readonly value: unknown;
}

/** Rows under way: read in batches, while no more than one batch waits here for its reader. */
export class RowRequest {
  readonly request: Request;
  /** Settles, never rejecting, when the server is done with the statement. */
  readonly settled: Promise<void>;
  readonly #settle = Promise.withResolvers<void>();
  #rows = new Batch();
  #finished = false;
  #error: unknown;
  #wake: (() => void) | undefined;

  /** Milliseconds until tedious asks the server to end the statement, unless rows have begun to come. */
  constructor(sql: string, parameters: readonly Parameter[], timeLimitMs: number) {
    this.settled = this.#settle.promise;
    this.request = new Request(sql, (error) => this.#finish(error));
    this.request.setTimeout(timeLimitMs);
    for (const [index, parameter] of parameters.entries()) {
      const { type, value, options } = boundValue(parameter);
      this.request.addParameter(String(index + 1), type, value, options);
    }
    this.request.on("row", (columns: readonly Value[]) => this.#take(columns));
  }

  get isFinished(): boolean {
    return this.#finished;
  }

  /** The next rows, about a batch of them; none = there are no more. */
  async next(): Promise<(readonly Cell[])[]> {
    while (!this.#rows.isFull && !this.#finished) await this.#change();
    const { rows } = this.#rows;
    this.#rows = new Batch();
    if (this.#error !== undefined) throw this.#error;
    this.request.resume();
    return rows;
  }

  async all(): Promise<(readonly Cell[])[]> {
    const all: (readonly Cell[])[] = [];
    for (let some = await this.next(); some.length > 0; some = await this.next()) all.push(...some);
    return all;
  }

  /** Has the server end the statement; rows on their way are passed over. */
  async cancel(): Promise<void> {
    this.request.cancel();
    await this.settled;
  }

  #take(columns: readonly Value[]): void {
    try {
      this.#rows.add(columns.map(({ value }) => cellOf(value)));
    } catch (error) {
      this.#error ??= error;
      this.request.cancel();
      return;
    }
    if (!this.#rows.isFull) return;
    this.request.pause();
    this.#wake?.();
  }

  #finish(error: unknown): void {
    this.#finished = true;
    if (error) this.#error ??= error;
    this.#settle.resolve();
    this.#wake?.();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
