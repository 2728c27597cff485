import { z } from "zod";
import { RunValue, RunValueKind } from "./run-value.ts";
import { id, integer, timestamp } from "./scalars.ts";
import { ShownThresholdState, shownBounds } from "./thresholds.ts";

export const TrendQuery = z.strictObject({
  kpi_id: id(),
  runs: integer(2, 500).default(50).meta({ description: "How many of the newest successful executions." }),
});
export type TrendQuery = z.infer<typeof TrendQuery>;

const TrendPoint = z.object({
  execution_id: z.int(),
  execution_timestamp: timestamp(),
  value: RunValue,
  threshold_state: ShownThresholdState,
  total_records: z.int().nullable(),
  change: z.number().nullable().meta({
    description:
      "By which share the value differs from the one before: 0.25 is a quarter more. null where there is none, or where it was 0.",
  }),
  execution_time_ms: z.number().nullable(),
});
export type TrendPoint = z.infer<typeof TrendPoint>;

export const TrendResponse = z
  .object({
    success: z.literal(true),
    kpi_id: z.int(),
    value_kind: RunValueKind.meta({ description: "What all the values are; null without executions." }),
    ...shownBounds,
    points: z.array(TrendPoint).meta({
      description:
        "The oldest first. They begin after the last execution whose value was of another kind, with which none can be compared.",
    }),
  })
  .meta({ id: "TrendResponse" });
export type TrendResponse = z.infer<typeof TrendResponse>;
