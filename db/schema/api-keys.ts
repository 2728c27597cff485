import type { Generated, Selectable } from "kysely";

/** What a program shows to say who it is. */
export interface ApiKeysTable {
  id: Generated<number>;
  name: string;
  scope: "read" | "execute" | "manage";
  key_hash: string;
  /** Its last characters, by which people recognise it. */
  ending: string;
  /** The name of who made it; null while nobody has one. */
  created_by: string | null;
  created_at: Generated<string>;
  /** Milliseconds since 1970. */
  expires_at: number;
  last_used_at: string | null;
  revoked_at: string | null;
}

export type ApiKeyRow = Selectable<ApiKeysTable>;
