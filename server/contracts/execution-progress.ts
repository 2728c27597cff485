import { z } from "zod";
import { ExecutionId, ExecutionResult } from "./executions.ts";

/** What a run that has not ended does: waits for its turn, reads its definition, fetches its rows, counts what it did not fetch. */
export const RUN_PHASES = ["waiting", "reading", "fetching", "counting"] as const;
export type RunPhase = (typeof RUN_PHASES)[number];

export const ExecutionProgress = z
  .object({
    kind: z.literal("progress"),
    execution_id: z.int(),
    execution_status: z.enum(["pending", "running"]),
    phase: z.enum(RUN_PHASES),
    queue_position: z.int().nullable().meta({
      description: "Which in line it is while it waits: 1 is next.",
    }),
    rows_so_far: z.int(),
    elapsed_ms: z.number().meta({
      description: "Since it began, or, while it waits, since it was asked for.",
    }),
  })
  .meta({ id: "ExecutionProgress" });
export type ExecutionProgress = z.infer<typeof ExecutionProgress>;

export const ExecutionEnd = z
  .object({
    kind: z.literal("end"),
    execution: ExecutionResult.meta({ description: "As it ended, without its rows." }),
  })
  .meta({ id: "ExecutionEnd" });

/** What happens to a run: how far it is, and in the end what became of it. */
export type ExecutionEvent = ExecutionProgress | z.infer<typeof ExecutionEnd>;

export const ExecutionProgressInput = ExecutionId.extend({
  lastEventId: z.string().max(200).nullish().meta({
    description: "The id of the last event that came, to go on after it.",
  }),
});

/** How often a stream of events says that it lives, and looks whether its reader may still read; in milliseconds. */
export const BEAT_MS = 5000;
