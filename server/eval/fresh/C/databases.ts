import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillFood } from "./food.ts";
import { fillHr } from "./hr.ts";

const DATABASES: Fillers = { HRPAY: fillHr, FOODMFG: fillFood };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
