import { createHmac, randomBytes } from "node:crypto";
import * as oidc from "openid-client";
import type { Db } from "../../db/schema/store.ts";
import { AppError } from "../errors.ts";
import { sameSecret } from "./secret-tokens.ts";
import { countAttempt } from "./sign-in-limits.ts";

/** How long somebody may take to sign in at the provider. */
export const TICKET_MINUTES = 10;
const TICKET_MS = TICKET_MINUTES * 60_000;
/** How long the provider may take for one answer. */
const TIME_LIMIT_SECONDS = 10;
/** Another site's path (`//`) is none; a longer one does not fit into a cookie. */
const OWN_PATH = /^\/(?!\/).{0,2000}$/;
/** Where the provider sends people back to, below the server's own address. */
const CALLBACK = "/sign-in/openid/callback";

/** One provider of OpenID Connect, at which this server is registered. */
export interface OpenIdSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call the provider. */
  readonly name: string;
  /** The origin at which browsers reach this server. */
  readonly publicUrl: string;
}

/** Who somebody is at the provider. */
export interface OpenIdIdentity {
  readonly issuer: string;
  /** Never changes there, unlike an address. */
  readonly subject: string;
  /** Null when the provider has none, or says that it is not verified. */
  readonly email: string | null;
  /** What people call the provider. */
  readonly provider: string;
}

/** Signing in at a provider: the authorization code flow, with PKCE, state and nonce. */
export interface OpenIdConnect {
  readonly name: string;
  /** Where signing in begins: at the server's own address, so that its cookie is there when the provider answers. */
  readonly startUrl: string;
  /**
   * Where the browser goes, and the ticket that it keeps meanwhile. Throws `unavailable` when the provider does not
   * answer.
   */
  begin(returnTo: string): Promise<{ readonly location: string; readonly ticket: string }>;
  /** Where somebody wanted to go who has this ticket; null when that is not known, or no path of this server. */
  returnTo(ticket: string | null): string | null;
  /**
   * Who came back, by the provider's answer in the address. Throws `invalid` when the answer does not belong to the
   * ticket or says that nobody signed in, `unauthorized` when it is not to be trusted, `unavailable`, `too_many_requests`.
   */
  finish(answer: URLSearchParams, ticket: string | null, address: string): Promise<OpenIdIdentity>;
}

/** What the browser keeps while somebody is at the provider. */
interface Ticket {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly return_to: string | null;
  /** Milliseconds since 1970. */
  readonly expires_at: number;
}

