import type { TrendPoint } from "../../db/queries/kpis.ts";

/** Runs in the small trend beside a KPI. */
export const TREND_LENGTH = 12;

/** A count and a figure are no trend: after a change of the definition it begins anew. */
export function comparable(points: readonly TrendPoint[]): number[] {
  const newest = points.at(-1)?.[1];
  const other = points.findLastIndex(([, kind]) => kind !== newest);
  return points.slice(other + 1).map(([value]) => value);
}

/** From the run before to the newest one, whose value the trend ends with; null where nothing can be compared. */
export function changeOf(
  newest: { readonly last_status: string | null; readonly last_value: number | null },
  trend: readonly number[],
): number | null {
  const [before, now] = [trend.at(-2), trend.at(-1)];
  if (newest.last_status !== "success" || newest.last_value === null) return null;
  return before === undefined || now === undefined ? null : now - before;
}
