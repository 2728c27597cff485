import { createHmac, timingSafeEqual } from "node:crypto";
import { parse, serialize } from "hono/utils/cookie";
import { type Actor, RIGHTS_OF } from "../contracts/people.ts";
import { isLoopback } from "./guard.ts";

/** Tells who asks. */
export interface Actors {
  of(request: Request): Promise<Actor>;
  readonly signing: {
    /** Whether an ADMIN_TOKEN makes somebody an administrator. */
    readonly takesToken: boolean;
    /** The `Set-Cookie` header that makes a browser an administrator's; null when the token is wrong. */
    withToken(token: string): string | null;
  };
}

const COOKIE = "administrator";

const AT_THIS_MACHINE: Actor = { kind: "machine", rights: RIGHTS_OF.administrator, advice: "" };
const TOKEN_HOLDER: Actor = { kind: "token", rights: RIGHTS_OF.administrator, advice: "" };

/**
 * Until there are accounts: everyone who reaches a server that listens on this machine only is its administrator,
 * unless an ADMIN_TOKEN is set; then, and on any other server, whoever has the token. All others may change KPIs, but
 * neither sources nor graphs.
 */
export function createActors(settings: {
  readonly host: string;
  readonly adminToken: string | null;
}): Actors {
  const { adminToken, host } = settings;
  if (adminToken === null) {
    const actor = isLoopback(host)
      ? AT_THIS_MACHINE
      : visitor(
          "This server listens beyond its own machine, so sources and knowledge graphs can be changed only with an administrator's token. Set ADMIN_TOKEN and start it again.",
        );
    return { of: async () => actor, signing: { takesToken: false, withToken: () => null } };
  }
  // The cookie does not carry the token itself.
  const ticket = createHmac("sha256", adminToken).update(COOKIE).digest("hex");
  const stranger = visitor("Sign in at /admin with the ADMIN_TOKEN, or send it as Authorization: Bearer.");
  return {
    async of({ headers }) {
      const bearer = /^Bearer +(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1];
      if (bearer !== undefined && same(bearer, adminToken)) return TOKEN_HOLDER;
      const cookie = parse(headers.get("cookie") ?? "", COOKIE)[COOKIE];
      return cookie !== undefined && same(cookie, ticket) ? TOKEN_HOLDER : stranger;
    },
    signing: {
      takesToken: true,
      withToken: (token) =>
        same(token, adminToken)
          ? serialize(COOKIE, ticket, { httpOnly: true, sameSite: "Strict", path: "/" })
          : null,
    },
  };
}

function visitor(advice: string): Actor {
  return { kind: "visitor", rights: RIGHTS_OF.editor, advice };
}

/** Takes the same time wherever the texts differ. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
