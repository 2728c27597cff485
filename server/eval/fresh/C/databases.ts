import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillHr } from "./hr.ts";

const DATABASES: Fillers = { HRPAY: fillHr };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
