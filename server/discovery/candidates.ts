import { isClassifying, isComparable, type KeyColumn } from "./columns.ts";
import { blocksOf, isPersonKey, mayNamePerson, nameScore } from "./names.ts";

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
 * beginnings of words, never by comparing all with all.
 */
export function candidatesByName(columns: readonly KeyColumn[]): Candidate[] {
  const targets = columns.filter(mayBeTarget);
  const blocks = Map.groupBy(
    targets.flatMap((target) =>
      [...blocksOf([...target.name.about, ...target.table.words])].map((block) => ({ block, target })),
    ),
    ({ block }) => block,
  );
  // "manager" begins like no name of a table of employees: the keys of those are looked at all the same.
  const persons = targets.filter(isPersonKey);
  const ofTable = Map.groupBy(targets, (target) => target.of);
  return columns.flatMap((source) => {
    const met = new Set<KeyColumn>(ofTable.get(source.of) ?? []);
    const words = source.name.about.length === 0 ? source.table.words : source.name.about;
    for (const block of blocksOf(words)) for (const { target } of blocks.get(block) ?? []) met.add(target);
    if (mayNamePerson(source.name)) for (const target of persons) met.add(target);
    return bestTargets(source, met);
  });
}

function mayBeTarget(column: KeyColumn): boolean {
  if (column.unique || column.nearlyUnique) return true;
  return column.name.key !== null && column.name.about.length > 0 && !isClassifying(column);
}

function bestTargets(source: KeyColumn, met: ReadonlySet<KeyColumn>): Candidate[] {
  return [...met]
    .filter((target) => target !== source && isComparable(source.column, target.column))
    .filter((target) => target.of !== source.of || (target.unique && !source.unique))
    .map((target) => ({ source, target, nameScore: nameScore(source, target, source.of === target.of) }))
    .filter((candidate) => candidate.nameScore >= LEAST_NAME_SCORE)
    .sort((a, b) => rankOf(b) - rankOf(a))
    .slice(0, MOST_BY_NAME);
}

function rankOf({ target, nameScore: score }: Candidate): number {
  return score + (target.unique ? 0.2 : 0) + 0.2 * target.keyLikeness;
}
