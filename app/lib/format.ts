/** How numbers, moments and durations are written on the pages; the same on the server and in the browser. */

const COUNT = new Intl.NumberFormat("en");

export function formatCount(count: number): string {
  return COUNT.format(count);
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

/** A share between 0 and 1 as "87 %". */
export function formatShare(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)} %`;
}

/** Stored rows of a run against what the query returns in full: "1,000 of 48,211", or just "42". */
export function formatRecords(stored: number, total: number | null): string {
  return total === null || total === stored
    ? formatCount(stored)
    : `${formatCount(stored)} of ${formatCount(total)}`;
}
