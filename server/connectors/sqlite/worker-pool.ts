import { basename } from "node:path";
import { SourceError } from "../connector.ts";
import { WorkerProcess } from "./worker-process.ts";

/** A few worker processes of one source file, started when needed, kept when idle. */
export class WorkerPool {
  readonly #path: string;
  readonly #size: number;
  readonly #workers = new Set<WorkerProcess>();
  readonly #idle: WorkerProcess[] = [];
  readonly #waiting: PromiseWithResolvers<WorkerProcess>[] = [];
  #closed = false;

  constructor(path: string, size: number) {
    this.#path = path;
    this.#size = size;
  }

  /** A worker of one's own until `release`; waits in line when all are taken, at most until the signal. */
  async acquire(signal: AbortSignal): Promise<WorkerProcess> {
    signal.throwIfAborted();
    if (this.#closed) throw this.#closedError();
    const free = this.#take();
    if (free !== null) return free;
    const place = Promise.withResolvers<WorkerProcess>();
    const leave = () => {
      const index = this.#waiting.indexOf(place);
      if (index >= 0) this.#waiting.splice(index, 1);
      place.reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting.push(place);
    return place.promise.finally(() => signal.removeEventListener("abort", leave));
  }

  release(worker: WorkerProcess): void {
    if (!worker.alive) return;
    this.#idle.push(worker);
    this.#serveNext();
  }

  /** Ends all workers and whatever they run; settles when they are gone. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const place of this.#waiting.splice(0)) place.reject(this.#closedError());
    for (const worker of this.#workers) worker.end(this.#closedError());
    await Promise.all([...this.#workers].map((worker) => worker.exited));
  }

  #take(): WorkerProcess | null {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    return this.#workers.size < this.#size ? this.#start() : null;
  }

  #start(): WorkerProcess {
    const worker = new WorkerProcess(this.#path);
    this.#workers.add(worker);
    void worker.exited.then(() => {
      this.#workers.delete(worker);
      const index = this.#idle.indexOf(worker);
      if (index >= 0) this.#idle.splice(index, 1);
      this.#serveNext();
    });
    return worker;
  }

  #serveNext(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#take();
    if (worker !== null) this.#waiting.shift()?.resolve(worker);
  }

  #closedError(): SourceError {
    return new SourceError("cancelled", `The source ${basename(this.#path)} was closed.`);
  }
}
