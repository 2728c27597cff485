import { deleteExecutionRows, updateUnfinishedExecution } from "../../db/queries/executions.ts";
import type { ExecutionChanges, ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type { Db } from "../../db/schema/store.ts";
import { storeTrouble } from "./store-trouble.ts";

/** Pause between two attempts to store ends, in milliseconds. */
const RETRY_MS = 3000;

/** How a run ended: at least its status. */
export type ExecutionEnd = ExecutionChanges & { readonly execution_status: string };

/**
 * Stores how runs ended. While the store cannot be written (its disk is full, another program has locked it), ends
 * wait in memory, are shown as if they were stored, and are stored as soon as it is possible.
 */
export class ExecutionEnds {
  readonly #db: Db;
  readonly #waiting = new Map<number, ExecutionEnd>();
  #timer: NodeJS.Timeout | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Stores the end of a run without success, now or later; its rows go first, which makes room. */
  async store(id: number, end: ExecutionEnd): Promise<void> {
    try {
      await this.#write(id, end);
    } catch (error) {
      if (!storeTrouble(error)) throw error;
      this.#waiting.set(id, end);
      this.#timer ??= setTimeout(() => this.#retry(), RETRY_MS);
    }
  }

  /** The run as it is, also when its end is not stored yet. */
  applyTo(row: ExecutionRow): ExecutionRow {
    return { ...row, ...this.#waiting.get(row.id) };
  }

  /** The last attempt; what cannot be stored is marked as failed by the next start of the server. */
  async close(): Promise<void> {
    await this.#retry();
    clearTimeout(this.#timer);
  }

  async #retry(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [id, end] of this.#waiting) {
      try {
        await this.store(id, end);
      } catch (error) {
        console.error(`Execution ${id}: its end could not be stored.`, error);
      }
      if (this.#timer) return; // still not possible
      this.#waiting.delete(id);
    }
  }

  async #write(id: number, end: ExecutionEnd): Promise<void> {
    await deleteExecutionRows(this.#db, id);
    await updateUnfinishedExecution(this.#db, id, end);
  }
}
