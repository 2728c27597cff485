import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillBusline } from "./busline.ts";
import { fillFarmcoop } from "./farmcoop.ts";

const DATABASES: Fillers = { BUSLINE: fillBusline, FARMCOOP: fillFarmcoop };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
