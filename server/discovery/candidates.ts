import { isClassifying, isComparable, type KeyColumn } from "./columns.ts";
import { isPersonKey, mayNamePerson, nameScore, OWNED } from "./names.ts";
import { NearNames } from "./near-names.ts";

/** A pair of columns worth looking at: `source` may point at `target`. */
export interface Candidate {
  readonly source: KeyColumn;
  readonly target: KeyColumn;
  readonly nameScore: number;
}

/** Names that fit less than this say nothing. */
const LEAST_NAME_SCORE = 0.4;
/** Targets kept for one source column by their names. */
const MOST_BY_NAME = 6;

/**
 * The pairs whose names fit: each column with the few key-like columns whose names fit best. Looked up by the
 * beginnings of words, never by comparing all with all. `breathe` is awaited between columns: with thousands of
 * tables this takes seconds, in which a server has other things to do.
 */
export async function candidatesByName(
  columns: readonly KeyColumn[],
  breathe: () => Promise<void>,
): Promise<Candidate[]> {
  const targets = columns.filter(mayBeTarget);
  const near = await NearNames.of(targets, breathe);
  // "manager" begins like no name of a table of employees: the keys of those are looked at all the same.
  const persons = targets.filter(isPersonKey);
  const ofTable = Map.groupBy(targets, (target) => target.of);
  const found: Candidate[] = [];
  for (const source of columns) {
    await breathe();
    const met = new Set([...(ofTable.get(source.of) ?? []), ...near.to(source)]);
    if (mayNamePerson(source.name)) for (const target of persons) met.add(target);
    found.push(...bestTargets(source, met));
  }
  return found;
}

/** Whether rows may be told apart by it, or its name says that they are meant to be. */
export function mayBeTarget(column: KeyColumn): boolean {
  if (column.unique) return true;
  if (isClassifying(column)) return false;
  if (column.nearlyUnique) return true;
  return column.name.key !== null && column.name.about.length > 0 && column.owned >= OWNED;
}

function bestTargets(source: KeyColumn, met: ReadonlySet<KeyColumn>): Candidate[] {
  return [...met]
    .filter((target) => isMet(source, target))
    .map((target) => ({ source, target, nameScore: nameScore(source, target, source.of === target.of) }))
    .filter((candidate) => candidate.nameScore >= LEAST_NAME_SCORE)
    .sort((a, b) => rankOf(b) - rankOf(a))
    .slice(0, MOST_BY_NAME);
}

/** Whether one may point at the other: values that compare and, within one table, a key. */
export function isMet(source: KeyColumn, target: KeyColumn): boolean {
  if (target === source || !isComparable(source.column, target.column)) return false;
  return target.of !== source.of || (target.nearlyUnique && !source.nearlyUnique);
}

function rankOf({ target, nameScore: score }: Candidate): number {
  return score + (target.unique ? 0.2 : 0) + 0.2 * target.keyLikeness;
}
