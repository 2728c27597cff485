import type SQLite from "better-sqlite3";
import { schemaNames } from "./store-version.ts";

/** The files beside a store that its rows name, each with what it is to people. */
export interface StoreFiles {
  /** Tables of uploaded files, one file a source. */
  readonly landings: readonly { readonly landing: string; readonly what: string }[];
  /** Uploaded files that are no table yet. */
  readonly uploads: readonly { readonly keptAs: string; readonly what: string }[];
}

/** Of a store of any version. Throws SQLite's own error. */
export function storeFiles(sqlite: SQLite.Database): StoreFiles {
  const names = schemaNames(sqlite);
  const all = <T>(table: string, query: string) =>
    names.includes(table) ? (sqlite.prepare(query).all() as T[]) : [];
  return {
    landings: all(
      "file_uploads",
      `SELECT settings ->> 'landing' AS landing, 'the tables of the source ' || name AS what
       FROM sources WHERE db_type = 'files' ORDER BY id`,
    ),
    uploads: all(
      "file_uploads",
      `SELECT kept_as AS keptAs, 'the uploaded file ' || file_name AS what
       FROM file_uploads WHERE status <> 'loaded' ORDER BY id`,
    ),
  };
}

/** Gives the files of a store other names, by their names before. */
export function renameStoreFiles(sqlite: SQLite.Database, names: ReadonlyMap<string, string>): void {
  const landing = sqlite.prepare(
    "UPDATE sources SET settings = json_set(settings, '$.landing', ?) WHERE db_type = 'files' AND settings ->> 'landing' = ?",
  );
  const upload = sqlite.prepare("UPDATE file_uploads SET kept_as = ? WHERE kept_as = ?");
  sqlite.transaction(() => {
    for (const [before, after] of names) {
      landing.run(after, before);
      upload.run(after, before);
    }
  })();
}
