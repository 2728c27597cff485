import type { Better, Bounds, ThresholdState } from "../contracts/threshold-words.ts";
import { AppError } from "../errors.ts";

/** Bounds as the store has them. */
interface StoredBounds {
  readonly better: string | null;
  readonly warning_bound: number | null;
  readonly critical_bound: number | null;
}

export function boundsOf({ better, warning_bound, critical_bound }: StoredBounds): Bounds {
  return { better: better as Better | null, warning_bound, critical_bound };
}

/** What the bounds say of a value; null where there is no value or no bound. */
export function thresholdState(value: number | null, stored: StoredBounds): ThresholdState | null {
  const { better, warning_bound, critical_bound } = boundsOf(stored);
  if (value === null || better === null || (warning_bound === null && critical_bound === null)) return null;
  const isBeyond = (bound: number | null) =>
    bound !== null && (better === "lower" ? value > bound : value < bound);
  if (isBeyond(critical_bound)) return "critical";
  return isBeyond(warning_bound) ? "warning" : "ok";
}

/** Refuses bounds that contradict each other, or of which nobody knows which side is the good one. */
export function refuseBadBounds(stored: StoredBounds): void {
  const { better, warning_bound: warning, critical_bound: critical } = boundsOf(stored);
  if (better === null) {
    if (warning === null && critical === null) return;
    throw refusal("better", "Say whether lower or higher is better: without it the thresholds mean nothing.");
  }
  if (warning === null || critical === null) return;
  if (better === "lower" ? warning < critical : warning > critical) return;
  const side = better === "lower" ? "below" : "above";
  throw refusal(
    "warning_bound",
    `Where ${better} is better, the warning threshold (${warning}) must be ${side} the critical one (${critical}): a value is a warning before it is critical.`,
  );
}

function refusal(field: string, message: string): AppError {
  return new AppError("invalid", message, { fieldErrors: [{ field, message }] });
}
