import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillMuseum } from "./museum.ts";
import { fillWarehouse } from "./warehouse.ts";

const DATABASES: Fillers = { WAREHSE: fillWarehouse, MUSEUM: fillMuseum };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
