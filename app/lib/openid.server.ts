import { json } from "@remix-run/node";
import type { Signing } from "../../server/http/signing.ts";
import { type FormFailure, notFound } from "./problems.server.ts";

type OpenIdSigning = NonNullable<Signing["openId"]>;

/** Throws the page for an address that leads nowhere where no provider is configured. */
export function requireOpenId({ openId }: Pick<Signing, "openId">): OpenIdSigning {
  if (!openId) throw notFound("Nobody signs in by OpenID Connect here. Sign in at /sign-in.");
  return openId;
}

/** What the page to sign in shows after a provider was asked in vain. */
export function refusedByOpenId(
  { openId, forgotPassword }: Signing,
  returnTo: string,
  { status, message, fields }: FormFailure,
  headers?: Headers,
) {
  const { name, startUrl } = requireOpenId({ openId });
  const provider = { name, startUrl };
  const mailsLinks = forgotPassword !== null;
  const refused = { message, fields, typed: {} };
  return json({ returnTo, provider, mailsLinks, refused }, { status, ...(headers && { headers }) });
}
