import { createHmac } from "node:crypto";
import { parse, serialize } from "hono/utils/cookie";
import { RIGHTS_OF_SCOPE } from "../contracts/api-keys.ts";
import { type Actor, may, RIGHTS_OF } from "../contracts/people.ts";
import { KEY_PREFIX } from "../services/api-keys.ts";
import type { Services } from "../services/compose.ts";
import { isLoopback } from "../services/network-address.ts";
import { sameSecret, tokenHash } from "../services/secret-tokens.ts";
import type { SignedInAccount } from "../services/sign-in.ts";
import { WhileUnchanged } from "../services/while-unchanged.ts";

/** Tells who asks. */
export interface Actors {
  of(headers: Headers): Promise<Actor>;
  /** The `Set-Cookie` header that makes a browser an administrator's; null when the token is wrong, or there is none. */
  withToken(token: string): string | null;
  /** Whether an ADMIN_TOKEN makes somebody an administrator. */
  readonly takesToken: boolean;
}

const TICKET = "administrator";
/** The cookie that has the secret of a session. */
export const SESSION = "session";

const AT_THIS_MACHINE: Actor = {
  kind: "machine",
  account: null,
  name: null,
  rights: RIGHTS_OF.administrator,
  hiddenGroups: [],
  advice: "",
};
const TOKEN_HOLDER: Actor = {
  kind: "token",
  account: null,
  name: null,
  rights: RIGHTS_OF.administrator,
  hiddenGroups: [],
  advice: "",
};
const VISITOR: Actor = {
  kind: "visitor",
  account: null,
  name: null,
  rights: RIGHTS_OF.editor,
  hiddenGroups: [],
  advice: "Sign in at /admin with the ADMIN_TOKEN, or send it as Authorization: Bearer.",
};
const NOT_SIGNED_IN: Actor = {
  kind: "nobody",
  account: null,
  name: null,
  rights: [],
  hiddenGroups: [],
  advice: "Sign in at /sign-in.",
};
const WRONG_KEY: Actor = {
  kind: "nobody",
  account: null,
  name: null,
  rights: [],
  hiddenGroups: [],
  advice:
    "The key that was sent is not known, was revoked or has expired. An administrator can make another one.",
};
const BEFORE_THE_FIRST: Actor = {
  kind: "nobody",
  account: null,
  name: null,
  rights: [],
  hiddenGroups: [],
  advice:
    "This server listens beyond its own machine and has no accounts yet: make the first one at /setup with the code that it printed when it started.",
};

/** What decides who somebody is. */
type Deciding = Pick<Services, "signIn" | "apiKeys" | "groupLimits" | "revision">;

/** Who somebody is, until this moment while the store is as it is. */
interface KnownActor {
  readonly actor: Actor;
  readonly until: number;
  readonly byteLength: number;
}

/** Memory for those who asked last, in bytes. */
const KEPT_BYTES = 1_000_000;

/** Somebody whom only a change of the store makes another one. */
function forever(actor: Actor): KnownActor {
  return { actor, until: Number.POSITIVE_INFINITY, byteLength: 2 * JSON.stringify(actor).length };
}

/**
 * Whoever has the ADMIN_TOKEN is an administrator, always; a program with an API key may what the key is for. With accounts, everybody else is who is signed in. Without,
 * whoever reaches a server that listens on this machine only is its administrator, unless an ADMIN_TOKEN is set: then
 * others may change KPIs, but neither sources nor graphs. Without accounts nobody else may do anything elsewhere.
 */
export function createActors(
  settings: { readonly host: string; readonly adminToken: string | null },
  { signIn, apiKeys, groupLimits, revision }: Deciding,
  now: () => number,
): Actors {
  const kept = new WhileUnchanged<KnownActor>(revision, KEPT_BYTES);
  const { adminToken, host } = settings;
  // The cookie does not carry the token itself.
  const ticket = createHmac("sha256", adminToken ?? "")
    .update(TICKET)
    .digest("hex");
  const withoutAccounts = !isLoopback(host)
    ? BEFORE_THE_FIRST
    : adminToken === null
      ? AT_THIS_MACHINE
      : VISITOR;

  const hasToken = (headers: Headers): boolean => {
    if (adminToken === null) return false;
    const bearer = bearerOf(headers);
    if (bearer !== null && sameSecret(bearer, adminToken)) return true;
    const cookie = cookieOf(headers, TICKET);
    return cookie !== null && sameSecret(cookie, ticket);
  };

  const ofKey = async (secret: string): Promise<KnownActor> => {
    const key = await apiKeys.usable(secret);
    if (key === null) return forever(WRONG_KEY);
    const { id: keyId, name, scope, until } = key;
    const actor: Actor = {
      ...{ kind: "key", account: null, name, keyId, rights: RIGHTS_OF_SCOPE[scope] },
      hiddenGroups: await groupLimits.hiddenFrom({ keyId }),
      advice: `The key that was sent is for: ${scope}.`,
    };
    return { ...forever(actor), until };
  };

  /** Who says who sees what sees everything. */
  const limited = async (actor: Actor, member: { readonly accountId?: number }): Promise<Actor> =>
    may(actor, "manage_people") ? actor : { ...actor, hiddenGroups: await groupLimits.hiddenFrom(member) };

  const find = async (bearer: string | null, session: string | null): Promise<KnownActor> => {
    const isOn = await signIn.isOn();
    // A program that says who it is must be believed or refused: never taken for somebody else.
    if (bearer !== null && (isOn || bearer.startsWith(KEY_PREFIX))) return ofKey(bearer);
    if (!isOn)
      return forever(may(withoutAccounts, "read") ? await limited(withoutAccounts, {}) : withoutAccounts);
    const found = session === null ? null : await signIn.sessionOf(session);
    if (!found) return forever(NOT_SIGNED_IN);
    const { account, until } = found;
    return { ...forever(await limited(actorOf(account), { accountId: account.id })), until };
  };

  return {
    async of(headers) {
      if (hasToken(headers)) return TOKEN_HOLDER;
      const [bearer, session] = [bearerOf(headers), cookieOf(headers, SESSION)];
      // Secrets are not kept, only what tells them apart.
      const key = tokenHash(JSON.stringify([bearer, session]));
      const known = await kept.get(key, () => find(bearer, session));
      if (known && now() < known.until) return known.actor;
      return (await find(bearer, session)).actor;
    },
    takesToken: adminToken !== null,
    withToken: (token) =>
      adminToken !== null && sameSecret(token, adminToken)
        ? serialize(TICKET, ticket, { httpOnly: true, sameSite: "Strict", path: "/" })
        : null,
  };
}

/** Somebody who is signed in, before it is known what is hidden from them. */
export function actorOf(account: SignedInAccount): Actor {
  return {
    ...{ kind: "account", account, name: account.name, rights: RIGHTS_OF[account.role], hiddenGroups: [] },
    advice: "Ask an administrator for the role.",
  };
}

/** The secret of a program; null when it sent none. */
function bearerOf(headers: Headers): string | null {
  return /^Bearer +(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

export function cookieOf(headers: Headers, name: string): string | null {
  return parse(headers.get("cookie") ?? "", name)[name] ?? null;
}
