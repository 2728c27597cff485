import type { Candidate } from "./candidates.ts";
import type { KeyColumn } from "./columns.ts";
import { OWNED } from "./names.ts";
import type { Overlap } from "./sketch.ts";
import { compareValues, type ValueEvidence } from "./value-evidence.ts";

/** A candidate with its values compared and its confidence. */
export interface Judged extends Candidate {
  readonly values: ValueEvidence | null;
  /** Log-odds: each piece of evidence adds or takes away; 0 is even. */
  readonly weight: number;
}

/** `verified`: how many of the source's values the target was found to have, when it was asked. */
export function judge(candidate: Candidate, verified?: Overlap): Judged {
  const values = compareValues(candidate.source, candidate.target, verified);
  return { ...candidate, values, weight: weigh(candidate, values) };
}

/** 0..1 from log-odds, two digits. */
export function confidenceOf(weight: number): number {
  return Math.round(100 / (1 + Math.exp(-weight))) / 100;
}

function weigh({ source, target, nameScore }: Candidate, values: ValueEvidence | null): number {
  const byName = -4.5 + 6.5 * nameScore;
  const bySource = source.name.key === null ? -0.3 : 0.3;
  const byType = source.column.kind === target.column.kind ? 0 : -0.4;
  return byName + weighKey(target) + bySource + byType + weighValues(values);
}

/** A target that repeats its keys is no target, unless its table is about just these things. */
function weighKey(target: KeyColumn): number {
  if (target.unique) return -0.8 + 2 * target.keyLikeness;
  if (target.nearlyUnique) return -1.5;
  return target.owned >= OWNED ? -2.5 : -5;
}

/** What values add: up to 6.7 when they are unlikely to be there by chance, down to -6 when they are not there. */
function weighValues(values: ValueEvidence | null): number {
  if (values === null) return 0;
  const { containment, checked, surprise } = values;
  const pro = Math.min(5.5, 0.3 * surprise) * containment;
  const covered = containment >= 0.99 && (values.reverse ?? 0) >= 0.8 && checked >= 10 ? 0.7 : 0;
  const contained = containment >= 0.99 ? 0.5 : 0;
  // Few values that are missing may be the faults that people look for; many are another thing's keys.
  const certainty = Math.min(1, checked / 8);
  const unlikely = 1 - 0.7 * Math.min(1, surprise / 40);
  const contra =
    containment >= 0.99 || values.atLeast ? 0 : (6 * (1 - containment) * certainty + 0.5) * unlikely;
  return pro + covered + contained - contra;
}
