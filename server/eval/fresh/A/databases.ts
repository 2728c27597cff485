import { type Fillers, writeDatabases, writeWhenStarted } from "../build.ts";
import { fillFreight } from "./freight.ts";
import { fillVetClinic } from "./vet-clinic.ts";

const DATABASES: Fillers = { VETCLINIC: fillVetClinic, FREIGHT: fillFreight };

/** Writes NAME.sqlite for each database of this set into a folder, and returns the names. */
export function buildDatabases(folder: string): string[] {
  return writeDatabases(folder, DATABASES);
}

writeWhenStarted(import.meta.url, DATABASES);
