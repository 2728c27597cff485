import type { HomeKpi } from "../../server/contracts/home.ts";
import { changeInWords } from "../lib/value-change.ts";

type Changed = Pick<HomeKpi, "better" | "change"> & {
  readonly last_run: Pick<NonNullable<HomeKpi["last_run"]>, "value_kind"> | null;
};

/** How the value of a KPI differs from the run before: signed, and in a word whether that is good. */
export function ValueChange({ kpi: { better, change, last_run } }: { kpi: Changed }) {
  if (change === null || last_run === null) return null;
  const { amount, verdict } = changeInWords(change, { value_kind: last_run.value_kind, better });
  return (
    <span className="value-change" data-verdict={verdict ?? undefined}>
      {amount}
      {verdict && ` ${verdict}`}
      <span className="visually-hidden"> than the run before</span>
    </span>
  );
}
