import type { ShapeChoice } from "./file-shape.ts";
import { workOn } from "./file-worker.ts";
import type { Inspection } from "./look.ts";

/**
 * Looks into an uploaded file, in a process of its own: how it is to be read and what its columns hold. `chosen` is
 * how a person wants it read instead. Rejects with a FileError when it cannot become a table.
 */
export async function inspectFile(
  path: string,
  originalName: string,
  options: { readonly chosen?: ShapeChoice; readonly signal?: AbortSignal } = {},
): Promise<Inspection> {
  const work = { kind: "inspect", path, originalName, chosen: options.chosen ?? {} } as const;
  const outcome = await workOn(work, originalName, options);
  if (outcome.kind !== "inspected") throw new Error("A file worker loaded what it was to inspect.");
  return outcome.inspection;
}
