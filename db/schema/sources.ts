import type { Generated, Selectable } from "kysely";

/** A source database that people connected. */
export interface SourcesTable {
  id: Generated<number>;
  name: string;
  db_type: string;
  /** JSON object: what its connector needs to open it, without secrets; for SQLite `{ "file": path }`. */
  settings: string;
  /** The password and other secrets, encrypted; null when there are none. */
  secret: string | null;
  created_at: Generated<string>;
  updated_at: string | null;
}

/** A schema of a source that was introspected; `catalog` is the JSON of what was found. */
export interface SourceSchemasTable {
  id: Generated<number>;
  source_id: number;
  /** Unique within its source. */
  name: string;
  catalog: string;
  introspected_at: Generated<string>;
  /** Of its catalog; triggers keep them. */
  tables_count: Generated<number>;
  columns_count: Generated<number>;
}

export type SourceRow = Selectable<SourcesTable>;
