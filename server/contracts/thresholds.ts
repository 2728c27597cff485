import { z } from "zod";
import { optionalNumber } from "./scalars.ts";
import { BETTER, THRESHOLD_STATES } from "./threshold-words.ts";

/** Bounds of a KPI's value, as they are asked for: what is left out stays, null or blank takes away. */
export const boundFields = {
  better: z
    .preprocess(
      (value: string | null): unknown => (typeof value === "string" && value.trim() === "" ? null : value),
      z.enum(BETTER, { error: "Must be lower or higher, or be left out." }).nullable(),
    )
    .optional()
    .meta({
      override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
        delete jsonSchema.anyOf;
        Object.assign(jsonSchema, { type: ["string", "null"], enum: [...BETTER, null] });
      },
      description: "Whether lower or higher values are better; needed with thresholds.",
    }),
  warning_bound: optionalNumber("The warning threshold").meta({
    description: "Beyond it (above where lower is better, else below) the value of a run is a warning.",
  }),
  critical_bound: optionalNumber("The critical threshold").meta({
    description: "Beyond it the value of a run is critical. Further out than warning_bound.",
  }),
};

/** Bounds in an answer: of a KPI, or those that a run was judged by. */
export const shownBounds = {
  better: z.enum(BETTER).nullable(),
  warning_bound: z.number().nullable(),
  critical_bound: z.number().nullable(),
};

export const ShownThresholdState = z.enum(THRESHOLD_STATES).nullable().meta({
  description:
    "What the thresholds say of the value: ok, warning or critical. Null where there were no thresholds or no value.",
});
