import type { z } from "zod";
import type { HomeKpi } from "../../server/contracts/home.ts";
import type { DistinctKey } from "../../server/contracts/run-value.ts";
import { formatDistinct, formatNumberOf } from "../lib/format.ts";

type Run = Pick<NonNullable<HomeKpi["last_run"]>, "value" | "value_kind"> & {
  readonly execution_status: string;
  readonly distinct_key?: z.infer<typeof DistinctKey>;
};

/** The value of a KPI's newest run: the number large, what it counts beside it. */
export function RunValue({ run }: { run: Run | null }) {
  if (run?.execution_status !== "success") return null;
  const [number = "", ...noun] = formatNumberOf(run).split(" ");
  // "no number" and "several figures" are sentences, not numbers with a noun.
  if (run.value === null) return <span className="run-value">{formatNumberOf(run)}</span>;
  return (
    <span className="run-value">
      <strong>{number}</strong>
      {noun.map((word) => ` ${word}`)}
      {formatDistinct(run.distinct_key ?? null)}
    </span>
  );
}
