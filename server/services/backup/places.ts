import path from "node:path";

/** What belongs to a store and lies beside it, in a data folder as in a backup; not all of it need be there. */
export interface BesideStore {
  /** What the passwords of sources are encrypted with, unless SECRET_KEY is set. */
  readonly keyFile: string;
  /** The folder of the landing stores and the uploads. */
  readonly files: string;
}

/** What a store is called within a backup. */
export const STORE_IN_BACKUP = "landing_kpi.db";

export function besideStore(databaseFile: string): BesideStore {
  const folder = path.dirname(databaseFile);
  return { keyFile: path.join(folder, "landing_kpi.key"), files: path.join(folder, "files") };
}
