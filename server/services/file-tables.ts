import fs from "node:fs";
import SQLite from "better-sqlite3";
import { deleteLoadedInto, listLoaded, openUploads } from "../../db/queries/file-uploads.ts";
import { findRunningBuild } from "../../db/queries/graph-builds.ts";
import { listGraphsOfTables } from "../../db/queries/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import type { DropTableRequest, FileTable } from "../contracts/file-uploads.ts";
import { AppError } from "../errors.ts";
import { dropTable } from "../files/drop.ts";
import type { LoadedFile } from "../files/file-plan.ts";
import { refusedFile } from "./file-columns.ts";
import { landingStoreOf } from "./landing-store-of.ts";
import type { LandingStores } from "./landing-stores.ts";
import { changeCatalogs } from "./source-catalogs.ts";
import { enumerate } from "./text.ts";

/** The tables that files became. */
export interface FileTableService {
  /** By name. */
  list(sourceId: number): Promise<FileTable[]>;
  /** Refused while a knowledge graph holds the table, unless the request says to take it out of those, too. */
  drop(request: DropTableRequest): Promise<void>;
}

export function createFileTableService(db: Db, stores: LandingStores): FileTableService {
  const list = async (sourceId: number): Promise<FileTable[]> => {
    const names = tableNames(stores.pathOf(await landingStoreOf(db, sourceId)));
    const loaded = lastLoaded(await listLoaded(db, sourceId));
    const held = Map.groupBy(await listGraphsOfTables(db, sourceId), ({ table }) => table);
    return names.map((name) => {
      const file = loaded.get(name.toLowerCase());
      return {
        name,
        rows: file?.rows ?? null,
        file_name: file?.file.name ?? null,
        loaded_at: file?.loadedAt ?? null,
        graphs: (held.get(name) ?? []).map(({ graph }) => graph),
      };
    });
  };

  const refuseBusy = async (sourceId: number, { name, graphs }: FileTable, fromGraphs: boolean) => {
    const isLoading = (await openUploads(db, sourceId)).some(
      ({ status, table_name }) => status === "loading" && table_name.toLowerCase() === name.toLowerCase(),
    );
    if (isLoading)
      throw new AppError("conflict", `A file is being loaded into ${name}. Wait, or cancel that first.`);
    const build = await findRunningBuild(db, sourceId);
    if (build !== undefined)
      throw new AppError(
        "conflict",
        `The knowledge graph ${build} is being made of this source. Wait until that is done.`,
      );
    if (graphs.length > 0 && !fromGraphs)
      throw new AppError(
        "conflict",
        `The table ${name} is in the knowledge graph ${enumerate(graphs)}. Take it out of there too when you drop it (from_graphs), or delete the graph first.`,
      );
  };

  return {
    list,
    async drop({ source_id, table: named, from_graphs }) {
      const tables = await list(source_id);
      const table =
        tables.find(({ name }) => name === named) ??
        tables.find(({ name }) => name.toLowerCase() === named.toLowerCase());
      if (!table) throw new AppError("not_found", `There is no table ${named}. ${thereAre(tables)}`);
      await refuseBusy(source_id, table, from_graphs);
      try {
        await dropTable(stores.pathOf(await landingStoreOf(db, source_id)), table.name);
      } catch (error) {
        throw refusedFile(error, "table");
      }
      await db.transaction().execute(async (trx) => {
        await deleteLoadedInto(trx, source_id, table.name);
        await takeOutOfGraphs(trx, source_id, table.name);
      });
    },
  };
}

const MOST_NAMED = 10;

function thereAre(tables: readonly FileTable[]): string {
  if (tables.length === 0) return "The source has none.";
  const more = tables.length > MOST_NAMED ? [`${tables.length - MOST_NAMED} more`] : [];
  return `There are ${enumerate([...tables.slice(0, MOST_NAMED).map(({ name }) => name), ...more])}.`;
}

function tableNames(file: string): string[] {
  if (!fs.existsSync(file)) return [];
  const store = new SQLite(file, { readonly: true });
  try {
    return store
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name COLLATE NOCASE",
      )
      .pluck()
      .all();
  } finally {
    store.close();
  }
}

/** Of each table, by its name in small letters, the file that it was loaded from last. */
function lastLoaded(newestFirst: readonly string[]): ReadonlyMap<string, LoadedFile> {
  const files = newestFirst.map((text) => JSON.parse(text) as LoadedFile);
  const oldestFirst = files.toReversed().toSorted((a, b) => a.loadedAt.localeCompare(b.loadedAt));
  return new Map(oldestFirst.map((file) => [file.table.toLowerCase(), file]));
}

async function takeOutOfGraphs(db: Db, source_id: number, table: string): Promise<void> {
  await changeCatalogs(db, source_id, (catalog) => {
    const tables = catalog.tables.filter(({ name }) => name !== table);
    return tables.length === catalog.tables.length ? null : { ...catalog, tables };
  });
}
