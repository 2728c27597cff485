import type { ExecutionResult } from "../../server/contracts/executions.ts";

/** How numbers, moments and durations are written on the pages; the same on the server and in the browser. */

const COUNT = new Intl.NumberFormat("en");

export function formatCount(count: number): string {
  return COUNT.format(count);
}

const ROUNDED = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const SMALL = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

/** A number rounded for people: two decimals at most, below 1 two digits that say something. */
export function formatNumber(value: number): string {
  return (Math.abs(value) < 1 ? SMALL : ROUNDED).format(value);
}

/** "1 record", "1,200 records". */
export function formatQuantity(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `2026-11-23T10:30:00.000Z` as `2026-11-23 10:30:00`; UTC, so that everybody reads the same. */
export function formatTimestamp(iso: string): string {
  return iso.slice(0, 19).replace("T", " ");
}

/** Milliseconds as "125.5 ms", "3.2 s" or "2 min 05 s". */
export function formatDuration(ms: number | null): string {
  if (ms === null) return "–";
  if (ms < 1000) return `${Math.round(ms * 10) / 10} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** A number that is a percentage already, with the sign that stays on its line. */
export function inPercent(said: number | string): string {
  return `${said}\u00a0%`;
}

/** A share between 0 and 1 as "87 %". */
export function formatShare(share: number | null): string {
  return share === null ? "–" : inPercent(Math.round(share * 100));
}

/** A share between 0 and 1 to a tenth of a percent; what is nearly all or nearly nothing is not said to be it. */
export function formatPreciseShare(share: number): string {
  const rounded = Math.round(share * 1000) / 10;
  if (rounded === 100 && share < 1) return inPercent(99.9);
  return inPercent(rounded === 0 && share > 0 ? 0.1 : rounded);
}

/** What the rows of a run are, when its value counts them. */
const COUNTED: Readonly<Record<string, string>> = { rows: "record", groups: "group" };

type Valued = Pick<ExecutionResult, "value" | "value_kind" | "distinct_key">;

/** A run's value with what it is: "1,234 records, 249 different Material", "12 groups", "37 %", "48.5". */
export function formatValue(run: Valued): string {
  return formatNumberOf(run) + formatDistinct(run.distinct_key);
}

/** ", 249 different Material": how many things the records are about, where those are fewer. */
export function formatDistinct(key: ExecutionResult["distinct_key"]): string {
  return key ? `, ${formatCount(key.count)} different ${key.columns.join(" and ")}` : "";
}

/** What records that are missing elsewhere have to do with spelling; "" when nothing. */
export function nearPartnersSentence(near: number | null): string {
  if (!near) return "";
  return `${formatQuantity(near, "record")} would have a partner if upper and lower case and surrounding spaces were ignored: add “ignoring case” to the definition.`;
}

/** A run's value alone: "1,234 records". */
export function formatNumberOf({ value, value_kind: kind }: Omit<Valued, "distinct_key">): string {
  const noun = COUNTED[kind ?? ""];
  if (value !== null && noun) return formatQuantity(value, noun);
  if (value !== null) return kind === "percentage" ? inPercent(formatNumber(value)) : formatNumber(value);
  if (kind === null) return "–";
  return kind === "figures" ? "several figures" : "no number";
}

/** The same with how many rows are stored, where those are not all: "1,000 of 48,211 records". */
export function formatStoredValue(run: Valued & Pick<ExecutionResult, "number_of_records">): string {
  const all = formatValue(run);
  const stored = run.number_of_records;
  const partly = COUNTED[run.value_kind ?? ""] && run.value !== stored;
  return partly ? `${formatCount(stored)} of ${all}` : all;
}

/** By whom and when the SQL that a run sent was accepted; null when it was compiled for it. */
export function acceptedSql(pin: ExecutionResult["sql_pin"]): string | null {
  if (!pin) return null;
  const by = pin.accepted_by === null ? "" : ` by ${pin.accepted_by}`;
  return `on ${formatTimestamp(pin.accepted_at)} (UTC)${by}, for version ${pin.kpi_version} of the KPI`;
}
