import { resolve } from "node:path";
import type { ReadTable } from "../connectors/sqlite/introspect.ts";
import { workOn } from "./file-worker.ts";

/**
 * What a knowledge graph knows of one table of the landing store `target`, read in a process of its own; null when the
 * store has no such table. Rejects with a FileError.
 */
export async function describeTable(
  target: string,
  schema: string,
  table: string,
): Promise<ReadTable["table"]> {
  const work = { kind: "describe", target: resolve(target), schema, table } as const;
  const outcome = await workOn(work, table, {});
  if (outcome.kind !== "described")
    throw new Error("A file worker did something else than describe a table.");
  return outcome.table;
}
