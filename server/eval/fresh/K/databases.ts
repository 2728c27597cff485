import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillAuction } from "./auction.ts";
import { fillLending } from "./lending.ts";

const DATABASES: Fillers = { AUCTION: fillAuction, LENDING: fillLending };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
