import type { Table } from "../graph.ts";
import type { Condition, Hop, Path } from "../intent.ts";
import { allOf, conjuncts, pathKey } from "../intent-parts.ts";
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
    // "Both an early and a night shift in November": each of them.
    const others = part.kind === "related" ? out.filter((other) => onOneRow(other, part)) : [];
    if (part.kind !== "related" || others.length === 0) out.push(part);
    else for (const other of others) out[out.indexOf(other)] = onThatRow(other as Related, part);
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
  if (!rest) return !areApart(other, part);
  const beyond = conjuncts(near.where).filter(
    (node) => node.kind === "related" && pathKey(node.path) === pathKey(rest),
  );
  const holds = (node: Condition) => node.kind === "related" && areExclusive(node, far);
  return !isToOne(near.path) && isToOne(rest) && !beyond.some(holds);
}

/** "Who played both A and B": two related rows, where none can be both. */
export function areApart(a: Condition, b: Condition): boolean {
  if (a.kind !== "related" || b.kind !== "related" || isToOne(a.path)) return false;
  return pathKey(a.path) === pathKey(b.path) && areExclusive(a, b);
}

function areExclusive(a: Related, b: Related): boolean {
  return conjuncts(a.where).some((one) =>
    conjuncts(b.where).some(
      (other) => excludes(one, other) || (areOfOne(one, other) && areExclusive(one, other as Related)),
    ),
  );
}

/** Two relations to the one row that a row belongs to. */
function areOfOne(a: Condition, b: Condition): a is Related {
  return (
    a.kind === "related" && b.kind === "related" && isToOne(a.path) && pathKey(a.path) === pathKey(b.path)
  );
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

/**
 * "Who got an F in an exam" got it themselves: what is asked of rows that the path passes on its way is asked of these,
 * not of all that the end of the path has.
 */
export function onTheWay(path: Path, where: Condition | null): { path: Path; where: Condition | null } {
  const [first, ...more] = path.slice(0, -1);
  const last = path[path.length - 1] as Hop;
  const parts = conjuncts(where);
  const back = parts.find((part): part is Related => part.kind === "related" && goesBack(part.path[0], last));
  if (!first || !back || !isToOne([last])) return { path, where };
  const [next, ...others] = back.path.slice(1);
  const theirs: Condition | null = next ? { ...back, path: [next, ...others] } : back.where;
  const end: Condition = {
    kind: "related",
    path: [last],
    where: allOf(parts.filter((part) => part !== back)),
  };
  return { path: [first, ...more], where: allOf([...(theirs ? [theirs] : []), end]) };
}

function goesBack(hop: Hop, over: Hop): boolean {
  const same = (a: readonly string[], b: readonly string[]) => a.join("\n") === b.join("\n");
  return (
    hop.from === over.to &&
    hop.to === over.from &&
    same(hop.fromColumns, over.toColumns) &&
    same(hop.toColumns, over.fromColumns)
  );
}

type Related = Extract<Condition, { kind: "related" }>;
