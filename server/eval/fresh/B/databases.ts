import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillGrid } from "./grid.ts";
import { fillLibrary } from "./library.ts";

const DATABASES: Fillers = { CITYLIB: fillLibrary, GRIDCO: fillGrid };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
