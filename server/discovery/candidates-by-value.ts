import { type Candidate, isMet, mayBeTarget } from "./candidates.ts";
import type { KeyColumn } from "./columns.ts";
import { nameScore } from "./names.ts";
import { ValueIndex } from "./value-index.ts";

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
  const targets = columns.filter((column) => mayBeTarget(column) && column.nearlyUnique);
  const holders = await ValueIndex.of(targets, breathe);
  const found: Candidate[] = [];
  for (const source of columns) {
    await breathe();
    const best = [...shared(source, holders)]
      .filter(([target]) => isMet(source, target) && !known.get(source)?.has(target))
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_BY_VALUE);
    for (const [target] of best)
      found.push({ source, target, nameScore: nameScore(source, target, source.of === target.of) });
  }
  return found;
}

/** How many values each target shares with the source, where it is enough. */
function shared({ sketch }: KeyColumn, holders: ValueIndex): Map<KeyColumn, number> {
  const counts = new Map<KeyColumn, number>();
  if (!sketch) return counts;
  for (const loose of sketch.loose)
    for (const target of holders.holdersOf(loose)) counts.set(target, (counts.get(target) ?? 0) + 1);
  for (const [target, count] of counts) if (count < LEAST_SHARED) counts.delete(target);
  return counts;
}
