import type { KeyColumn } from "./columns.ts";
import { MATCH_FORMS, type MatchForm } from "./proposal.ts";
import { type Overlap, overlap, type Sketch } from "./sketch.ts";

/** What the values of two columns say of each other. */
export interface ValueEvidence {
  readonly checked: number;
  readonly match: MatchForm;
  readonly containment: number;
  readonly exactContainment: number;
  /** Null when too little of the target was seen to say. */
  readonly reverse: number | null;
  /**
   * How unlikely it is that so many values are there by chance, as a natural logarithm: about 0 for 1, 2, 3 in a
   * target that counts from 1, large for names, codes and scattered numbers.
   */
  readonly surprise: number;
  /** Whether the target was seen in part only: more of the values may be there. */
  readonly atLeast: boolean;
}

/** A more lenient form counts when it finds this much more of the values. */
const WORTH_A_FORM = 0.02;
/** A text is met by chance about this often among the values of another column. */
const CHANCE_OF_TEXT = 0.05;

/** A key whose values were looked at, all or a part of them. */
type Looked = Pick<KeyColumn, "sketch" | "sampled">;

/**
 * Null when there are no values that could be compared. `verified`: what was found by asking the target, instead of
 * comparing sketches.
 */
export function compareValues(
  source: Looked,
  target: Looked,
  verified: Overlap | undefined,
): ValueEvidence | null {
  if (!source.sketch || !target.sketch) return null;
  const there = verified ?? overlap(source.sketch, target.sketch);
  if (there.checked === 0) return null;
  const match = mildestForm(there);
  const back = overlap(target.sketch, source.sketch);
  return {
    checked: there.checked,
    match,
    containment: there.found[match] / there.checked,
    exactContainment: there.found.exact / there.checked,
    reverse: back.checked === 0 ? null : back.found[match] / back.checked,
    surprise: surpriseOf(source.sketch, target.sketch, there.found[match]),
    atLeast: verified === undefined && target.sampled,
  };
}

function mildestForm({ checked, found }: Overlap): MatchForm {
  const most = found.leading_zeros - WORTH_A_FORM * checked;
  return MATCH_FORMS.find((form) => found[form] > 0 && found[form] >= most) ?? "exact";
}

function surpriseOf(source: Sketch, target: Sketch, found: number): number {
  if (found === 0) return 0;
  if (source.range && target.range) return surpriseOfNumbers(source.range, target.range, target.seen, found);
  // Y and N, A to E: short texts are met everywhere.
  const chance = target.length < 2 ? 0.5 : target.length < 3 ? 0.25 : CHANCE_OF_TEXT;
  return found * -Math.log(chance);
}

type Range = NonNullable<Sketch["range"]>;

function surpriseOfNumbers(source: Range, target: Range, distinct: number, found: number): number {
  const density = Math.min(1, distinct / (target.high - target.low + 1));
  const each = -Math.log(Math.min(0.98, density));
  // Numbers that start far from 0 are from the same counter: once, however many there are.
  const offset = target.low > 99 && source.low >= target.low ? 2 : 0;
  return found * each + offset;
}
