import { type RunOptions, SourceError } from "../connector.ts";
import { Deadline, timeLimitError } from "../deadline.ts";
import type { ServerSession } from "./driver.ts";
import type { SessionPool } from "./session-pool.ts";

/** How long after the server's own time limit ours ends a statement that the server did not. */
const GRACE_MS = 500;
/** How long ending a transaction may take before the connection is given up. */
const END_MS = 2_000;

/** A connection for one piece of work, in a read-only transaction: its deadline ends both, at any time. */
export class Lease {
  readonly #pool: SessionPool;
  readonly #deadline: Deadline;
  readonly #timeLimitMs: number;
  readonly #troubleOf: (error: unknown) => SourceError;
  /** Aborts when the connection is given up, with what to reject with. */
  readonly #over = new AbortController();
  readonly session: ServerSession;

  /** Waiting for a free connection and connecting count to the time limit. */
  static async take(
    pool: SessionPool,
    options: RunOptions,
    troubleOf: (error: unknown) => SourceError,
  ): Promise<Lease> {
    const signal = options.signal ? AbortSignal.any([options.signal, pool.closing]) : pool.closing;
    const deadline = new Deadline({ ...options, signal }, GRACE_MS);
    try {
      const { session, fresh } = await pool.acquire(deadline);
      const lease = new Lease(pool, session, deadline, options.timeLimitMs, troubleOf);
      return await lease.#begin(fresh);
    } catch (error) {
      deadline.dispose();
      throw deadline.signal.aborted ? deadline.signal.reason : troubleOf(error);
    }
  }

  private constructor(
    pool: SessionPool,
    session: ServerSession,
    deadline: Deadline,
    timeLimitMs: number,
    troubleOf: (error: unknown) => SourceError,
  ) {
    this.#pool = pool;
    this.session = session;
    this.#deadline = deadline;
    this.#timeLimitMs = timeLimitMs;
    this.#troubleOf = troubleOf;
    deadline.phase = "running";
    if (deadline.signal.aborted) this.#end();
    else deadline.signal.addEventListener("abort", this.#end, { once: true });
  }

  /** Rejects with a SourceError: what the work met, or the deadline's. */
  async run<T>(work: Promise<T>): Promise<T> {
    try {
      return await this.#unlessOver(work);
    } catch (error) {
      if (this.#deadline.signal.aborted) throw this.#deadline.signal.reason;
      const trouble = this.#troubleOf(error);
      // The server was reached and let us in: what is not reachable now was lost.
      if (trouble.code === "unreachable")
        throw new SourceError(trouble.code, trouble.message, trouble.detail, true);
      throw trouble.code === "time_limit" ? timeLimitError(this.#timeLimitMs, trouble.detail) : trouble;
    }
  }

  /** Not Promise.race: the other promise would keep every result as long as it lives. */
  #unlessOver<T>(work: Promise<T>): Promise<T> {
    const { signal } = this.#over;
    return new Promise<T>((resolve, reject) => {
      const leave = () => reject(signal.reason);
      if (signal.aborted) leave();
      signal.addEventListener("abort", leave, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
    });
  }

  async giveBack(): Promise<void> {
    if (!this.#deadline.signal.aborted) await this.#leaveClean();
    this.#deadline.signal.removeEventListener("abort", this.#end);
    this.#deadline.dispose();
    this.#pool.release(this.session);
  }

  /** A connection that was idle may have died unnoticed; then the work gets a fresh one. */
  async #begin(fresh: boolean): Promise<Lease> {
    try {
      await this.run(this.session.begin(this.#timeLimitMs));
      return this;
    } catch (error) {
      this.#deadline.signal.removeEventListener("abort", this.#end);
      if (fresh || this.session.alive || this.#deadline.signal.aborted) {
        this.#pool.end(this.session);
        this.#pool.release(this.session);
        throw error;
      }
      return this.#replaced();
    }
  }

  async #replaced(): Promise<Lease> {
    this.#deadline.phase = "connecting";
    let session: ServerSession;
    try {
      session = await this.#pool.replace(this.session, this.#deadline);
    } catch (error) {
      this.#pool.release(this.session);
      throw error;
    }
    const lease = new Lease(this.#pool, session, this.#deadline, this.#timeLimitMs, this.#troubleOf);
    return lease.#begin(true);
  }

  async #leaveClean(): Promise<void> {
    const timer = setTimeout(() => this.#end(), END_MS);
    try {
      await this.#unlessOver(this.session.end());
    } catch {
      // A connection that cannot even end its transaction is in doubt.
      this.#pool.end(this.session);
    } finally {
      clearTimeout(timer);
    }
  }

  readonly #end = (): void => {
    this.#pool.end(this.session);
    this.#over.abort(
      this.#deadline.signal.reason ?? new SourceError("unreachable", "The server does not answer."),
    );
  };
}
