import type { MiddlewareHandler } from "hono";
import type { Actor } from "../contracts/people.ts";
import { setHeaders } from "./answer-headers.ts";

/** What is known of the request that is being answered. */
export interface HttpVariables {
  /** Marks the scripts of the page. */
  nonce: string;
  /** Who asks; known to everything but static files. */
  actor: Actor;
}

/** Headers of every answer; in development Vite's own styles, scripts and web socket are let through. */
export function securityHeaders(production: boolean): MiddlewareHandler<{ Variables: HttpVariables }> {
  return async (c, next) => {
    const nonce = crypto.randomUUID().replaceAll("-", "");
    c.set("nonce", nonce);
    await next();
    setHeaders(c, SAME_EVERYWHERE);
    setHeaders(c, [["Content-Security-Policy", contentPolicy(production, nonce)]]);
    // Rows and definitions are for who asked: what does not say how long it may be kept is kept by nobody.
    if (!c.res.headers.has("Cache-Control")) setHeaders(c, [["Cache-Control", "no-store"]]);
  };
}

/** The headers of an answer to what never became a request: it carries nothing that could be shown or run. */
export function bareSecurityHeaders(): [string, string][] {
  return [...SAME_EVERYWHERE, ["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"]];
}

const SAME_EVERYWHERE: readonly [string, string][] = [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "same-origin"],
  ["X-Frame-Options", "DENY"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), geolocation=(), microphone=()"],
];

function contentPolicy(production: boolean, nonce: string): string {
  return [
    "default-src 'self'",
    production ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self' 'unsafe-inline'",
    production ? "style-src 'self'" : "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    production ? "connect-src 'self'" : "connect-src 'self' ws:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join("; ");
}
