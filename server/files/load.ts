import { resolve } from "node:path";
import type { FilePlan, LoadedFile } from "./file-plan.ts";
import { type WorkOptions, workOn } from "./file-worker.ts";
import { removeLeftovers } from "./staging.ts";

export interface LoadOptions extends WorkOptions {
  /** The SQLite file that is the landing store; it is made when there is none, in a folder that there is. */
  readonly target: string;
  /** The table's name; a table of that name is replaced. */
  readonly table: string;
}

/**
 * Loads a file as a table of the landing store, in a process of its own. A reader of the store sees the old table or
 * the new one, whole. Rejects with a FileError; the old table is then as it was, and nothing is left behind.
 */
export async function loadFile(plan: FilePlan, options: LoadOptions): Promise<LoadedFile> {
  const target = resolve(options.target);
  const work = { kind: "load", plan, target, table: options.table } as const;
  try {
    const outcome = await workOn(work, plan.originalName, options);
    if (outcome.kind !== "loaded") throw new Error("A file worker inspected what it was to load.");
    return outcome.loaded;
  } finally {
    // A process that was killed could not tidy up.
    removeLeftovers(target);
  }
}
