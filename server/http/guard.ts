import type { MiddlewareHandler } from "hono";
import { isLoopback } from "../services/network-address.ts";
import { refusalFor } from "./answers.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const ADDRESS = /^[^\s/\\?#@]+$/;

/**
 * The first thing every request passes. A browser may only use the names that this server is known by (a web page
 * elsewhere cannot point its own name at it), and a request that changes something must come from our own pages or
 * from a program that is no browser (which sends neither Origin nor Sec-Fetch-Site). The same holds for all of /trpc,
 * to which nobody links and where one address can ask for much. X-Forwarded-* is not trusted.
 */
export function guard(settings: KnownHosts): MiddlewareHandler {
  return async (c, next) => {
    const host = (c.req.header("host") ?? "").toLowerCase();
    if (!ADDRESS.test(host) || !URL.canParse(`http://${host}/`))
      return refusalFor(c, 400, `"${host}" is no address of a server. Use its own address.`);
    const name = host.replace(/:\d+$/, "");
    if (!isKnownHost(settings, name))
      return refusalFor(
        c,
        403,
        `This server is not known as "${name}". Use its own address, or add the name to ALLOWED_HOSTS.`,
      );
    if (!comesFromOurPages(c.req.raw.headers, host) && c.req.path.startsWith("/trpc/"))
      return refusalFor(c, 403, "A page of another site asked for data. Ask for it on our own pages.");
    if (!SAFE_METHODS.has(c.req.method) && !comesFromOurPages(c.req.raw.headers, host))
      return refusalFor(
        c,
        403,
        "This change was asked for by a page of another site. Make it on our own pages.",
      );
    await next();
  };
}

/** What a server listens on, and the other names that it answers to. */
interface KnownHosts {
  readonly host: string;
  readonly allowedHosts: readonly string[];
}

/** Whether browsers may reach the server under this name. */
export function isKnownHost({ host, allowedHosts }: KnownHosts, name: string): boolean {
  const everyHost = allowedHosts.length === 0 && !isLoopback(host);
  return everyHost || isLoopback(name) || name === host || allowedHosts.includes(name);
}

function comesFromOurPages(headers: Headers, host: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = headers.get("origin");
  if (origin === null) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