export function createOpenIdConnect(db: Db, settings: OpenIdSettings, now: () => number): OpenIdConnect {
  const { name, publicUrl } = settings;
  const again = `Start again with “Sign in with ${name}”.`;
  // Of this process: tickets do not outlive it, so those that were used need not either.
  const key = randomBytes(32);
  const used = new Map<string, number>();
  const redirectUri = publicUrl + CALLBACK;

  let discovered: Promise<oidc.Configuration> | null = null;
  /** Asked for when it is needed first, so that a provider that is down keeps no server from starting. */
  const provider = (): Promise<oidc.Configuration> => {
    discovered ??= discover(settings).catch((error) => {
      discovered = null;
      warn(error, name);
      throw unavailable(name);
    });
    return discovered;
  };

  const signature = (body: string) => createHmac("sha256", key).update(body).digest("base64url");
  const read = (text: string | null): Ticket | null => {
    const [body = "", signed = ""] = text?.split(".") ?? [];
    if (!sameSecret(signed, signature(body))) return null;
    return JSON.parse(Buffer.from(body, "base64url").toString()) as Ticket;
  };

  /** The ticket that an answer belongs to; from now on it does not count any more. */
  const use = (text: string | null, state: string | null): Ticket => {
    const ticket = read(text);
    if (!ticket)
      throw new AppError(
        "invalid",
        `In this browser nobody is about to sign in with ${name}; it has to take the cookies of this site. ${again}`,
      );
    if (ticket.expires_at <= now())
      throw new AppError(
        "invalid",
        `Signing in with ${name} took longer than ${TICKET_MINUTES} minutes. ${again}`,
      );
    if (state === null || !sameSecret(state, ticket.state))
      throw new AppError("invalid", `This answer of ${name} belongs to another sign-in. ${again}`);
    for (const [old, expires] of used) if (expires <= now()) used.delete(old);
    if (used.has(ticket.state))
      throw new AppError("invalid", `This answer of ${name} was used already. ${again}`);
    used.set(ticket.state, ticket.expires_at);
    return ticket;
  };

  return {
    name,
    startUrl: `${publicUrl}/sign-in/openid`,
    async begin(returnTo) {
      const [state, nonce, verifier] = [
        oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ];
      const location = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: "openid email",
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      const return_to = OWN_PATH.test(returnTo) ? returnTo : null;
      const ticket: Ticket = { state, nonce, verifier, return_to, expires_at: now() + TICKET_MS };
      const body = Buffer.from(JSON.stringify(ticket)).toString("base64url");
      return { location: location.href, ticket: `${body}.${signature(body)}` };
    },
    returnTo: (ticket) => read(ticket)?.return_to ?? null,
    async finish(answer, text, address) {
      const ticket = use(text, answer.get("state"));
      // Who comes is only known afterwards, and nobody can guess there: only the address counts.
      await countAttempt(db, null, address, now());
      const configuration = await provider();
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${answer}`), {
          expectedState: ticket.state,
          expectedNonce: ticket.nonce,
          pkceCodeVerifier: ticket.verifier,
        });
        const claims = tokens.claims();
        if (!claims) throw new AppError("unauthorized", untrusted(name));
        const { iss: issuer, sub: subject } = claims;
        // Where there is an access token, providers may tell the address only to whoever shows it.
        const isTold = claims.email !== undefined || !configuration.serverMetadata().userinfo_endpoint;
        const told = isTold ? claims : await oidc.fetchUserInfo(configuration, tokens.access_token, subject);
        return { issuer, subject, email: verifiedEmail(told), provider: name };
      } catch (error) {
        throw refusalOf(error, name);
      }
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OpenIdSettings): Promise<oidc.Configuration> {
  const basic = oidc.ClientSecretBasic(clientSecret);
  const post = oidc.ClientSecretPost(clientSecret);
  const authenticate: oidc.ClientAuth = (server, ...rest) => {
    // A provider that does not say takes the first of them.
    const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (methods.includes("client_secret_basic") ? basic : post)(server, ...rest);
  };
  const execute = [oidc.enableNonRepudiationChecks];
  // The settings allow it on this machine only.
  if (issuer.protocol === "http:") execute.push(oidc.allowInsecureRequests);
  return oidc.discovery(issuer, clientId, undefined, authenticate, { execute, timeout: TIME_LIMIT_SECONDS });
}

/** Some providers do not say whether it is verified; whoever runs the server chose one whose addresses count. */
function verifiedEmail({ email, email_verified }: Readonly<Record<string, unknown>>): string | null {
  const isVerified = email_verified === undefined || email_verified === true || email_verified === "true";
  return typeof email === "string" && email.includes("@") && email.length <= 200 && isVerified ? email : null;
}

function untrusted(name: string): string {
  return `What ${name} answered does not fit this sign-in, so nobody was signed in. Start again; when it happens again, tell an administrator: the server's log says what does not fit.`;
}

/** Nothing that the provider said is repeated to people, apart from a code of its own. */
function refusalOf(error: unknown, name: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof oidc.AuthorizationResponseError) {
    if (error.error === "access_denied")
      return new AppError("invalid", `You did not sign in at ${name}, or may not use this server there.`);
    console.warn(`Signing in with ${name}: it answered ${JSON.stringify(error.error)}.`);
    return new AppError("invalid", `${name} signed nobody in. The server's log has its answer.`);
  }
  warn(error, name);
  return isUnreachable(error) ? unavailable(name) : new AppError("unauthorized", untrusted(name));
}

function unavailable(name: string): AppError {
  return new AppError(
    "unavailable",
    `${name} does not answer as it should, so nobody can sign in with it right now. Sign in with your password, or try again later.`,
  );
}

function isUnreachable(error: unknown): boolean {
  // What `fetch` throws when no answer comes has no code; the library's own errors of this class have one.
  if (error instanceof TypeError) return codeOf(error) === null;
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  return /^OAUTH_(TIMEOUT|ABORT|RESPONSE_IS_NOT_(CONFORM|JSON)|PARSE_ERROR)$/.test(codeOf(error) ?? "");
}

/** For whoever runs the server; never a token or an address. */
function warn(error: unknown, name: string): void {
  const said = error instanceof oidc.ResponseBodyError ? error.error : String(error);
  console.warn(`Signing in with ${name}: ${JSON.stringify(said)} ${codeOf(error) ?? ""}`.trim());
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error ? String(error.code) : null;
}
