import { createHmac } from "node:crypto";
import { parse, serialize } from "hono/utils/cookie";
import { RIGHTS_OF_SCOPE } from "../contracts/api-keys.ts";
import { type Actor, may, RIGHTS_OF } from "../contracts/people.ts";
import { type ApiKeyService, KEY_PREFIX } from "../services/api-keys.ts";
import type { GroupLimitService } from "../services/group-limits.ts";
import { isLoopback } from "../services/network-address.ts";
import { sameSecret } from "../services/secret-tokens.ts";
import type { SignedInAccount, SignInService } from "../services/sign-in.ts";

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

/**
 * Whoever has the ADMIN_TOKEN is an administrator, always; a program with an API key may what the key is for. With accounts, everybody else is who is signed in. Without,
 * whoever reaches a server that listens on this machine only is its administrator, unless an ADMIN_TOKEN is set: then
 * others may change KPIs, but neither sources nor graphs. Without accounts nobody else may do anything elsewhere.
 */
export function createActors(
  settings: { readonly host: string; readonly adminToken: string | null },
  signIn: Pick<SignInService, "isOn" | "accountOf">,
  apiKeys: Pick<ApiKeyService, "usable">,
  groups: Pick<GroupLimitService, "hiddenFrom">,
): Actors {
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

  const ofKey = async (secret: string): Promise<Actor> => {
    const key = await apiKeys.usable(secret);
    if (key === null) return WRONG_KEY;
    const { id: keyId, name, scope } = key;
    return {
      ...{ kind: "key", account: null, name, keyId, rights: RIGHTS_OF_SCOPE[scope] },
      hiddenGroups: await groups.hiddenFrom({ keyId }),
      advice: `The key that was sent is for: ${scope}.`,
    };
  };

  /** Who says who sees what sees everything. */
  const limited = async (actor: Actor, member: { readonly accountId?: number }): Promise<Actor> =>
    may(actor, "manage_people") ? actor : { ...actor, hiddenGroups: await groups.hiddenFrom(member) };

  return {
    async of(headers) {
      if (hasToken(headers)) return TOKEN_HOLDER;
      const isOn = await signIn.isOn();
      const bearer = bearerOf(headers);
      // A program that says who it is must be believed or refused: never taken for somebody else.
      if (bearer !== null && (isOn || bearer.startsWith(KEY_PREFIX))) return ofKey(bearer);
      if (!isOn) return may(withoutAccounts, "read") ? limited(withoutAccounts, {}) : withoutAccounts;
      const session = cookieOf(headers, SESSION);
      const account = session === null ? null : await signIn.accountOf(session);
      if (!account) return NOT_SIGNED_IN;
      return limited(actorOf(account), { accountId: account.id });
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
