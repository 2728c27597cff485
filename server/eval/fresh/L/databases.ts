import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillFilmfest } from "./film.ts";
import { fillMobiworks } from "./mobi.ts";

const DATABASES: Fillers = { MOBIWORKS: fillMobiworks, FILMFEST: fillFilmfest };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
