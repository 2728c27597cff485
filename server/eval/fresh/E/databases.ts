import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillHotels } from "./hotels.ts";
import { fillTelco } from "./telco.ts";

const DATABASES: Fillers = { TELCO: fillTelco, HOTELS: fillHotels };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
