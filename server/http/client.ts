import type { Context } from "hono";

/** Where a request comes from. */
export interface Client {
  /** Its network address; "unknown" where there is no connection to read it from. */
  readonly address: string;
  /** Whether it came over TLS, which only a proxy in front of the server can tell. */
  readonly secure: boolean;
}

/**
 * Behind a proxy that is trusted the last address that it wrote down counts, which the client cannot choose; without
 * one X-Forwarded-* is anybody's word.
 */
export function clientOf(c: Context, trustProxy: boolean): Client {
  const socket = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
    ?.socket;
  const direct = socket?.remoteAddress ?? "unknown";
  if (!trustProxy) return { address: direct, secure: false };
  const forwarded = c.req.header("x-forwarded-for")?.split(",").at(-1)?.trim();
  return { address: forwarded || direct, secure: c.req.header("x-forwarded-proto") === "https" };
}
