import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";

/** Letters of a KPI's name in a file's name: file systems take 255 bytes, and a letter takes up to four. */
const LONGEST_NAME = 50;

type LimitedRun = Pick<ExecutionRow, "number_of_records" | "total_records" | "limit_records">;

/** How many rows were kept of how many (null: nobody counted them) when the run's limit cut them; null when it did not. */
export function limitCut(run: LimitedRun): { readonly stored: number; readonly total: number | null } | null {
  const { number_of_records: stored, total_records: total } = run;
  return (total === null ? stored >= run.limit_records : stored < total) ? { stored, total } : null;
}

/**
 * The KPI and the minute of its run in UTC, and how many rows were kept when the run's limit cut them:
 * `open-orders-2026-11-25-1804.csv`, `open-orders-2026-11-25-1804-first-1000-of-48211.csv`.
 */
export function exportFileName(
  kpiName: string,
  run: LimitedRun & Pick<ExecutionRow, "execution_timestamp">,
  extension: string,
): string {
  const cut = limitCut(run);
  const kept = cut ? `-first-${cut.stored}${cut.total === null ? "" : `-of-${cut.total}`}` : "";
  return `${nameOf(kpiName)}-${minuteOf(run)}${kept}.${extension}`;
}

/** The KPI and the minutes of both runs in UTC: `open-orders-2026-11-24-1804-to-2026-11-25-1804.csv`. */
export function comparisonFileName(
  kpiName: string,
  left: Pick<ExecutionRow, "execution_timestamp">,
  right: Pick<ExecutionRow, "execution_timestamp">,
  extension: string,
): string {
  return `${nameOf(kpiName)}-${minuteOf(left)}-to-${minuteOf(right)}.${extension}`;
}

function nameOf(kpiName: string): string {
  const letters = [
    ...kpiName
      .normalize("NFC")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-"),
  ];
  return letters.slice(0, LONGEST_NAME).join("").replace(/^-|-$/g, "") || "kpi";
}

function minuteOf({ execution_timestamp }: Pick<ExecutionRow, "execution_timestamp">): string {
  return execution_timestamp.slice(0, 16).replace(/[ T]/, "-").replace(":", "");
}

/** The Content-Disposition of a download (RFC 6266): plain ASCII for every client, all letters for those that can. */
export function attachment(fileName: string): string {
  const plain = fileName
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-/, "");
  const full = plain === fileName ? "" : `; filename*=UTF-8''${encodeURIComponent(fileName)}`;
  return `attachment; filename="${plain}"${full}`;
}
