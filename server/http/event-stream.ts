import { setTimeout as pause } from "node:timers/promises";
import { BEAT_MS } from "../contracts/execution-progress.ts";
import { explain } from "../contracts/refusals.ts";
import { bodyStream } from "./body-stream.ts";

/** How long a client that lost its stream waits before it opens another, in milliseconds. */
const RETRY_MS = 2000;

/** Nothing on the way keeps any of it, or compresses it, which would hold events back. */
export const NOT_CACHED = "no-store, no-transform";

/** By the last one a proxy (nginx) hands every event on at once. */
const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": NOT_CACHED,
  "X-Accel-Buffering": "no",
};

export interface SentEvent {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

/**
 * Server-sent events as a response. It begins with the first event, so that what is refused before it is refused as
 * everything is; later an event called `refusal` says so, and nothing comes after it. Without any event the answer is
 * 204, which tells a browser to ask no more.
 */
export async function eventResponse(events: AsyncIterable<SentEvent>, method: string): Promise<Response> {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
  if (method === "HEAD") {
    await iterator.return?.();
    return new Response(null, { headers: HEADERS });
  }
  return new Response(bodyStream(written(first, iterator)), { headers: HEADERS });
}

export function isEventStream(headers: Headers): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

async function* written(
  first: IteratorResult<SentEvent>,
  iterator: AsyncIterator<SentEvent>,
): AsyncGenerator<string> {
  try {
    yield `retry: ${RETRY_MS}\n\n`;
    let next = Promise.resolve(first);
    for (;;) {
      const result = await withinBeat(next);
      if (!result) {
        yield ": still here\n\n";
        continue;
      }
      if (result.done) return;
      yield textOf(result.value);
      next = iterator.next();
    }
  } catch (error) {
    const { status, message } = explain(error);
    yield textOf({ name: "refusal", data: { success: false, status, message } });
  } finally {
    await iterator.return?.();
  }
}

/** What comes within a beat; null when nothing does. */
async function withinBeat<T>(next: Promise<T>): Promise<T | null> {
  const timer = new AbortController();
  try {
    return await Promise.race([next, pause(BEAT_MS, null, { signal: timer.signal })]);
  } finally {
    timer.abort();
  }
}

function textOf({ id, name, data }: Omit<SentEvent, "id"> & { readonly id?: string }): string {
  return `${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
