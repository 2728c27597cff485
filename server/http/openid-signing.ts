import { serialize } from "hono/utils/cookie";
import type { OpenIdConnect, OpenIdIdentity } from "../services/openid-connect.ts";
import { TICKET_MINUTES } from "../services/openid-connect.ts";
import { cookieOf } from "./actors.ts";
import type { Client } from "./client.ts";

/** The cookie that somebody has while at the provider. */
const TICKET = "openid";

/** Signing in at a provider of OpenID Connect, in one browser. */
export interface OpenIdSigning {
  readonly name: string;
  readonly startUrl: string;
  /** Where the browser goes, and the `Set-Cookie` header that goes with it. */
  begin(returnTo: string): Promise<{ readonly location: string; readonly cookie: string }>;
  /** Where somebody wanted to go who comes back; null when that is not known. */
  readonly returnTo: string | null;
  /** By the provider's answer in the address: the `Set-Cookie` header of a session. */
  finish(): Promise<string>;
  /** The `Set-Cookie` header that belongs on what answers the provider's answer, whatever came of it. */
  readonly forget: string;
}

/** `admit` makes a session, and its `Set-Cookie` header, of who came back. */
export function createOpenIdSigning(
  openId: OpenIdConnect,
  { url, headers }: Request,
  client: Client,
  admit: (identity: Promise<OpenIdIdentity>) => Promise<string>,
): OpenIdSigning {
  // Lax, not Strict: it has to come along when the provider's page leads back.
  const cookie = (value: string, maxAge: number) =>
    serialize(TICKET, value, {
      ...{ httpOnly: true, sameSite: "Lax", secure: client.secure, path: "/sign-in", maxAge },
    });
  const ticket = cookieOf(headers, TICKET);
  return {
    name: openId.name,
    startUrl: openId.startUrl,
    async begin(returnTo) {
      const { location, ticket } = await openId.begin(returnTo);
      return { location, cookie: cookie(ticket, TICKET_MINUTES * 60) };
    },
    returnTo: openId.returnTo(ticket),
    finish: () => admit(openId.finish(new URL(url).searchParams, ticket, client.address)),
    forget: cookie("", 0),
  };
}
