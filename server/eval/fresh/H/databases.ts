import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillPublisher } from "./publisher.ts";
import { fillRental } from "./rental.ts";

const DATABASES: Fillers = { RENTFLT: fillRental, PUBLISH: fillPublisher };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
