import type { Insertable } from "kysely";
import type { ApiKeyRow, ApiKeysTable } from "../schema/api-keys.ts";
import type { Db } from "../schema/store.ts";

export function listApiKeys(db: Db): Promise<ApiKeyRow[]> {
  return db.selectFrom("api_keys").selectAll().orderBy("id", "desc").execute();
}

export function insertApiKey(db: Db, key: Insertable<ApiKeysTable>): Promise<ApiKeyRow> {
  return db.insertInto("api_keys").values(key).returningAll().executeTakeFirstOrThrow();
}

/** The key that counts now; undefined when there is none, or it was revoked or has expired. */
export function findUsableKey(db: Db, key_hash: string, now: number): Promise<ApiKeyRow | undefined> {
  return db
    .selectFrom("api_keys")
    .selectAll()
    .where("key_hash", "=", key_hash)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
}

export async function markKeyUsed(db: Db, id: number, last_used_at: string): Promise<void> {
  await db.updateTable("api_keys").set({ last_used_at }).where("id", "=", id).execute();
}

/** One that was revoked before keeps the moment; undefined when there is none. */
export function revokeKey(db: Db, id: number, at: string): Promise<ApiKeyRow | undefined> {
  return db
    .updateTable("api_keys")
    .set((eb) => ({ revoked_at: eb.fn.coalesce("revoked_at", eb.val(at)) }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}
