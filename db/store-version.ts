import type SQLite from "better-sqlite3";
import { MIGRATIONS } from "./migrations/index.ts";

/** How a store stands to this version of the product, by the names of migrations. */
export interface StoreVersion {
  /** Those of this version that the store has not had yet. */
  readonly pending: readonly string[];
  /** Those that it has had, which this version does not know. */
  readonly newer: readonly string[];
}

/** Null for a database that no version of the product made, an empty one among them. Throws SQLite's own error. */
export function storeVersion(sqlite: SQLite.Database): StoreVersion | null {
  if (!schemaNames(sqlite).includes("kysely_migration")) return null;
  const applied = sqlite.prepare<[], string>("SELECT name FROM kysely_migration ORDER BY name").pluck().all();
  const [first] = Object.keys(MIGRATIONS);
  if (first === undefined || !applied.includes(first)) return null;
  return {
    pending: Object.keys(MIGRATIONS).filter((name) => !applied.includes(name)),
    newer: applied.filter((name) => !(name in MIGRATIONS)),
  };
}

/** Names of all tables, indexes, triggers and views. */
export function schemaNames(sqlite: SQLite.Database): string[] {
  return sqlite.prepare<[], string>("SELECT name FROM sqlite_schema ORDER BY name").pluck().all();
}
