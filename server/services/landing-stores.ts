import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { removeAllLeftovers } from "../files/staging.ts";
import { underscored } from "./text.ts";

/** Where the tables of a source of files are kept: a SQLite file of the product's own, and the schema it goes by. */
export interface LandingStore {
  /** The file's name. */
  readonly landing: string;
  readonly schema: string;
}

/** The landing stores and the uploads that wait to become tables, in one folder beside the product's database. */
export interface LandingStores {
  /** Makes an empty one for a source of this name. */
  create(sourceName: string): LandingStore;
  /** The absolute path of a store's file. */
  pathOf(store: Pick<LandingStore, "landing">): string;
  /** Makes the folders, of which nobody but their owner sees anything. */
  makeFolders(): void;
  remove(store: LandingStore): void;
  /** A new path for the bytes of an upload, and the name to ask for it by later. */
  newUpload(): { readonly keptAs: string; readonly path: string };
  uploadPath(keptAs: string): string;
  removeUpload(keptAs: string): void;
  /** After a start: removes uploads that nobody knows, as their request ended in the middle, and half-loaded tables. */
  removeLeftovers(knownUploads: ReadonlySet<string>): void;
}

export function createLandingStores(folder: string): LandingStores {
  const uploads = path.join(folder, "uploads");
  const inFolder = (name: string) => path.join(folder, path.basename(name));
  const inUploads = (name: string) => path.join(uploads, path.basename(name));
  const makeFolders = () => fs.mkdirSync(uploads, { recursive: true, mode: 0o700 });
  return {
    makeFolders,
    create(sourceName) {
      makeFolders();
      // A schema is written into SQL nowhere, but people read and select it.
      const store = { landing: `${randomUUID()}.db`, schema: underscored(sourceName) || "files" };
      const db = new SQLite(inFolder(store.landing));
      // Readers never wait for a load, nor a load for readers.
      db.pragma("journal_mode = WAL");
      db.close();
      return store;
    },
    pathOf: ({ landing }) => inFolder(landing),
    remove({ landing }) {
      for (const ending of ["", "-wal", "-shm"]) fs.rmSync(inFolder(landing) + ending, { force: true });
    },
    newUpload() {
      makeFolders();
      const keptAs = randomUUID();
      return { keptAs, path: inUploads(keptAs) };
    },
    uploadPath: inUploads,
    removeUpload: (keptAs) => fs.rmSync(inUploads(keptAs), { force: true }),
    removeLeftovers(known) {
      if (!fs.existsSync(uploads)) return;
      removeAllLeftovers(folder);
      for (const name of fs.readdirSync(uploads))
        if (!known.has(name)) fs.rmSync(inUploads(name), { force: true });
    },
  };
}
