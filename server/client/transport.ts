import { setTimeout as pause } from "node:timers/promises";
import { LandingKpiError, refusalOf, requestIdOf, retryAfterOf } from "./error.ts";

export interface ClientOptions {
  /** Where the server is, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  /** An API key, or the ADMIN_TOKEN; left out where nobody has to say who they are. */
  readonly apiKey?: string | undefined;
  /** How long one attempt may take until its answer has come, in milliseconds; of a file or a stream until its next part. */
  readonly timeoutMs?: number | undefined;
  /** How often a call that changes nothing, or that the server does once only, is tried again; 3 unless said. */
  readonly retries?: number | undefined;
  /** What the program says of itself. */
  readonly userAgent?: string | undefined;
}

/** Requests to one server: who asks, how long they may take, which are tried again. */
export interface Transport {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly retries: number;
  /** Sends a request and reads its answer to the end. Rejects with a LandingKpiError, or the reason of the signal. */
  whole(url: string, init: RequestInit): Promise<Response>;
  /** Begins to read the answer to a GET; what comes later than `idleMs` after the last part breaks off. */
  open(path: string, init: OpenInit): Promise<Opened>;
}

export interface OpenInit {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs: number;
}

export interface Opened {
  readonly response: Response;
  readonly chunks: AsyncGenerator<Uint8Array>;
}

const TIMEOUT_MS = 60_000;
const RETRIES = 3;
const FIRST_PAUSE_MS = 250;
/** A server that wants to be left alone for longer is not waited for. */
const LONGEST_PAUSE_MS = 30_000;
/** Too many requests, and what servers and proxies say that will be back. */
const PASSING = new Set([429, 502, 503, 504]);
/** Procedures that are done once only for one idempotency key. */
const ONCE = /\/trpc\/executions\.(start|execute)$/;

export function createTransport(options: ClientOptions): Transport {
  const { apiKey, userAgent, timeoutMs = TIMEOUT_MS, retries = RETRIES } = options;
  const url = options.url.replace(/\/+$/, "");
  refuseBadOptions({ url, apiKey, timeoutMs, retries });
  const headers = {
    ...(userAgent && { "User-Agent": userAgent }),
    ...(apiKey && { Authorization: `Bearer ${apiKey}` }),
  };
  return {
    ...{ url, headers, timeoutMs, retries },
    whole: (to, init) => {
      const attempt = () => answerOf(to, { ...init, headers: { ...init.headers, ...headers } }, timeoutMs);
      return tried(attempt, isRepeatable(to, init) ? retries : 0, init.signal);
    },
    open: (path, { signal, idleMs, headers: more }) => {
      const init = { signal, headers: { ...more, ...headers } };
      return tried(() => openedAnswer(`${url}${path}`, init, timeoutMs, idleMs), retries, signal);
    },
  };
}

/** The longest time that a timer of Node takes; beyond it, it would end at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** What would make every call fail is said when the client is made: later it would look as if no server answered. */
function refuseBadOptions({ url, apiKey, timeoutMs = 0, retries = 0 }: ClientOptions): void {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new TypeError(`"${url}" is no address of a server. Write it as http://127.0.0.1:3000.`);
  // A line break at its end, as a file has one, is not sent; one within it cannot be.
  if (apiKey !== undefined && /[^\x20-\x7E]/.test(apiKey.trim()))
    throw new TypeError("The API key has a line break or another sign in it that no key has. Copy it again.");
  if (!(timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS))
    throw new TypeError(
      `timeoutMs is ${timeoutMs}. It must be from 1 to ${LONGEST_TIMEOUT_MS} milliseconds.`,
    );
  if (!Number.isSafeInteger(retries) || retries < 0)
    throw new TypeError(`retries is ${retries}. It must be a whole number, 0 for none.`);
}

/** Whether it makes no difference how often the server gets it. */
function isRepeatable(url: string, { method = "GET", body }: RequestInit): boolean {
  if (method === "GET") return true;
  if (!ONCE.test(new URL(url).pathname) || typeof body !== "string") return false;
  return Boolean((JSON.parse(body) as { idempotency_key?: unknown }).idempotency_key);
}

