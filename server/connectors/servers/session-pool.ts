import { SourceError } from "../connector.ts";
import type { Deadline } from "../deadline.ts";
import type { ServerSession } from "./driver.ts";

const IDLE_MS = 30_000;

interface Idle {
  readonly session: ServerSession;
  readonly timer: NodeJS.Timeout;
}

/**
 * The few connections to one server: opened when needed, kept for half a minute when idle. Whoever finds them all
 * taken waits in line, at most until its deadline.
 */
export class SessionPool {
  readonly #connect: (signal: AbortSignal) => Promise<ServerSession>;
  readonly #size: number;
  readonly #idle: Idle[] = [];
  readonly #waiting: PromiseWithResolvers<void>[] = [];
  readonly #closing = new AbortController();
  readonly #ending = new Set<Promise<void>>();
  #taken = 0;

  constructor(size: number, connect: (signal: AbortSignal) => Promise<ServerSession>) {
    if (!Number.isInteger(size) || size < 1)
      throw new RangeError(`maxConnections must be a whole number from 1, not ${size}.`);
    this.#size = size;
    this.#connect = connect;
  }

  /** Aborts when the source is closed, with the SourceError to reject with. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** A connection of one's own until `release`; `fresh` when it was opened for this. */
  async acquire(deadline: Deadline): Promise<{ session: ServerSession; fresh: boolean }> {
    this.closing.throwIfAborted();
    await this.#takePlace(deadline.signal);
    try {
      return await this.#sessionFor(deadline);
    } catch (error) {
      this.#givePlace();
      throw error;
    }
  }

  /** For whoever holds a connection that turned out to be dead. */
  async replace(dead: ServerSession, deadline: Deadline): Promise<ServerSession> {
    this.end(dead);
    return this.#connect(deadline.signal);
  }

  release(session: ServerSession): void {
    if (session.alive && !this.closing.aborted) {
      const timer = setTimeout(() => this.#retire(session), IDLE_MS);
      timer.unref();
      this.#idle.push({ session, timer });
    }
    this.#givePlace();
  }

  /** Ends a connection and what it runs, in the database; its place is still to be released. */
  end(session: ServerSession): void {
    this.#track(session.kill());
  }

  async close(): Promise<void> {
    this.#closing.abort(new SourceError("cancelled", "The source was closed."));
    for (const place of this.#waiting.splice(0)) place.reject(this.closing.reason);
    for (const { session, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#track(session.close());
    }
    await Promise.all(this.#ending);
  }

  async #sessionFor(deadline: Deadline): Promise<{ session: ServerSession; fresh: boolean }> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      if (idle.session.alive) return { session: idle.session, fresh: false };
    }
    deadline.phase = "connecting";
    return { session: await this.#connect(deadline.signal), fresh: true };
  }

  #takePlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#taken < this.#size) {
      this.#taken += 1;
      return Promise.resolve();
    }
    const place = Promise.withResolvers<void>();
    const leave = () => {
      const index = this.#waiting.indexOf(place);
      if (index >= 0) this.#waiting.splice(index, 1);
      place.reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting.push(place);
    return place.promise.finally(() => signal.removeEventListener("abort", leave));
  }

  /** The place goes to the first in line, if there is one. */
  #givePlace(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next.resolve();
  }

  #retire(session: ServerSession): void {
    const index = this.#idle.findIndex((idle) => idle.session === session);
    if (index >= 0) this.#idle.splice(index, 1);
    this.#track(session.close());
  }

  #track(work: Promise<void>): void {
    const settled = work.catch(() => {}).finally(() => this.#ending.delete(settled));
    this.#ending.add(settled);
  }
}
