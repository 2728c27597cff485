import { Worker } from "node:worker_threads";
import SQLite from "better-sqlite3";
import { narrows, type RowSelection } from "../../db/queries/drilldown.ts";
import { AppError } from "../errors.ts";
import type { ColumnValues } from "./column-values.ts";
import type { FacetValue } from "./facet-counts.ts";
import { rowNumbers } from "./stored-rows.ts";

/** Searching, sorting and counting stored rows on a thread of its own, so that nobody else waits for it. */
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
  /** The values of a column of the selected rows; null when there are too many. Rejects like `select`. */
  count(facet: Facet, stored: number, signal: AbortSignal | undefined): Promise<FacetValue[] | null>;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** A column, by its position in the row, and how many different values of it are counted. */
export interface Facet {
  readonly selection: RowSelection;
  readonly column: number;
  readonly as: ColumnValues;
  readonly most: number;
}

/** Work for the thread, on the first `stored` rows of a run. */
export type SearchWork =
  | { readonly kind: "select"; readonly selection: RowSelection; readonly stored: number }
  | ({ readonly kind: "count"; readonly stored: number } & Facet);

/** What the thread is asked. */
export type SearchOrder =
  | (SearchWork & { readonly id: number })
  | { readonly kind: "stop"; readonly id: number };

/** What it answers: numbers of rows, or the values of a facet. `code` is SQLite's. */
export type SearchAnswer =
  | { readonly kind: "found"; readonly id: number; readonly found: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string; readonly code: string | null };

/** The thread begins with the first search or sort, and again with the first one after it ended. */
export function createRowSearch(databaseFile: string): RowSearch {
  let thread: SearchThread | null = null;
  const find = async (work: SearchWork, signal: AbortSignal | undefined) => {
    if (signal?.aborted) throw nobodyWaits();
    if (!thread?.alive) thread = new SearchThread(databaseFile);
    return thread.find(work, signal);
  };
  return {
    async select(selection, stored, signal) {
      if (!narrows(selection) && !selection.sort) return rowNumbers(stored);
      return (await find({ kind: "select", selection, stored }, signal)) as number[];
    },
    async count(facet, stored, signal) {
      return (await find({ kind: "count", stored, ...facet }, signal)) as FacetValue[] | null;
    },
    async close() {
      await thread?.end();
    },
  };
}

class SearchThread {
  alive = true;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
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

  async find(work: SearchWork, signal: AbortSignal | undefined): Promise<unknown> {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    const leave = () => {
      this.#order({ kind: "stop", id });
      waiting.reject(nobodyWaits());
    };
    signal?.addEventListener("abort", leave);
    this.#order({ ...work, id });
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
    if (answer.kind === "found") waiting?.resolve(answer.found);
    else if (answer.code) waiting?.reject(new SQLite.SqliteError(answer.message, answer.code));
    else waiting?.reject(new Error(answer.message));
  }
}

function nobodyWaits(): AppError {
  return new AppError("unavailable", "The search ended because nobody waited for it any more.");
}