/** Tries again after growing pauses what passes; what the server, or a proxy, says of the time counts more. */
async function tried<T extends Response | Opened>(
  attempt: () => Promise<T>,
  retries: number,
  signal: AbortSignal | null | undefined,
): Promise<T> {
  for (let attempts = 0; ; attempts++) {
    signal?.throwIfAborted();
    const outcome = await attempt().catch((error: unknown) => new Failure(error));
    const wait = attempts < retries ? pauseAfter(outcome, attempts) : null;
    if (wait === null) {
      if (outcome instanceof Failure) throw outcome.error;
      return outcome;
    }
    await pause(wait, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
  }
}

class Failure {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

/** How long to wait before the next attempt, in milliseconds; null when it would change nothing. */
function pauseAfter(outcome: Response | Opened | Failure, attempts: number): number | null {
  const growing = FIRST_PAUSE_MS * 2 ** attempts * (0.5 + Math.random() / 2); // not all clients at once
  let said: number | null = null;
  if (outcome instanceof Response) {
    if (!PASSING.has(outcome.status)) return null;
    said = retryAfterOf(outcome.headers);
  } else {
    if (!(outcome instanceof Failure && outcome.error instanceof LandingKpiError)) return null;
    const { status, code, retryAfterMs } = outcome.error;
    if (status === null ? code === "unreadable" : !PASSING.has(status)) return null;
    said = retryAfterMs;
  }
  const wait = said ?? growing;
  return wait > LONGEST_PAUSE_MS ? null : wait;
}

interface Limit {
  readonly signal: AbortSignal;
  /** The time begins, or begins anew. */
  begin(): void;
  end(): void;
  /** What an attempt that went wrong rejects with. */
  trouble(error: unknown): unknown;
}

/** Ends an attempt when its time is up, or its caller has had enough. */
function limitOf(timeMs: number, caller: AbortSignal | null | undefined, url: string): Limit {
  const up = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  return {
    signal: AbortSignal.any(caller ? [up.signal, caller] : [up.signal]),
    begin() {
      clearTimeout(timer);
      timer = setTimeout(() => up.abort(), timeMs);
    },
    end: () => clearTimeout(timer),
    trouble(error) {
      if (caller?.aborted) return caller.reason;
      const { origin } = new URL(url);
      if (up.signal.aborted)
        return new LandingKpiError("timeout", `${origin} did not answer within ${timeMs / 1000} seconds.`);
      const said = `No Landing KPI server answers at ${origin}, or the connection broke.`;
      return error instanceof LandingKpiError
        ? error
        : new LandingKpiError("unreachable", said, { cause: error });
    },
  };
}

/** The answer with its body read. What is no answer of a procedure is a refusal, or something on the way wrote it. */
async function answerOf(url: string, init: RequestInit, timeoutMs: number): Promise<Response> {
  const limit = limitOf(timeoutMs, init.signal, url);
  limit.begin();
  try {
    const response = await fetch(url, { ...init, signal: limit.signal });
    const text = await response.text();
    const body = jsonOf(text);
    if (body === undefined && (response.ok || response.status === 404)) throw unreadable(url, response);
    if (!response.ok && !("error" in Object(body))) throw refusalOf(response.status, response.headers, body);
    const { status, headers } = response;
    return new Response(text, { status, headers });
  } catch (error) {
    throw limit.trouble(error);
  } finally {
    limit.end();
  }
}

/** Something else is at the address, such as a page: what we do not have we say in JSON. */
function unreadable(url: string, { status, headers }: Response): LandingKpiError {
  const { origin, pathname } = new URL(url);
  const said = `What answers at ${origin}${pathname} is no Landing KPI server. Give the server's address without what is behind it.`;
  return new LandingKpiError("unreadable", said, { status, requestId: requestIdOf(headers) });
}

async function openedAnswer(
  url: string,
  init: RequestInit,
  timeoutMs: number,
  idleMs: number,
): Promise<Opened> {
  const opening = limitOf(timeoutMs, init.signal, url);
  const idle = limitOf(idleMs, init.signal, url);
  opening.begin();
  try {
    const signal = AbortSignal.any([opening.signal, idle.signal]);
    const response = await fetch(url, { ...init, signal });
    if (!response.ok) {
      const body = jsonOf(await response.text());
      if (body === undefined && response.status === 404) throw unreadable(url, response);
      throw refusalOf(response.status, response.headers, body);
    }
    return { response, chunks: chunksOf(response, idle) };
  } catch (error) {
    throw opening.trouble(error);
  } finally {
    opening.end();
  }
}

async function* chunksOf({ body }: Response, idle: Limit): AsyncGenerator<Uint8Array> {
  try {
    idle.begin();
    // Node's streams can be iterated over; the types are those of browsers.
    for await (const chunk of (body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      idle.end(); // a caller that is slow is no fault of the server
      yield chunk;
      idle.begin();
    }
  } catch (error) {
    throw idle.trouble(error);
  } finally {
    idle.end();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
