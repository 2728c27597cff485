import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillAirport } from "./airport.ts";
import { fillProperty } from "./property.ts";

const DATABASES: Fillers = { AIRPORT: fillAirport, PROPMGT: fillProperty };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
