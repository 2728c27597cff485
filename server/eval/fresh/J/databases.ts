import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillHospital } from "./hospital.ts";
import { fillLeague } from "./league.ts";

const DATABASES: Fillers = { HOSPLAB: fillHospital, LEAGUE: fillLeague };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
