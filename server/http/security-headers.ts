import type { MiddlewareHandler } from "hono";

/** `nonce` marks the scripts of the page that is being answered. */
export interface HttpVariables {
  nonce: string;
}

/** Headers of every answer; in development Vite's own styles, scripts and web socket are let through. */
export function securityHeaders(production: boolean): MiddlewareHandler<{ Variables: HttpVariables }> {
  return async (c, next) => {
    const nonce = crypto.randomUUID().replaceAll("-", "");
    c.set("nonce", nonce);
    await next();
    const policy = [
      "default-src 'self'",
      production ? `script-src 'self' 'nonce-${nonce}'` : "script-src 'self' 'unsafe-inline'",
      production ? "style-src 'self'" : "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
      production ? "connect-src 'self'" : "connect-src 'self' ws:",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ];
    c.header("Content-Security-Policy", policy.join("; "));
    c.header("X-Content-Type-Options", "nosniff");
    c.header("Referrer-Policy", "same-origin");
    c.header("X-Frame-Options", "DENY");
    c.header("Cross-Origin-Opener-Policy", "same-origin");
    c.header("Cross-Origin-Resource-Policy", "same-origin");
    c.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  };
}
