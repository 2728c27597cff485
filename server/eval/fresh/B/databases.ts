import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { fillGrid } from "./grid.ts";
import { fillLibrary } from "./library.ts";

const DATABASES: Record<string, (db: Database.Database) => void> = {
  CITYLIB: fillLibrary,
  GRIDCO: fillGrid,
};

/** Writes NAME.sqlite for each database of this set into a folder, replacing older ones, and returns the names. */
export function buildDatabases(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  for (const [name, fill] of Object.entries(DATABASES)) {
    const path = join(folder, `${name}.sqlite`);
    rmSync(path, { force: true });
    const db = new Database(path);
    try {
      // The orphans are there on purpose, as they are in databases whose keys were declared late.
      db.pragma("foreign_keys = OFF");
      fill(db);
    } finally {
      db.close();
    }
  }
  return Object.keys(DATABASES);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error("Say where to write the databases: node server/eval/fresh/B/databases.ts FOLDER");
    process.exit(2);
  }
  console.log(`Wrote ${buildDatabases(folder).join(", ")} to ${folder}.`);
}
