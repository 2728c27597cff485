import { alignedTable } from "../table.ts";
import type { ServedFigures } from "./measure.ts";

const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0);

/** What was measured as tables for people. */
export function servedTable({ waits, rates, peakMegabytes }: ServedFigures): string {
  const waiting = alignedTable([
    ["over HTTP", "rows", "first ms", "p50 ms", "p95 ms"],
    ...waits.map(({ operation, rows, first, p50, p95 }) => [
      operation,
      rows.toLocaleString("en"),
      ...[first, p50, p95].map(ms),
    ]),
  ]);
  const rating = alignedTable([
    ["8 clients", "a second", "a second of the server's processor"],
    ...rates.map(({ operation, perSecond, perCpuSecond }) => [
      operation,
      perSecond.toFixed(0),
      perCpuSecond === null ? "not known" : perCpuSecond.toFixed(0),
    ]),
  ]);
  const memory = peakMegabytes === null ? "not known" : `${peakMegabytes.toFixed(0)} MiB`;
  return `${waiting}\n\n${rating}\n\nmost memory of the server: ${memory}`;
}
