import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";

/** What fills each database of a set, by its name. */
export type Fillers = Readonly<Record<string, (db: Database.Database) => void>>;

/** Writes NAME.sqlite for each database of a set into a folder, replacing older ones, and returns the names. */
export function writeDatabases(folder: string, databases: Fillers): string[] {
  mkdirSync(folder, { recursive: true });
  for (const [name, fill] of Object.entries(databases)) {
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
  return Object.keys(databases);
}

/** Writes the databases where the command says, when the module at `url` is what was started. */
export function writeWhenStarted(url: string, databases: Fillers): void {
  if (process.argv[1] !== fileURLToPath(url)) return;
  const folder = process.argv[2];
  if (folder === undefined) {
    console.error("Say where to write the databases: node server/eval/fresh/SET/databases.ts FOLDER");
    process.exit(2);
  }
  console.log(`Wrote ${writeDatabases(folder, databases).join(", ")} to ${folder}.`);
}
