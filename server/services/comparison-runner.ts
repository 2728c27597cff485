import { Worker } from "node:worker_threads";
import SQLite from "better-sqlite3";
import type { ComparedSide } from "../../db/queries/rows-by-key.ts";
import { AppError } from "../errors.ts";
import type { Compared } from "./comparison-merge.ts";

/** What the thread is given; `stored` is how many rows the runs have, `columns` how many of each are compared. */
export interface ComparisonTask {
  readonly file: string;
  readonly left: ComparedSide;
  readonly right: ComparedSide;
  readonly stored: { readonly left: number; readonly right: number };
  readonly columns: number;
}

/** What it answers; `code` is SQLite's. */
export type ComparisonAnswer =
  | { readonly ok: true; readonly compared: Compared }
  | { readonly ok: false; readonly message: string; readonly code: string | null };

/** Comparing rows of runs on a thread of its own, one comparison at a time; what was found is kept for a while. */
export interface ComparisonRunner {
  /** Rejects with an AppError when `signal` says that nobody waits for it any more. */
  compare(task: Omit<ComparisonTask, "file">, signal: AbortSignal | undefined): Promise<Compared>;
  /** Ends what is going on. */
  close(): Promise<void>;
}

/** Memory for what is kept, in bytes: a comparison of a million rows with a million takes 8 MB. */
const KEPT_BYTES = 32_000_000;

export function createComparisonRunner(file: string): ComparisonRunner {
  const going = new Map<string, Going>();
  const kept = new KeptResults();
  let line: Promise<unknown> = Promise.resolve();

  const begin = (id: string, task: Omit<ComparisonTask, "file">): Going => {
    const begun = new Going({ file, ...task }, line);
    line = begun.ended;
    going.set(id, begun);
    begun.result.then(
      (compared) => kept.add(id, compared),
      () => {},
    );
    void begun.ended.then(() => going.get(id) === begun && going.delete(id));
    return begun;
  };

  return {
    async compare(task, signal) {
      if (signal?.aborted) throw nobodyWaits();
      const id = JSON.stringify(task);
      const found = kept.get(id);
      if (found) return found;
      const present = going.get(id);
      return (present?.wanted ? present : begin(id, task)).wait(signal);
    },
    async close() {
      await Promise.all([...going.values()].map((one) => one.end()));
    },
  };
}

/** A comparison that somebody waits for; it ends when the last one leaves. */
class Going {
  readonly result: Promise<Compared>;
  /** Settles when the thread is gone; never rejects. */
  readonly ended: Promise<void>;
  readonly #settle = Promise.withResolvers<Compared>();
  #thread: Worker | undefined;
  #waiting = 0;
  wanted = true;

  constructor(task: ComparisonTask, before: Promise<unknown>) {
    this.result = this.#settle.promise;
    this.ended = before.then(() => (this.wanted ? this.#run(task) : undefined));
  }

  async wait(signal: AbortSignal | undefined): Promise<Compared> {
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(nobodyWaits());
    signal?.addEventListener("abort", leave);
    this.#waiting++;
    try {
      return await Promise.race([this.result, left.promise]);
    } finally {
      signal?.removeEventListener("abort", leave);
      if (--this.#waiting === 0) void this.end();
    }
  }

  async end(): Promise<void> {
    this.wanted = false;
    this.#settle.reject(nobodyWaits());
    await this.#thread?.terminate();
  }

  async #run(task: ComparisonTask): Promise<void> {
    const thread = new Worker(new URL("./comparison-thread.ts", import.meta.url), { workerData: task });
    this.#thread = thread;
    thread.unref();
    thread.on("message", (answer: ComparisonAnswer) => {
      if (answer.ok) this.#settle.resolve(answer.compared);
      else
        this.#settle.reject(
          answer.code ? new SQLite.SqliteError(answer.message, answer.code) : new Error(answer.message),
        );
    });
    thread.on("error", (error) => console.error("The thread that compares rows ended:", error));
    await new Promise((resolve) => thread.once("exit", resolve));
    this.#settle.reject(new AppError("unavailable", "The comparison broke off. Try again."));
  }
}

/** The results that were asked for last, as far as there is memory for them. */
class KeptResults {
  readonly #results = new Map<string, Compared>();

  get(id: string): Compared | undefined {
    const found = this.#results.get(id);
    if (found) this.add(id, found);
    return found;
  }

  add(id: string, compared: Compared): void {
    this.#results.delete(id);
    this.#results.set(id, compared);
    let bytes = 0;
    for (const [other, one] of [...this.#results].reverse()) {
      bytes += one.same.byteLength + one.changed.byteLength + one.added.byteLength + one.gone.byteLength;
      if (bytes > KEPT_BYTES && other !== id) this.#results.delete(other);
    }
  }
}

function nobodyWaits(): AppError {
  return new AppError("unavailable", "The comparison ended because nobody waited for it any more.");
}
