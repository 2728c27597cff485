import type { Table } from "../graph.ts";
import type { Condition, Path } from "../intent.ts";
import { pathKey } from "../intent-parts.ts";
import { isToOne } from "../plan/paths.ts";
import { narrow } from "./narrow.ts";
import { excludes } from "./shared-values.ts";

/**
 * Conditions on the same looked-up row are one relation: "inactive in OPS Excel with planner X". So are those on what
 * that row belongs to: "an A in an oral exam" is a result, and the exam is that result's.
 */
export function mergeRelated(parts: readonly Condition[]): Condition[] {
  const out: Condition[] = [];
  for (const part of parts) {
    const at = part.kind === "related" ? out.findIndex((other) => onOneRow(other, part)) : -1;
    const other = out[at];
    if (part.kind !== "related" || other?.kind !== "related") out.push(part);
    else out[at] = onThatRow(other, part);
  }
  return out.filter(
    (part) =>
      !(
        part.kind === "related" &&
        part.where === null &&
        out.some((other) => other.kind === "differs" && pathKey(other.path) === pathKey(part.path))
      ),
  );
}

/** Whether one relation leads to, or over, the rows of the other, and these can be the same. */
function onOneRow(other: Condition, part: Related): boolean {
  if (other.kind !== "related") return false;
  const [near, far] = other.path.length <= part.path.length ? [other, part] : [part, other];
  if (pathKey(near.path) !== pathKey(far.path.slice(0, near.path.length))) return false;
  const rest = pathBeyond(near, far);
  if (rest) return !isToOne(near.path) && isToOne(rest);
  // "who played both A and B": two related rows, where none can be both.
  return !(other.where && part.where && !isToOne(part.path) && excludes(other.where, part.where));
}

/** Two relations that `onOneRow` holds of, as one. */
function onThatRow(other: Related, part: Related): Condition {
  const [near, far] = other.path.length <= part.path.length ? [other, part] : [part, other];
  const rest = pathBeyond(near, far);
  const inner: Condition | null = rest ? { ...far, path: rest } : far.where;
  const target = near.path[near.path.length - 1]?.to as Table;
  return inner ? (narrow(near, target, inner) ?? near) : near;
}

/** The joins of the longer relation after those of the shorter; null where they are equally long. */
function pathBeyond(near: Related, far: Related): Path | null {
  const [first, ...more] = far.path.slice(near.path.length);
  return first ? [first, ...more] : null;
}

type Related = Extract<Condition, { kind: "related" }>;
