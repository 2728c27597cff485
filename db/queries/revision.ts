import { CompiledQuery } from "kysely";
import type { Db } from "../schema/store.ts";

/**
 * SQLite counts what this connection has changed, and, apart from it, how often others have. A statement asked by itself
 * waits for a transaction under way, so what it tells is never of a change that may still be taken back.
 */
const REVISION = CompiledQuery.raw(
  "SELECT total_changes() AS own, data_version AS others FROM pragma_data_version",
);

/**
 * A text that is another one after anything in the store has changed, by whichever process. It only compares with others
 * of the same `db`.
 */
export async function storeRevision(db: Db): Promise<string> {
  const { rows } = await db.executeQuery<{ readonly own: number; readonly others: number }>(REVISION);
  const [{ own, others } = { own: 0, others: 0 }] = rows;
  return `${own}-${others}`;
}
