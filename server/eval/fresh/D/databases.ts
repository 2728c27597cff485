import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillInsurer } from "./insurer.ts";
import { fillUniversity } from "./university.ts";

const DATABASES: Fillers = { INSURER: fillInsurer, UNIVERSITY: fillUniversity };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
