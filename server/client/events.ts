import { setTimeout as pause } from "node:timers/promises";
import type { ExecutionEvent } from "./api.ts";
import { LandingKpiError, refusalOf } from "./error.ts";
import type { Transport } from "./transport.ts";

/** A stream of which nothing comes for so long is dead: the server says every five seconds that it lives. */
const IDLE_MS = 15_000;
const RECONNECT_MS = 1000;

/**
 * What happens to an execution until its end, by the server's events. A stream that is cut off is opened again, as often
 * in a row as other calls are tried again.
 */
export async function* followExecution(
  transport: Transport,
  id: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<ExecutionEvent> {
  for (let failures = 0; ; ) {
    try {
      const path = `/v1/landing-kpi/executions/${id}/events`;
      const { chunks } = await transport.open(path, { signal, idleMs: IDLE_MS });
      for await (const { event, data } of serverEvents(chunks)) {
        failures = 0;
        const told = JSON.parse(data) as ExecutionEvent & { status?: number };
        if (event === "refusal") throw refusalOf(told.status ?? 500, null, told);
        if (event !== "progress" && event !== "end") continue; // of a later server
        yield told;
        if (event === "end") return;
      }
      throw new LandingKpiError(
        "unreachable",
        `The stream of execution ${id} ended before the execution did.`,
      );
    } catch (error) {
      const cutOff = error instanceof LandingKpiError && error.status === null;
      if (!cutOff || ++failures > transport.retries) throw error;
      await pause(RECONNECT_MS, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
    }
  }
}

interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a stream as the HTML standard has them, without those that have no data. */
export async function* serverEvents(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = "";
  let event = "";
  let data: string[] = [];
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    // A return at the end may be the half of a line's end.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    text = lines.pop() ?? "";
    for (const line of lines) {
      const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (line === "") {
        if (data.length > 0) yield { event: event || "message", data: data.join("\n") };
        event = "";
        data = [];
      } else if (field === "event") event = value;
      else if (field === "data") data.push(value);
    }
  }
}
