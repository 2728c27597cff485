import type { ReactNode } from "react";
import type { ExecutionResult } from "../../../server/contracts/executions.ts";
import type { KpiDefinition } from "../../../server/contracts/kpis.ts";
import { boundsInWords } from "../../../server/contracts/threshold-words.ts";
import type { TrendResponse } from "../../../server/contracts/trends.ts";
import { Breakable } from "../../components/breakable.tsx";
import { LatestRun } from "../../components/latest-run.tsx";
import { RunValue } from "../../components/run-value.tsx";
import { ValueChange } from "../../components/value-change.tsx";
import { formatTimestamp } from "../../lib/format.ts";
import { runParameters } from "../../lib/run-parameters.ts";

interface KpiFactsProps {
  readonly kpi: KpiDefinition;
  readonly trend: TrendResponse;
  readonly last: ExecutionResult | null;
}

/** The value now, large, then what the KPI is and how it ran the last time. */
export function KpiFacts({ kpi, trend, last }: KpiFactsProps) {
  const bounds = boundsInWords(kpi);
  return (
    <section className="panel" aria-label="About this KPI">
      <div className="kpi-now">
        <RunValue run={last} />
        <ValueChange kpi={{ better: kpi.better, change: changeOf(trend, last), last_run: last }} />
        <LatestRun run={last} />
      </div>
      <dl className="facts columns">
        <Fact name="Group">{kpi.group_name}</Fact>
        <Fact name="Alias">{kpi.alias_name}</Fact>
        <Fact name="Description">{kpi.description}</Fact>
        <Fact name="Thresholds">{bounds}</Fact>
        <Fact name="Parameters of the last run">{last && runParameters(last).join(" · ")}</Fact>
        <Fact name="Created (UTC)">
          {formatTimestamp(kpi.created_at)}
          {kpi.created_by && ` by ${kpi.created_by}`}
        </Fact>
      </dl>
    </section>
  );
}

/** Only where the newest run is the one that the trend ends with. */
function changeOf({ points }: TrendResponse, last: ExecutionResult | null): number | null {
  const [before, now] = [points.at(-2)?.value ?? null, points.at(-1)];
  if (before === null || now?.value == null || now.execution_id !== last?.id) return null;
  return now.value - before;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{typeof children === "string" ? <Breakable text={children} /> : children}</dd>
    </div>
  );
}
