import type { Condition, Intent, Path } from "../intent.ts";
import { isExact, withFold } from "./comparisons.ts";
import { columnOf } from "./paths.ts";
import { isAboutRecords } from "./repeating-key.ts";

/**
 * The rows of a "not in" that would have a partner if case and surrounding spaces of the key were ignored, as an intent
 * of their own; null when nothing is said to be absent, or its keys are no texts or are compared so already.
 */
export function nearPartners(intent: Intent): Intent | null {
  if (!intent.where || !isAboutRecords(intent)) return null;
  for (const node of intent.where.kind === "all" ? intent.where.items : [intent.where]) {
    if (node.kind !== "not" || node.item.kind !== "related") continue;
    const path = foldedPath(node.item.path);
    if (!path) continue;
    const near: Condition = { ...node.item, path };
    const where: Condition = { kind: "all", items: [intent.where, near] };
    return { ...intent, where, order: [], shape: EVERY_ROW };
  }
  return null;
}

const EVERY_ROW = { kind: "rows", columns: null, distinct: false, lookups: [], figures: [] } as const;

function foldedPath(path: Path): Path | null {
  const [first, ...rest] = path;
  const texts = path.every((hop) =>
    [
      ...hop.fromColumns.map((name) => columnOf(hop.from, name)),
      ...hop.toColumns.map((name) => columnOf(hop.to, name)),
    ].every(({ kind }) => kind === "text"),
  );
  return texts && path.every(isExact) ? [withFold(first), ...rest.map(withFold)] : null;
}
