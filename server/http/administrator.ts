import { createHmac, timingSafeEqual } from "node:crypto";
import { parse, serialize } from "hono/utils/cookie";
import { isLoopback } from "./guard.ts";

/** Who may do what only an administrator may, such as connecting a database. */
export interface Administrator {
  /** Why this request may not; null when it may. A sentence that says what to do. */
  refusal(request: Request): string | null;
  /** Whether signing in is possible and needed. */
  readonly signsIn: boolean;
  /** The `Set-Cookie` header that makes a browser an administrator's; null when the token is wrong. */
  signIn(token: string): string | null;
}

const COOKIE = "administrator";

/**
 * Until there are accounts: everyone who reaches a server that listens on this machine only, unless an ADMIN_TOKEN is
 * set; then, and on any other server, whoever has the token. Where the server listens beyond this machine without one,
 * nobody.
 */
export function createAdministrator(settings: {
  readonly host: string;
  readonly adminToken: string | null;
}): Administrator {
  const { adminToken, host } = settings;
  if (adminToken === null) {
    const refusal = isLoopback(host)
      ? null
      : "This server listens beyond its own machine, so sources and knowledge graphs can be changed only with an administrator's token. Set ADMIN_TOKEN and start it again.";
    return { refusal: () => refusal, signsIn: false, signIn: () => null };
  }
  // The cookie does not carry the token itself.
  const ticket = createHmac("sha256", adminToken).update(COOKIE).digest("hex");
  return {
    signsIn: true,
    refusal(request) {
      const bearer = /^Bearer +(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      if (bearer !== undefined && same(bearer, adminToken)) return null;
      const cookie = parse(request.headers.get("cookie") ?? "", COOKIE)[COOKIE];
      if (cookie !== undefined && same(cookie, ticket)) return null;
      return "Only an administrator may do this. Sign in at /admin with the ADMIN_TOKEN, or send it as Authorization: Bearer.";
    },
    signIn: (token) =>
      same(token, adminToken)
        ? serialize(COOKIE, ticket, { httpOnly: true, sameSite: "Strict", path: "/" })
        : null,
  };
}

/** Takes the same time wherever the texts differ. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
