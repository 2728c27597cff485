import type { Generated, Selectable } from "kysely";

/** A file that somebody uploaded, from the moment it is there; the bytes go when it has become a table. */
export interface FileUploadsTable {
  id: Generated<number>;
  source_id: number;
  /** As the person named it. */
  file_name: string;
  /** Under which name its bytes are kept among the uploads. */
  kept_as: string;
  /** Bytes. */
  size: number;
  status: Generated<string>;
  /** JSON: what was found when it was looked into. */
  inspection: string;
  /** The table that it is to become, or became. */
  table_name: string;
  /** JSON: rows, columns with the headers they had, SHA-256; null until it is loaded. */
  loaded: string | null;
  /** Why the last attempt to load it ended without a table. */
  message: string | null;
  created_at: Generated<string>;
  ended_at: string | null;
}

export type FileUploadRow = Selectable<FileUploadsTable>;
