import path from "node:path";
import type { SourceRow } from "../../db/schema/sources.ts";
import type { Connector } from "../connectors/connector.ts";
import { openSqliteSource } from "../connectors/sqlite/source.ts";
import type { Source, SourceRequest, SourceType } from "../contracts/sources.ts";
import { AppError, invalidField } from "../errors.ts";
import type { SourceFolders } from "./source-folders.ts";

/** What a source needs to be opened. */
export interface SourceAccess {
  readonly db_type: SourceType;
  readonly settings: SourceSettings;
}

/** What the store keeps of a source as plain JSON. */
export interface SourceSettings {
  readonly file?: string;
}

/** What people see of the settings. */
export type ShownSettings = Pick<Source, "file">;

/** Everything that differs between the kinds of source. */
export interface SourceKinds {
  /** Throws an AppError on the field that is missing or does not fit. */
  read(request: SourceRequest): SourceAccess;
  open(access: SourceAccess): Connector;
  accessOf(row: SourceRow): SourceAccess;
  shown(access: SourceAccess): ShownSettings;
}

export function createSourceKinds(folders: SourceFolders): SourceKinds {
  return {
    read({ db_type, file }) {
      if (!file) throw invalidField("file", "File is required: the SQLite database to connect.");
      return { db_type, settings: { file: folders.resolve(file) } };
    },

    open({ db_type, settings }) {
      if (db_type === "sqlite" && settings.file) return openFile(folders, settings.file);
      throw new AppError("unavailable", `This version cannot connect to a source of type ${db_type}.`);
    },

    accessOf: ({ db_type, settings }) => ({
      db_type: db_type as SourceType,
      settings: JSON.parse(settings) as SourceSettings,
    }),

    shown: ({ settings }) => ({ file: settings.file ?? null }),
  };
}

/** Looks where the file lies each time: its folder may have been taken off the list, or a link put in its place. */
function openFile(folders: SourceFolders, file: string): Connector {
  return openSqliteSource({ path: folders.mayOpen(file), schema: schemaOfFile(file) });
}

/** A SQLite file is one schema; it goes by the file's name. */
export function schemaOfFile(file: string): string {
  return path.parse(file).name;
}
