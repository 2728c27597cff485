import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillInsurer } from "./insurer.ts";

const DATABASES: Fillers = { INSURER: fillInsurer };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
