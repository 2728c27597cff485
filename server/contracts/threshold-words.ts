/** Bounds of a KPI's value and what they say, without a schema library: pages and commands use the same words. */

export const BETTER = ["lower", "higher"] as const;
export type Better = (typeof BETTER)[number];

/** `ok`: within the bounds; `warning` and `critical`: beyond the one or the other. */
export const THRESHOLD_STATES = ["ok", "warning", "critical"] as const;
export type ThresholdState = (typeof THRESHOLD_STATES)[number];

/** A value that is a bound is still within it. */
export interface Bounds {
  readonly better: Better | null;
  readonly warning_bound: number | null;
  readonly critical_bound: number | null;
}

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 15 });

/** "Lower is better: warning above 10, critical above 100"; null where there are no bounds. */
export function boundsInWords({ better, warning_bound, critical_bound }: Bounds): string | null {
  if (better === null || (warning_bound === null && critical_bound === null)) return null;
  const beyond = better === "lower" ? "above" : "below";
  const said = [
    ...(warning_bound === null ? [] : [`warning ${beyond} ${NUMBER.format(warning_bound)}`]),
    ...(critical_bound === null ? [] : [`critical ${beyond} ${NUMBER.format(critical_bound)}`]),
  ];
  return `${better === "lower" ? "Lower" : "Higher"} is better: ${said.join(", ")}`;
}
