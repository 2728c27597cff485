/** What somebody is here; each may do what those before it may, and more. */
export const ROLES = ["viewer", "editor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a procedure may need: to read what is there; to execute KPIs; to define KPIs, and try definitions; to change
 * sources, graphs and rulesets; to say who may do what.
 */
export const RIGHTS = ["read", "execute", "define", "manage", "manage_people"] as const;
export type Right = (typeof RIGHTS)[number];

export const RIGHTS_OF: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ["read"],
  editor: ["read", "execute", "define"],
  administrator: RIGHTS,
};

/** Who asks for something, by a page, an API call or a command. */
export interface Actor {
  /**
   * `machine`: whoever is at the machine, which nobody else reaches; `token`: whoever has the ADMIN_TOKEN; `visitor`:
   * anybody else where there is such a token, and there are no accounts; `account`: somebody who is signed in; `key`: a
   * program with an API key;
   * `nobody`: anybody else where there are accounts, or must be.
   */
  readonly kind: "machine" | "token" | "visitor" | "account" | "key" | "nobody";
  readonly account: {
    readonly id: number;
    readonly login: string;
    readonly name: string;
    readonly role: Role;
  } | null;
  /** Under which what it does is written down: a person's, or a key's; null where nobody has one. */
  readonly name: string | null;
  /** The number of the API key; only a program with one has it. */
  readonly keyId?: number;
  readonly rights: readonly Right[];
  /** The groups of KPIs that are limited to others. */
  readonly hiddenGroups: readonly string[];
  /** What to do about something that this actor may not; a sentence. */
  readonly advice: string;
}

export function may(actor: Pick<Actor, "rights">, right: Right): boolean {
  return actor.rights.includes(right);
}

const WHO_MAY: Readonly<Record<Right, string>> = {
  read: "Only people who are signed in may see this.",
  execute: "Only editors and administrators may execute KPIs.",
  define: "Only editors and administrators may change KPIs or try definitions.",
  manage: "Only an administrator may do this.",
  manage_people: "Only an administrator may do this.",
};

/** Why an actor may not do what needs this right, and what to do about it; null when it may. */
export function whyNot(actor: Actor, right: Right): string | null {
  return may(actor, right) ? null : `${WHO_MAY[right]} ${actor.advice}`.trim();
}
