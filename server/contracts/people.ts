/** What somebody is here; each may do what those before it may. */
export const ROLES = ["viewer", "editor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** Who asks for something, by a page, an API call or a command. */
export interface Actor {
  /**
   * `machine`: whoever is at the machine, which nobody else reaches; `token`: whoever has the ADMIN_TOKEN; `visitor`:
   * anybody else, while there are no accounts.
   */
  readonly kind: "machine" | "token" | "visitor";
  readonly role: Role;
  /** What to do about something that this role may not; a sentence. */
  readonly advice: string;
}
