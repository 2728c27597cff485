import { parentPort, Worker } from "node:worker_threads";
import SQLite from "better-sqlite3";
import { AppError, type AppErrorCode, type FieldError } from "../errors.ts";

/** Asking a thread to do something, and doing it there: work and answers are data that can be sent between threads. */

type ThreadOrder<Work> =
  | { readonly kind: "do"; readonly id: number; readonly work: Work }
  | { readonly kind: "stop"; readonly id: number };

type ThreadAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: SentError };

/** An error as data; what it was becomes the same kind of error on the other side. */
type SentError =
  | {
      readonly kind: "refusal";
      readonly code: AppErrorCode;
      readonly message: string;
      readonly fieldErrors: readonly FieldError[];
    }
  | { readonly kind: "sqlite"; readonly code: string; readonly message: string }
  | { readonly kind: "fault"; readonly message: string; readonly stack: string | undefined };

/** What a thread does, in the words of its errors: "search of the rows". */
interface Calls {
  readonly script: URL;
  readonly workerData: unknown;
  readonly does: string;
}

/** A thread that begins with the first call, and again with the first one after it ended. */
export class CalledThread<Work> {
  readonly #calls: Calls;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #worker: Worker | null = null;
  #lastId = 0;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * What the thread answers. Rejects as the work there does, and with an AppError when `signal` says that nobody waits
   * for it any more or the thread ends before it is done.
   */
  async call(work: Work, signal?: AbortSignal): Promise<unknown> {
    if (signal?.aborted) throw this.#nobodyWaits();
    this.#worker ??= this.#begin();
    const worker = this.#worker;
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    const order = (order: ThreadOrder<Work>) => worker.postMessage(order);
    const leave = () => {
      order({ kind: "stop", id });
      waiting.reject(this.#nobodyWaits());
    };
    signal?.addEventListener("abort", leave);
    order({ kind: "do", id, work });
    try {
      return await waiting.promise;
    } finally {
      signal?.removeEventListener("abort", leave);
      this.#waiting.delete(id);
    }
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
  }

  #begin(): Worker {
    const { script, workerData, does } = this.#calls;
    const worker = new Worker(script, { workerData });
    worker.unref();
    worker.on("message", (answer: ThreadAnswer) => this.#settle(answer));
    worker.on("error", (error) => console.error(`The thread for the ${does} ended:`, error));
    worker.on("exit", () => {
      this.#worker = null;
      const ended = new AppError("unavailable", `The ${does} broke off. Try again.`);
      for (const waiting of this.#waiting.values()) waiting.reject(ended);
    });
    return worker;
  }

  #settle(answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(received(answer.error));
  }

  #nobodyWaits(): AppError {
    const { does } = this.#calls;
    return new AppError("unavailable", `The ${does} ended because nobody waited for it any more.`);
  }
}

/** In the thread: does what is asked for. `isWanted` says whether somebody still waits for it. */
export function answerCalls<Work>(perform: (work: Work, isWanted: () => boolean) => Promise<unknown>): void {
  const wanted = new Set<number>();
  parentPort?.on("message", async (order: ThreadOrder<Work>) => {
    const { id } = order;
    if (order.kind === "stop") {
      wanted.delete(id);
      return;
    }
    wanted.add(id);
    const answer = await perform(order.work, () => wanted.has(id)).then(
      (value): ThreadAnswer => ({ id, ok: true, value }),
      (error: unknown): ThreadAnswer => ({ id, ok: false, error: toBeSent(error) }),
    );
    if (wanted.delete(id)) parentPort?.postMessage(answer);
  });
}

function toBeSent(error: unknown): SentError {
  if (error instanceof AppError) {
    const { code, message, fieldErrors } = error;
    return { kind: "refusal", code, message, fieldErrors };
  }
  if (error instanceof SQLite.SqliteError)
    return { kind: "sqlite", code: error.code, message: error.message };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: "fault", message, stack };
}

function received(sent: SentError): Error {
  if (sent.kind === "refusal")
    return new AppError(sent.code, sent.message, { fieldErrors: sent.fieldErrors });
  if (sent.kind === "sqlite") return new SQLite.SqliteError(sent.message, sent.code);
  const error = new Error(sent.message);
  if (sent.stack) error.stack = sent.stack;
  return error;
}
