import type { ServerSource } from "../server-source.ts";
import { CONNECT_MS, unanswered } from "./network-trouble.ts";

/** What a new connection begins with, unless the signal or the time for it ends first: then it rejects with the reason. */
export async function greeted<T>(
  source: ServerSource,
  signal: AbortSignal,
  greeting: Promise<T>,
): Promise<T> {
  const over = Promise.withResolvers<never>();
  const aborted = () => over.reject(signal.reason);
  signal.addEventListener("abort", aborted, { once: true });
  const timer = setTimeout(() => over.reject(unanswered(source)), CONNECT_MS);
  try {
    return await Promise.race([greeting, over.promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", aborted);
  }
}
