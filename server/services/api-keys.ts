import {
  findUsableKey,
  insertApiKey,
  listApiKeys,
  markKeyUsed,
  revokeKey,
} from "../../db/queries/api-keys.ts";
import type { ApiKeyRow } from "../../db/schema/api-keys.ts";
import type { Db } from "../../db/schema/store.ts";
import type { ApiKey, NewApiKeyRequest, Scope } from "../contracts/api-keys.ts";
import { AppError } from "../errors.ts";
import { newToken, tokenHash } from "./secret-tokens.ts";
import { isoTimestamp } from "./text.ts";

/** By this a key is told from other secrets, here and by those who search texts for lost ones. */
export const KEY_PREFIX = "lkpi_";

const DAY_MS = 24 * 3_600_000;
/** How exact the last use is: a busy program does not write with every request. */
const USE_MS = 60_000;

/** Keys of programs. One that is revoked counts no more with the next request. */
export interface ApiKeyService {
  list(): Promise<ApiKey[]>;
  /** `createdBy` is the name of who makes it; the secret is nowhere to be had afterwards. */
  create(
    request: NewApiKeyRequest,
    createdBy: string | null,
  ): Promise<{ readonly key: ApiKey; readonly secret: string }>;
  revoke(id: number): Promise<ApiKey>;
  /**
   * The key that this secret is; null when it is none (any more). While the store is as it is, that holds until the moment
   * `until`, when it has expired or a use of it is to be written down.
   */
  usable(secret: string): Promise<{
    readonly id: number;
    readonly name: string;
    readonly scope: Scope;
    readonly until: number;
  } | null>;
}

export function createApiKeyService(db: Db, now: () => number): ApiKeyService {
  const iso = () => new Date(now()).toISOString();
  const shown = (row: ApiKeyRow) => toApiKey(row, now());
  return {
    list: async () => (await listApiKeys(db)).map(shown),
    async create({ name, scope, expires_in_days }, created_by) {
      const secret = `${KEY_PREFIX}${newToken()}`;
      const row = await insertApiKey(db, {
        ...{ name, scope, created_by, last_used_at: null, revoked_at: null },
        key_hash: tokenHash(secret),
        ending: secret.slice(-4),
        expires_at: now() + expires_in_days * DAY_MS,
      });
      return { key: shown(row), secret };
    },
    async revoke(id) {
      const row = await revokeKey(db, id, iso());
      if (!row) throw new AppError("not_found", `There is no API key ${id}.`);
      return shown(row);
    },
    async usable(secret) {
      if (!secret.startsWith(KEY_PREFIX)) return null;
      const row = await findUsableKey(db, tokenHash(secret), now());
      if (!row) return null;
      const written = row.last_used_at === null ? 0 : Date.parse(row.last_used_at);
      if (now() - written >= USE_MS) await markKeyUsed(db, row.id, iso());
      const until = Math.min(row.expires_at, written + USE_MS);
      return { id: row.id, name: row.name, scope: row.scope, until };
    },
  };
}

function toApiKey(row: ApiKeyRow, now: number): ApiKey {
  const { id, name, scope, ending, created_by } = row;
  return {
    ...{ id, name, scope, ending, created_by },
    state: row.revoked_at !== null ? "revoked" : row.expires_at <= now ? "expired" : "usable",
    created_at: isoTimestamp(row.created_at),
    expires_at: new Date(row.expires_at).toISOString(),
    last_used_at: row.last_used_at && isoTimestamp(row.last_used_at),
  };
}
