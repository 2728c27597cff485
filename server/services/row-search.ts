import { Worker } from "node:worker_threads";
import SQLite from "better-sqlite3";
import { narrows, type RowSelection } from "../../db/queries/drilldown.ts";
import { AppError } from "../errors.ts";
import { rowNumbers } from "./stored-rows.ts";

/** Searching and sorting stored rows on a thread of its own, so that nobody else waits for it. */
export interface RowSearch {
  /**
   * Numbers of the selected rows among the first `stored`, in the order of the selection. Rejects with an AppError
   * when `signal` says that nobody waits for them any more, and when the thread ends before they are found.
   */
  select(
    selection: RowSelection,
    stored: number,
    signal: AbortSignal | undefined,
  ): Promise<readonly number[]>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** What the thread is asked. */
export type SearchOrder =
  | {
      readonly kind: "select";
      readonly id: number;
      readonly selection: RowSelection;
      readonly stored: number;
    }
  | { readonly kind: "stop"; readonly id: number };

/** What it answers; `code` is SQLite's. */
export type SearchAnswer =
  | { readonly kind: "found"; readonly id: number; readonly numbers: readonly number[] }
  | { readonly kind: "failed"; readonly id: number; readonly message: string; readonly code: string | null };

/** The thread begins with the first search or sort, and again with the first one after it ended. */
export function createRowSearch(databaseFile: string): RowSearch {
  let thread: SearchThread | null = null;
  return {
    async select(selection, stored, signal) {
      if (!narrows(selection) && !selection.sort) return rowNumbers(stored);
      if (signal?.aborted) throw nobodyWaits();
      if (!thread?.alive) thread = new SearchThread(databaseFile);
      return thread.select(selection, stored, signal);
    },
    async close() {
      await thread?.end();
    },
  };
}

class SearchThread {
  alive = true;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<readonly number[]>>();
  #lastId = 0;

  constructor(databaseFile: string) {
    this.#worker = new Worker(new URL("./row-search-thread.ts", import.meta.url), {
      workerData: databaseFile,
    });
    this.#worker.unref();
    this.#worker.on("message", (answer: SearchAnswer) => this.#settle(answer));
    this.#worker.on("error", (error) => console.error("The thread that searches rows ended:", error));
    this.#worker.on("exit", () => {
      this.alive = false;
      const ended = new AppError("unavailable", "The search of the rows broke off. Try again.");
      for (const waiting of this.#waiting.values()) waiting.reject(ended);
    });
  }

  async select(selection: RowSelection, stored: number, signal: AbortSignal | undefined) {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<readonly number[]>();
    this.#waiting.set(id, waiting);
    const leave = () => {
      this.#order({ kind: "stop", id });
      waiting.reject(nobodyWaits());
    };
    signal?.addEventListener("abort", leave);
    this.#order({ kind: "select", id, selection, stored });
    try {
      return await waiting.promise;
    } finally {
      signal?.removeEventListener("abort", leave);
      this.#waiting.delete(id);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #order(order: SearchOrder): void {
    this.#worker.postMessage(order);
  }

  #settle(answer: SearchAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (answer.kind === "found") waiting?.resolve(answer.numbers);
    else if (answer.code) waiting?.reject(new SQLite.SqliteError(answer.message, answer.code));
    else waiting?.reject(new Error(answer.message));
  }
}

function nobodyWaits(): AppError {
  return new AppError("unavailable", "The search ended because nobody waited for it any more.");
}
