import { resolve } from "node:path";
import { workOn } from "./file-worker.ts";

/**
 * Drops a table of the landing store `target` and gives its space back, in a process of its own: of a large table it
 * takes seconds. Rejects with a FileError; the table is then as it was.
 */
export async function dropTable(target: string, table: string): Promise<void> {
  const work = { kind: "drop", target: resolve(target), table } as const;
  const outcome = await workOn(work, table, {});
  if (outcome.kind !== "dropped") throw new Error("A file worker did something else than to drop a table.");
}
