import {
  beginLoad,
  deleteUpload,
  endAllLoads,
  endLoad,
  findUpload,
  insertUpload,
  type LoadEnd,
  listUploads,
  openUploads,
  updateInspection,
} from "../../db/queries/file-uploads.ts";
import type { FileUploadRow } from "../../db/schema/file-uploads.ts";
import type { Db } from "../../db/schema/store.ts";
import type {
  FileUpload,
  FileUploadSummary,
  LoadRequest,
  ReadAgainRequest,
  UploadListRequest,
} from "../contracts/file-uploads.ts";
import { AppError, invalidField } from "../errors.ts";
import { FileError } from "../files/file-error.ts";
import { type FilePlan, type LoadedFile, refuseTableName } from "../files/file-plan.ts";
import { inspectFile } from "../files/inspect.ts";
import { loadFile } from "../files/load.ts";
import type { Inspection } from "../files/look.ts";
import type { Progress } from "../files/protocol.ts";
import { chosenReading, freeName, plannedColumns, refusedFile, tableNamed } from "./file-columns.ts";
import { describeUpload, type KeptLoad, summarizeUpload } from "./file-upload-shown.ts";
import { bringGraphsUpToDate } from "./graphs-after-load.ts";
import { keep } from "./keep-upload.ts";
import { landingStoreOf } from "./landing-store-of.ts";
import type { LandingStores } from "./landing-stores.ts";
import { storeTrouble } from "./store-trouble.ts";

/** Most uploads that are listed of a source which are tables already. */
const LISTED = 200;

/** Most that wait in a source at a time; all of them are listed, so that none is lost. */
const MOST_OPEN = 1000;

/** Files that people upload to a source of type `files`, and how they become its tables. */
export interface FileUploadService {
  /**
   * Takes a file in, piece by piece, and looks into it. What cannot become a table is refused on the field `file`, and
   * nothing of it is kept.
   */
  receive(sourceId: number, fileName: string, chunks: AsyncIterable<Uint8Array>): Promise<FileUpload>;
  get(id: number): Promise<FileUpload>;
  /** The newest first: first those that are no table yet, all of them, then the last ones that are. */
  list(request: UploadListRequest): Promise<FileUploadSummary[]>;
  /** Looks into the file again, read as a person says. */
  readAgain(request: ReadAgainRequest): Promise<FileUpload>;
  /** Begins to load it into its table, in the background; a table of that name is replaced whole or not at all. */
  load(request: LoadRequest): Promise<FileUpload>;
  /** Ends a load and waits until it has; the table stays as it was. */
  cancel(id: number): Promise<FileUpload>;
  /** Drops what was uploaded; a table that it became stays. */
  discard(id: number): Promise<void>;
  /** After a start of the server: what an earlier process left loading has failed. */
  recover(): Promise<void>;
  shutdown(): Promise<void>;
}

interface LiveLoad {
  readonly controller: AbortController;
  progress: Progress | null;
  readonly ended: Promise<void>;
}

