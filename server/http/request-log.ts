import type { MiddlewareHandler } from "hono";
import { setHeaders } from "./answer-headers.ts";
import type { HttpVariables } from "./security-headers.ts";

const WELL_FORMED = /^[\w-]{8,64}$/;

/**
 * Gives every request an id, or keeps the one that a proxy gave it, and says it in the answer. With `log`, each request
 * is a line of JSON: never the query, which may hold what people search for, nor a link that lets somebody in.
 */
export function requestLog(log: boolean): MiddlewareHandler<{ Variables: HttpVariables }> {
  return async (c, next) => {
    const given = c.req.header("x-request-id") ?? "";
    const request_id = WELL_FORMED.test(given) ? given : crypto.randomUUID();
    const begun = performance.now();
    await next();
    setHeaders(c, [["X-Request-Id", request_id]]);
    if (!log) return;
    const line = {
      time: new Date().toISOString(),
      level: c.res.status >= 500 ? "error" : "info",
      request_id,
      method: c.req.method,
      path: c.req.path.replace(/^\/join\/[^/]+/, "/join/…"),
      status: c.res.status,
      ms: Math.round((performance.now() - begun) * 10) / 10,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
}
