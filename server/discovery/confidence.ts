import type { Candidate } from "./candidates.ts";
import { compareValues, type ValueEvidence } from "./value-evidence.ts";

/** A candidate with its values compared and its confidence. */
export interface Judged extends Candidate {
  readonly values: ValueEvidence | null;
  /** Log-odds: each piece of evidence adds or takes away; 0 is even. */
  readonly weight: number;
}

export function judge(candidate: Candidate): Judged {
  const values = compareValues(candidate.source, candidate.target);
  return { ...candidate, values, weight: weigh(candidate, values) };
}

/** 0..1 from log-odds, two digits. */
export function confidenceOf(weight: number): number {
  return Math.round(100 / (1 + Math.exp(-weight))) / 100;
}

function weigh({ source, target, nameScore }: Candidate, values: ValueEvidence | null): number {
  const byName = -4.5 + 6.5 * nameScore;
  const byKey = target.unique ? -0.8 + 2 * target.keyLikeness : target.nearlyUnique ? -1.5 : -2.5;
  const bySource = source.name.key === null ? -0.3 : 0.3;
  const byType = source.column.kind === target.column.kind ? 0 : -0.4;
  return byName + byKey + bySource + byType + weighValues(values);
}

/** What values add: up to 4.5 when they are unlikely to be there by chance, down to -6 when they are not there. */
function weighValues(values: ValueEvidence | null): number {
  if (values === null) return 0;
  const { containment, checked, surprise } = values;
  const pro = Math.min(4.5, 0.3 * surprise) * containment;
  const covered = containment >= 0.99 && (values.reverse ?? 0) >= 0.8 && checked >= 10 ? 0.7 : 0;
  const contained = containment >= 0.99 ? 0.5 : 0;
  // Few values that are missing may be the faults that people look for; many are another thing's keys.
  const certainty = Math.min(1, checked / 8);
  const contra = containment >= 0.99 ? 0 : 6 * (1 - containment) * certainty + 0.5;
  return pro + covered + contained - contra;
}
