import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

export const CLIENT_ID = "landing-kpi";
export const CLIENT_SECRET = "a-secret-of-these-tests";
/** Another program that is registered at the same provider. */
export const OTHER = { client_id: "another-program", redirect_uri: "http://127.0.0.1:9/back" } as const;

/** What the provider says of somebody. */
export interface Person {
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** A real provider of OpenID Connect on this machine, with its data in memory. */
export interface OpenIdProvider {
  readonly issuer: string;
  /** Who there is, by the subject, which is also what they sign in with. */
  readonly people: Record<string, Person>;
  /** What it does with each `id_token` before it hands it out. */
  deliver: (idToken: string) => string;
  stop(): Promise<void>;
}

/** `publicUrl` is where the program is that people sign in to. */
export async function startOpenIdProvider(publicUrl: string): Promise<OpenIdProvider> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const people: Record<string, Person> = {};
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [`${publicUrl}/sign-in/openid/callback`],
      },
      {
        client_id: OTHER.client_id,
        client_secret: CLIENT_SECRET,
        redirect_uris: [OTHER.redirect_uri],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"] },
    cookies: { keys: ["a key of these tests"] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" }] },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people[sub] }) }),
  });
  const started: OpenIdProvider = {
    issuer,
    people,
    deliver: (idToken) => idToken,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.oidc?.route === "token" && body?.id_token) body.id_token = started.deliver(body.id_token);
  });
  server.on("request", provider.callback());
  return started;
}
