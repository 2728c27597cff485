import { openUploads } from "../../db/queries/file-uploads.ts";
import { findRunningBuild } from "../../db/queries/graph-builds.ts";
import {
  deleteSource,
  findSource,
  findSourceByName,
  insertSource,
  listGraphsBySource,
  listSources,
  type SourceValues,
  updateSource,
} from "../../db/queries/sources.ts";
import type { SourceRow } from "../../db/schema/sources.ts";
import type { Db } from "../../db/schema/store.ts";
import { SourceError } from "../connectors/connector.ts";
import type {
  ConnectionTest,
  Source,
  SourceRequest,
  SourceTestRequest,
  SourceType,
} from "../contracts/sources.ts";
import { AppError, invalidField } from "../errors.ts";
import type { LandingStores } from "./landing-stores.ts";
import type { SourceConnections } from "./source-connections.ts";
import type { SourceFolders } from "./source-folders.ts";
import type { SourceAccess, SourceKinds } from "./source-kinds.ts";
import { enumerate, isoTimestamp } from "./text.ts";

/** How long a test of a connection may take, in milliseconds. */
const TEST_LIMIT_MS = 15_000;

/** Which field a connection that does not work is about; that of a server: its host. */
const FIELD_OF_TROUBLE: Readonly<Partial<Record<SourceType, string>>> = { sqlite: "file", files: "name" };

/** The registry of sources: which databases people connected. Secrets go in and never come out. */
export interface SourceService {
  list(): Promise<Source[]>;
  get(id: number): Promise<Source>;
  /** Saved only when a connection works; refused by field otherwise. */
  create(request: SourceRequest): Promise<Source>;
  update(id: number, request: SourceRequest): Promise<Source>;
  /** Refused while knowledge graphs are about the source or one is being made of it; the message names them. */
  remove(id: number): Promise<void>;
  /** `source_id`: the source that is being changed, whose password is used when none is given. */
  test(request: SourceTestRequest): Promise<ConnectionTest>;
  testSaved(id: number): Promise<ConnectionTest>;
  /** Database files that could be connected, and where they are looked for. */
  files(): { folders: string[]; files: string[] };
}

export function createSourceService(
  db: Db,
  kinds: SourceKinds,
  connections: SourceConnections,
  folders: SourceFolders,
  stores: LandingStores,
): SourceService {
  const shown = async (rows: readonly SourceRow[]): Promise<Source[]> => {
    const graphs = await listGraphsBySource(db);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      db_type: row.db_type as SourceType,
      ...kinds.shown(row),
      created_at: isoTimestamp(row.created_at),
      updated_at: isoTimestamp(row.updated_at ?? row.created_at),
      graphs: graphs.get(row.id) ?? [],
    }));
  };
  const shownOne = async (row: SourceRow) => (await shown([row]))[0] as Source;

  const find = async (id: number) => {
    const row = await findSource(db, id);
    if (!row) throw new AppError("not_found", `There is no source with id ${id}.`);
    return row;
  };

  const checked = async (request: SourceRequest, before: SourceRow | null): Promise<SourceValues> => {
    if (before) refuseOtherKind(before, request);
    const namesake = await findSourceByName(db, request.name);
    if (namesake && namesake.id !== before?.id)
      throw new AppError("duplicate_name", `A source "${request.name}" exists already.`, {
        fieldErrors: [{ field: "name", message: "exists already; choose another name." }],
      });
    const access = kinds.read(request, before && kinds.accessOf(before));
    const test = await tryOut(access);
    if (!test.success) {
      if (!before) kinds.forget(access);
      throw invalidField(FIELD_OF_TROUBLE[request.db_type] ?? "host", test.message);
    }
    return { name: request.name, ...kinds.stored(access) };
  };

  const tryOut = async (access: SourceAccess): Promise<ConnectionTest> => {
    const startedAt = performance.now();
    const connector = kinds.open(access);
    const elapsed = () => Math.round((performance.now() - startedAt) * 10) / 10;
    try {
      const facts = await connector.describe({ timeLimitMs: TEST_LIMIT_MS });
      const { product, schemas } = facts;
      const message = `Connected to ${product}.`;
      return { success: true, message, product, schemas: [...schemas], elapsed_ms: elapsed() };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      if (error.detail) console.warn(`A connection was tested. ${error.message} ${error.detail}`);
      return { success: false, message: error.message, product: null, schemas: [], elapsed_ms: elapsed() };
    } finally {
      await connector.close();
    }
  };

  return {
    list: async () => shown(await listSources(db)),
    get: async (id) => shownOne(await find(id)),
    create: async (request) => shownOne(await insertSource(db, await checked(request, null))),

    async update(id, request) {
      const row = await updateSource(db, id, await checked(request, await find(id)));
      if (!row) throw new AppError("not_found", `There is no source with id ${id} any more.`);
      await connections.evict(id);
      return shownOne(row);
    },

    async remove(id) {
      const row = await find(id);
      const source = await shownOne(row);
      if (source.graphs.length > 0)
        throw new AppError(
          "conflict",
          `The source "${source.name}" is used by the knowledge graph ${enumerate(source.graphs)}. Delete that first.`,
        );
      const build = await findRunningBuild(db, id);
      if (build !== undefined)
        throw new AppError(
          "conflict",
          `The knowledge graph ${build} is being made of the source "${source.name}". Wait, or cancel that first.`,
        );
      const uploads = await openUploads(db, id);
      if (uploads.some(({ status }) => status === "loading"))
        throw new AppError(
          "conflict",
          `A file is being loaded into the source "${source.name}". Wait, or cancel that first.`,
        );
      await deleteSource(db, id);
      for (const { kept_as } of uploads) stores.removeUpload(kept_as);
      await connections.evict(id);
      kinds.forget(kinds.plainAccessOf(row));
    },

    async test({ source_id, ...request }) {
      const before = source_id === undefined ? null : kinds.accessOf(await find(source_id));
      const access = kinds.read(request, before);
      try {
        return await tryOut(access);
      } finally {
        if (!before) kinds.forget(access);
      }
    },
    testSaved: async (id) => tryOut(kinds.accessOf(await find(id))),
    files: () => ({ folders: [...folders.folders], files: folders.list() }),
  };
}

/** Tables of uploaded files are the product's own: they would be left behind, or their source be without any. */
function refuseOtherKind({ name, db_type }: SourceRow, request: SourceRequest): void {
  if (db_type === request.db_type || (db_type !== "files" && request.db_type !== "files")) return;
  const message =
    db_type === "files"
      ? `"${name}" holds the tables of uploaded files and cannot become a database. Connect the database as a source of its own.`
      : `"${name}" is a database and cannot become a source of files. Connect a source of files of its own.`;
  throw invalidField("db_type", message);
}
