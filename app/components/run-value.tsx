import type { KpiOverview } from "../../server/contracts/kpis.ts";
import { formatDistinct, formatNumberOf } from "../lib/format.ts";

/** The value of a KPI's newest run: the number large, what it counts beside it. */
export function RunValue({ run }: { run: KpiOverview["last_run"] }) {
  if (run?.execution_status !== "success") return null;
  const [number = "", ...noun] = formatNumberOf(run).split(" ");
  // "no number" and "several figures" are sentences, not numbers with a noun.
  if (run.value === null) return <span className="run-value">{formatNumberOf(run)}</span>;
  return (
    <span className="run-value">
      <strong>{number}</strong> {noun.join(" ")}
      {formatDistinct(run.distinct_key)}
    </span>
  );
}
