import { statfs } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import type { Db } from "../schema/store.ts";

/** Bytes that the store can still take: what is free on its disk, and what deleted rows have left in its file. */
export async function roomLeft(db: Db): Promise<number> {
  const { rows } = await sql<{ file: string; unused: number }>`
    SELECT file, freelist_count * page_size AS unused
    FROM pragma_database_list, pragma_freelist_count, pragma_page_size WHERE name = 'main'`.execute(db);
  const [{ file, unused } = { file: "", unused: 0 }] = rows;
  const { bavail, bsize } = await statfs(path.dirname(file));
  return bavail * bsize + unused;
}
