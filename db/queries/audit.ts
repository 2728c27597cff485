import { type RawBuilder, sql } from "kysely";
import { foldText } from "../database.ts";
import type { AuditChainRow, AuditRow } from "../schema/audit.ts";
import type { Db } from "../schema/store.ts";

/** Which entries are looked for; what is left out does not matter. */
export interface AuditSearch {
  /** Text anywhere in an entry, in any case. */
  readonly search?: string | null;
  /** Text in the name of who did it. */
  readonly who?: string | null;
  readonly act?: string | null;
  /** From this moment on, and before that one; ISO 8601. */
  readonly from?: string | null;
  readonly until?: string | null;
  /** Only entries with smaller numbers. */
  readonly before?: number | null;
}

/** The newest first, at most `limit`. */
export function searchAudit(db: Db, found: AuditSearch, limit: number): Promise<AuditRow[]> {
  const holds = (column: RawBuilder<unknown>, text: string) =>
    sql<boolean>`instr(fold(${column}), ${foldText(text)}) > 0`;
  let query = db.selectFrom("audit_entries").selectAll().orderBy("seq", "desc").limit(limit);
  if (found.before) query = query.where("seq", "<", found.before);
  if (found.from) query = query.where("at", ">=", found.from);
  if (found.until) query = query.where("at", "<", found.until);
  if (found.act) query = query.where("act", "=", found.act);
  if (found.who) query = query.where(holds(sql.ref("who_name"), found.who));
  if (found.search) query = query.where(holds(EVERYTHING, found.search));
  return query.execute();
}

/** Of an entry, what a search looks into; a line end keeps the parts apart. */
const EVERYTHING = sql`concat_ws(char(10), who_name, who_kind, did, act, thing_kind, thing_name, address, way, before, after)`;

export function readChain(db: Db): Promise<AuditChainRow> {
  return db.selectFrom("audit_chain").selectAll().executeTakeFirstOrThrow();
}

/** Adds the next entry of the chain. */
export async function insertAuditEntry(db: Db, entry: AuditRow): Promise<void> {
  await db.insertInto("audit_entries").values(entry).execute();
  await db.updateTable("audit_chain").set({ head_seq: entry.seq, head_hash: entry.hash }).execute();
}

/** The entries after this number as they are stored, the oldest first. */
export function auditAfter(db: Db, seq: number, limit: number): Promise<AuditRow[]> {
  return db
    .selectFrom("audit_entries")
    .selectAll()
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(limit)
    .execute();
}

/** Deletes the entries from before this moment; the last that goes is remembered as what the others follow on. */
export async function cutAudit(db: Db, before: string): Promise<void> {
  // The first one that is young enough ends it: what follows stays, even where the clock was set back meanwhile.
  const kept = await db
    .selectFrom("audit_entries")
    .select((eb) => eb.fn.min("seq").as("seq"))
    .where("at", ">=", before)
    .executeTakeFirst();
  const last = await db
    .selectFrom("audit_entries")
    .select(["seq", "hash"])
    .where("seq", "<", kept?.seq ?? Number.MAX_SAFE_INTEGER)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!last) return;
  await db.updateTable("audit_chain").set({ anchor_seq: last.seq, anchor_hash: last.hash }).execute();
  await db.deleteFrom("audit_entries").where("seq", "<=", last.seq).execute();
}

/** Says that something begins which will want an entry; its number. */
export async function insertPending(db: Db, draft: string): Promise<number> {
  const { id } = await db
    .insertInto("audit_pending")
    .values({ draft })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

export async function deletePending(db: Db, id: number): Promise<void> {
  await db.deleteFrom("audit_pending").where("id", "=", id).execute();
}

export function listPending(db: Db): Promise<{ id: number; draft: string }[]> {
  return db.selectFrom("audit_pending").selectAll().orderBy("id").execute();
}