export function createFileUploadService(db: Db, stores: LandingStores, maxBytes: number): FileUploadService {
  const live = new Map<number, LiveLoad>();

  const shown = (row: FileUploadRow) => describeUpload(row, live.get(row.id)?.progress ?? null);

  const find = async (id: number): Promise<FileUploadRow> => {
    const row = await findUpload(db, id);
    if (!row) throw new AppError("not_found", `There is no uploaded file with id ${id}.`);
    return row;
  };

  /** Those that are not a table yet: of the others the bytes are gone. */
  const waiting = async (id: number): Promise<FileUploadRow> => {
    const row = await find(id);
    if (row.status === "loaded")
      throw new AppError(
        "conflict",
        `${row.file_name} is a table already. Upload it again to load it again.`,
      );
    if (row.status === "loading")
      throw new AppError("conflict", `${row.file_name} is being loaded. Wait, or cancel that first.`);
    return row;
  };

  // One after the other: what is read of a table last is what graphs are to go by.
  let last: Promise<string | null> = Promise.resolve(null);
  const graphsAfter = (sourceId: number, file: Pick<LoadedFile, "table" | "columns">) => {
    last = last
      .then(() => bringGraphsUpToDate(db, stores, sourceId, file))
      .catch((error) => {
        console.error(`What graphs know of the table ${file.table} could not be brought up to date.`, error);
        return "What knowledge graphs know of its columns could not be brought up to date: make those that hold it again.";
      });
    return last;
  };

  const run = async (row: FileUploadRow, plan: FilePlan, target: string, load: LiveLoad) => {
    let end: LoadEnd;
    try {
      const loaded = await loadFile(plan, {
        target,
        table: row.table_name,
        signal: load.controller.signal,
        onProgress: (progress) => {
          load.progress = progress;
        },
      });
      const told: KeptLoad = { ...loaded, graphs: await graphsAfter(row.source_id, loaded) };
      end = { status: "loaded", message: null, loaded: JSON.stringify(told) };
    } catch (error) {
      end = { loaded: null, ...howItEnded(row, error) };
    }
    await endLoad(db, row.id, end).catch((problem) =>
      console.error(`Upload ${row.id}: its end could not be stored.`, problem),
    );
    if (end.status === "loaded") stores.removeUpload(row.kept_as);
  };

  return {
    async receive(sourceId, fileName, chunks) {
      await landingStoreOf(db, sourceId);
      if ((await openUploads(db, sourceId)).length >= MOST_OPEN)
        throw invalidField(
          "file",
          `${MOST_OPEN.toLocaleString("en")} files wait to become tables of this source. Load or drop some of them first.`,
        );
      const { keptAs, path } = stores.newUpload();
      try {
        const size = await keep(chunks, path, maxBytes);
        const inspection = await inspectFile(path, fileName);
        const upload = {
          ...{ source_id: sourceId, file_name: fileName, kept_as: keptAs, size },
          inspection: JSON.stringify(inspection),
        };
        const row = await db.transaction().execute(async (trx) => {
          const others = (await openUploads(trx, sourceId)).filter(({ file_name }) => file_name !== fileName);
          const taken = others.map(({ table_name }) => table_name);
          return insertUpload(trx, { ...upload, table_name: freeName(tableNamed(fileName), taken) });
        });
        return shown(row);
      } catch (error) {
        stores.removeUpload(keptAs);
        throw refusedFile(error, "file");
      }
    },

    get: async (id) => shown(await find(id)),

    async list({ source_id, open }) {
      await landingStoreOf(db, source_id);
      const ofState = (isOpen: boolean, most: number) =>
        open === undefined || open === isOpen ? listUploads(db, source_id, isOpen, most) : [];
      const rows = [...(await ofState(true, 2 * MOST_OPEN)), ...(await ofState(false, LISTED))];
      return rows.map(summarizeUpload);
    },

    async readAgain({ upload_id, ...reading }) {
      const row = await waiting(upload_id);
      try {
        const chosen = chosenReading(reading);
        const inspection = await inspectFile(stores.uploadPath(row.kept_as), row.file_name, { chosen });
        await updateInspection(db, row.id, JSON.stringify(inspection));
      } catch (error) {
        throw refusedFile(error, "file");
      }
      return shown(await find(upload_id));
    },

    async load({ upload_id, table_name, columns }) {
      const row = await waiting(upload_id);
      const target = stores.pathOf(await landingStoreOf(db, row.source_id));
      const inspection = JSON.parse(row.inspection) as Inspection;
      const table = table_name ?? row.table_name;
      try {
        refuseTableName(table);
      } catch (error) {
        throw refusedFile(error, "table_name");
      }
      const plan: FilePlan = {
        path: stores.uploadPath(row.kept_as),
        originalName: row.file_name,
        shape: inspection.shape,
        columns: plannedColumns(inspection, columns),
      };
      if (!(await beginLoad(db, row.id, table)))
        throw new AppError("conflict", `${row.file_name} is being loaded. Wait, or cancel that first.`);
      const ended = Promise.withResolvers<void>();
      const load: LiveLoad = { controller: new AbortController(), progress: null, ended: ended.promise };
      live.set(row.id, load);
      void run({ ...row, table_name: table }, plan, target, load).finally(() => {
        live.delete(row.id);
        ended.resolve();
      });
      return shown(await find(upload_id));
    },

    async cancel(id) {
      await find(id);
      const load = live.get(id);
      load?.controller.abort();
      await load?.ended;
      return shown(await find(id));
    },

    async discard(id) {
      const row = await find(id);
      if (row.status === "loading")
        throw new AppError("conflict", `${row.file_name} is being loaded. Cancel that first.`);
      await deleteUpload(db, id);
      stores.removeUpload(row.kept_as);
    },

    async recover() {
      // The table may have been replaced in the last moment.
      for (const { source_id, table_name, status } of await openUploads(db))
        if (status === "loading") await graphsAfter(source_id, { table: table_name, columns: [] });
      await endAllLoads(
        db,
        "The server stopped while this was going on. The table is as it was: load again.",
      );
      stores.removeLeftovers(new Set((await openUploads(db)).map(({ kept_as }) => kept_as)));
    },

    async shutdown() {
      const loads = [...live.values()];
      for (const load of loads) load.controller.abort();
      await Promise.all(loads.map((load) => load.ended));
    },
  };
}

function howItEnded(row: FileUploadRow, error: unknown): Pick<LoadEnd, "status" | "message"> {
  if (error instanceof FileError) {
    if (error.detail) console.warn(`Upload ${row.id}: ${error.message} ${error.detail}`);
    return { status: error.code === "cancelled" ? "cancelled" : "failed", message: error.message };
  }
  const known = error instanceof AppError ? error : storeTrouble(error);
  if (known) return { status: "failed", message: known.message };
  console.error(`Upload ${row.id} failed unexpectedly.`, error);
  const message = `An unexpected error ended this; the server's log has the details under "Upload ${row.id}".`;
  return { status: "failed", message };
}
