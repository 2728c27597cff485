import { type Candidate, isMet, mayBeTarget } from "./candidates.ts";
import type { KeyColumn } from "./columns.ts";
import { nameScore } from "./names.ts";
import type { Sketch } from "./sketch.ts";

/** Values of a target that are looked up: enough to meet any source that shares a good part of them. */
const INDEXED_VALUES = 128;
/** A value that is in more columns than this says nothing about any of them. */
const MOST_HOLDERS = 40;
/** Values that a source must share with a target, or all of its own when it has fewer. */
const LEAST_SHARED = 3;
/** Targets kept for one source column by their values. */
const MOST_BY_VALUE = 4;

/** The pairs whose values meet whatever they are called: two exports of the same things, a code of another name. */
export async function candidatesByValue(
  columns: readonly KeyColumn[],
  met: readonly Candidate[],
  breathe: () => Promise<void>,
): Promise<Candidate[]> {
  const known = new Map<KeyColumn, Set<KeyColumn>>();
  for (const { source, target } of met) {
    const targets = known.get(source) ?? new Set();
    known.set(source, targets.add(target));
  }
  const holders = indexValues(columns.filter(mayBeTarget).filter((column) => column.nearlyUnique));
  const found: Candidate[] = [];
  for (const source of columns) {
    await breathe();
    const targets = [...shared(source, holders)]
      .filter(([target]) => isMet(source, target) && !known.get(source)?.has(target))
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_BY_VALUE);
    for (const [target] of targets)
      found.push({ source, target, nameScore: nameScore(source, target, source.of === target.of) });
  }
  return found;
}

function indexValues(targets: readonly KeyColumn[]): Map<number, KeyColumn[]> {
  const holders = new Map<number, KeyColumn[]>();
  for (const target of targets) {
    if (!target.sketch || isCounter(target.sketch)) continue;
    for (const { loose } of target.sketch.values.slice(0, INDEXED_VALUES)) {
      const held = holders.get(loose);
      if (!held) holders.set(loose, [target]);
      else if (held.length <= MOST_HOLDERS && held.at(-1) !== target) held.push(target);
    }
  }
  return holders;
}

/** Numbers that count on from one to the next are in every other counter. */
function isCounter({ range, seen }: Sketch): boolean {
  return range !== null && seen >= 0.3 * (range.high - range.low + 1);
}

function shared(
  source: KeyColumn,
  holders: ReadonlyMap<number, readonly KeyColumn[]>,
): Map<KeyColumn, number> {
  const counts = new Map<KeyColumn, number>();
  if (!source.sketch) return counts;
  for (const { loose } of source.sketch.values) {
    const targets = holders.get(loose) ?? [];
    if (targets.length > MOST_HOLDERS) continue;
    for (const target of targets) counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  for (const [target, count] of counts) if (count < LEAST_SHARED) counts.delete(target);
  return counts;
}
