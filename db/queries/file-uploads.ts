import { type Insertable, sql } from "kysely";
import type { FileUploadRow, FileUploadsTable } from "../schema/file-uploads.ts";
import type { Db } from "../schema/store.ts";

export type NewUpload = Pick<
  Insertable<FileUploadsTable>,
  "source_id" | "file_name" | "kept_as" | "size" | "inspection" | "table_name"
>;

export async function insertUpload(db: Db, upload: NewUpload): Promise<FileUploadRow> {
  return db
    .insertInto("file_uploads")
    .values({ ...upload, loaded: null, message: null, ended_at: null })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findUpload(db: Db, id: number): Promise<FileUploadRow | undefined> {
  return db.selectFrom("file_uploads").selectAll().where("id", "=", id).executeTakeFirst();
}

/** An upload without what was found in it; `rows_loaded` is null until it is a table. */
export type ListedUpload = Omit<FileUploadRow, "inspection" | "loaded" | "kept_as"> & {
  readonly rows_loaded: number | null;
  /** 1 where nothing in the file says its encoding; null where an earlier version looked into it. */
  readonly encoding_guessed: number | null;
};

/** The uploads of a source, the newest first: those that are a table already, or (`open`) those that are not. */
export async function listUploads(
  db: Db,
  sourceId: number,
  open: boolean,
  limit: number,
): Promise<ListedUpload[]> {
  return db
    .selectFrom("file_uploads")
    .select(["id", "source_id", "file_name", "size", "status", "table_name", "message"])
    .select(["created_at", "ended_at", sql<number | null>`loaded ->> 'rows'`.as("rows_loaded")])
    .select(sql<number | null>`inspection ->> 'encodingGuessed'`.as("encoding_guessed"))
    .where("source_id", "=", sourceId)
    .where("status", open ? "<>" : "=", "loaded")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
}

/** Uploads whose bytes are kept, since they may still become a table: of one source, or of all. */
export async function openUploads(
  db: Db,
  sourceId?: number,
): Promise<Pick<FileUploadRow, "source_id" | "file_name" | "table_name" | "kept_as" | "status">[]> {
  return db
    .selectFrom("file_uploads")
    .select(["source_id", "file_name", "table_name", "kept_as", "status"])
    .where("status", "<>", "loaded")
    .$if(sourceId !== undefined, (query) => query.where("source_id", "=", sourceId as number))
    .execute();
}

/** What came of each file of a source that is a table, as JSON; the newest upload first. */
export async function listLoaded(db: Db, sourceId: number): Promise<string[]> {
  const rows = await db
    .selectFrom("file_uploads")
    .select("loaded")
    .where("source_id", "=", sourceId)
    .where("loaded", "is not", null)
    .orderBy("id", "desc")
    .execute();
  return rows.flatMap(({ loaded }) => loaded ?? []);
}

/** What was found when a file was looked into again; it is JSON. */
export async function updateInspection(db: Db, id: number, inspection: string): Promise<void> {
  await db.updateTable("file_uploads").set({ inspection }).where("id", "=", id).execute();
}

/** Only one load of a file at a time, and none of one that is a table already: whether this is it. */
export async function beginLoad(db: Db, id: number, tableName: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("file_uploads")
    .set({ status: "loading", table_name: tableName, message: null, ended_at: null })
    .where("id", "=", id)
    .where("status", "in", ["ready", "failed", "cancelled"])
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

export interface LoadEnd {
  readonly status: "loaded" | "failed" | "cancelled";
  readonly message: string | null;
  /** JSON. */
  readonly loaded: string | null;
}

/** A load ends once: nothing happens to one that has. */
export async function endLoad(db: Db, id: number, end: LoadEnd): Promise<void> {
  await db
    .updateTable("file_uploads")
    .set({ ...end, ended_at: sql<string>`CURRENT_TIMESTAMP` })
    .where("id", "=", id)
    .where("status", "=", "loading")
    .execute();
}

/** Ends what an earlier process left loading. */
export async function endAllLoads(db: Db, message: string): Promise<void> {
  await db
    .updateTable("file_uploads")
    .set({ status: "failed", message, ended_at: sql<string>`CURRENT_TIMESTAMP` })
    .where("status", "=", "loading")
    .execute();
}

export async function deleteUpload(db: Db, id: number): Promise<void> {
  await db.deleteFrom("file_uploads").where("id", "=", id).execute();
}

/** Forgets the uploads that became a table which is gone. */
export async function deleteLoadedInto(db: Db, sourceId: number, table: string): Promise<void> {
  await db
    .deleteFrom("file_uploads")
    .where("source_id", "=", sourceId)
    .where("status", "=", "loaded")
    .where(sql`lower(table_name)`, "=", table.toLowerCase())
    .execute();
}
