import { z } from "zod";
import { ExecutionStatus } from "./executions.ts";
import { RunValue, RunValueKind } from "./run-value.ts";
import { integer, timestamp } from "./scalars.ts";
import { BETTER, THRESHOLD_STATES } from "./threshold-words.ts";
import { ShownThresholdState } from "./thresholds.ts";

/** A run in one line. */
const run = {
  id: z.int(),
  execution_status: ExecutionStatus,
  execution_timestamp: timestamp(),
  value: RunValue,
  value_kind: RunValueKind,
  threshold_state: ShownThresholdState,
};

const ListedRun = z
  .object({
    ...run,
    kpi_id: z.int(),
    kpi_name: z.string(),
    group_name: z.string().nullable(),
    execution_time_ms: z.number().nullable(),
    kg_name: z.string(),
    executed_by: z.string().nullable(),
    error_message: z.string().nullable(),
  })
  .meta({ id: "ListedRun" });
export type ListedRun = z.infer<typeof ListedRun>;

export const RunsQuery = z.strictObject({
  status: ExecutionStatus.optional(),
  threshold_state: z
    .enum(THRESHOLD_STATES, { error: `Must be one of ${THRESHOLD_STATES.join(", ")}.` })
    .optional(),
  limit: integer(1, 500).default(50),
  offset: integer(0, 1_000_000_000).default(0),
});
export type RunsQuery = z.infer<typeof RunsQuery>;

export const RunsResponse = z
  .object({ success: z.literal(true), total: z.int(), executions: z.array(ListedRun) })
  .meta({ id: "RunsResponse" });

const HomeKpi = z
  .object({
    id: z.int(),
    name: z.string(),
    group_name: z.string().nullable(),
    better: z.enum(BETTER).nullable(),
    last_run: z.object(run).nullable(),
    change: z.number().nullable(),
    trend: z.array(z.number()),
  })
  .meta({ id: "HomeKPI" });
export type HomeKpi = z.infer<typeof HomeKpi>;

/** How many KPIs are how: each is counted once. `other`: running, waiting, cancelled, or successful without bounds. */
const Tally = z.object({
  all: z.int(),
  critical: z.int(),
  failed: z.int(),
  warning: z.int(),
  never: z.int(),
  ok: z.int(),
  other: z.int(),
});
export type Tally = z.infer<typeof Tally>;

export const HomeResponse = z
  .object({
    success: z.literal(true),
    tally: Tally,
    attention: z
      .array(HomeKpi)
      .meta({ description: "The worst first, at most 10: critical, failed, warning." }),
    groups: z
      .array(
        z.object({
          group_name: z.string().nullable(),
          tally: Tally,
          kpis: z
            .array(HomeKpi)
            .meta({ description: "The worst first; all, or 5 where there are many KPIs." }),
        }),
      )
      .meta({ description: "The worst group first." }),
    stale_graphs: z
      .array(z.object({ name: z.string(), source_id: z.int(), source_name: z.string() }))
      .meta({ description: "Graphs made before their source was changed, or before a file was loaded." }),
    last_runs: z.array(ListedRun),
  })
  .meta({ id: "HomeResponse" });
export type HomeResponse = z.infer<typeof HomeResponse>;
