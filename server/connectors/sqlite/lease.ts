import type { RunOptions } from "../connector.ts";
import { Deadline } from "../deadline.ts";
import type { Reply, Request } from "./protocol.ts";
import type { WorkerPool } from "./worker-pool.ts";
import type { WorkerProcess } from "./worker-process.ts";

/** A worker for one piece of work: its deadline ends the process, at any time until it is given back. */
export class Lease {
  readonly #pool: WorkerPool;
  readonly #worker: WorkerProcess;
  readonly #deadline: Deadline;

  /** Waiting for a free worker counts to the time limit. */
  static async take(pool: WorkerPool, options: RunOptions): Promise<Lease> {
    const deadline = new Deadline(options);
    try {
      return new Lease(pool, await pool.acquire(deadline.signal), deadline);
    } catch (error) {
      deadline.dispose();
      throw error;
    }
  }

  private constructor(pool: WorkerPool, worker: WorkerProcess, deadline: Deadline) {
    this.#pool = pool;
    this.#worker = worker;
    this.#deadline = deadline;
    deadline.phase = "running";
    if (deadline.signal.aborted) this.#end();
    else deadline.signal.addEventListener("abort", this.#end, { once: true });
  }

  /** Rejects with a SourceError: the worker's own, or the deadline's. */
  async ask<K extends Reply["kind"]>(request: Request, expected: K): Promise<Extract<Reply, { kind: K }>> {
    const reply = await this.#worker.ask(request);
    if (reply.kind !== expected) throw new Error(`A worker answered ${request.kind} with ${reply.kind}.`);
    return reply as Extract<Reply, { kind: K }>;
  }

  giveBack(): void {
    this.#deadline.signal.removeEventListener("abort", this.#end);
    this.#deadline.dispose();
    this.#pool.release(this.#worker);
  }

  readonly #end = (): void => this.#worker.end(this.#deadline.signal.reason);
}
