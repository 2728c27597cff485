import { z } from "zod";
import { Diagnostic, ExecutionExplanation, ExecutionRequest } from "./executions.ts";
import { KpiId, SqlPinState } from "./kpis.ts";

/** For what SQL is reviewed and accepted: the parameters of a run by which a definition becomes other SQL. */
const place = ExecutionRequest.pick({
  kg_name: true,
  select_schema: true,
  ruleset_name: true,
  db_type: true,
  excluded_fields: true,
  min_confidence: true,
}).shape;

export const SqlReviewRequest = z.strictObject({ ...KpiId.shape, ...place });
export type SqlReviewRequest = z.infer<typeof SqlReviewRequest>;

export const SqlAcceptRequest = SqlReviewRequest.extend({
  fingerprint: z.string({ error: "The fingerprint must be text." }).trim().max(64).optional().meta({
    description:
      "The fingerprint of what was reviewed: when the definition gives other SQL by now, it is refused (409). Left out: whatever it gives now is accepted.",
  }),
});
export type SqlAcceptRequest = z.infer<typeof SqlAcceptRequest>;

const MovingDates = z.array(z.object({ date: z.string(), means: z.string() })).meta({
  description: "The dates (or years) in it that follow the day of the run: today's, and what they mean.",
});

/** The SQL that was accepted, with today's dates in it. */
export const SqlPin = SqlPinState.extend({
  kpi_id: z.int(),
  nl_definition: z.string().meta({ description: "The definition that it was accepted for." }),
  select_schema: z.string(),
  ruleset_name: z.string().nullable(),
  ruleset_version: z.int().nullable(),
  excluded_fields: z.array(z.string()),
  db_type: z.string(),
  source_name: z.string(),
  reading: z.string(),
  generated_sql: z.string(),
  moving_dates: MovingDates,
  fingerprint: z.string().meta({ description: "Changes exactly when what runs send does." }),
}).meta({ id: "SqlPin" });
export type SqlPin = z.infer<typeof SqlPin>;

export const SqlPinResponse = z
  .object({ success: z.literal(true), pin: SqlPin.nullable().meta({ description: "null when none is." }) })
  .meta({ id: "SqlPinResponse" });

export const SqlAcceptedResponse = z
  .object({ success: z.literal(true), message: z.string(), pin: SqlPin })
  .meta({ id: "SqlAcceptedResponse" });

/** How a definition would be run now: what there is to accept. */
export const SqlReview = z
  .object({
    kpi_version: z.int(),
    nl_definition: z.string(),
    kg_name: z.string(),
    kg_version: z.int(),
    select_schema: z.string(),
    ruleset_name: z.string().nullable(),
    db_type: z.string(),
    source_name: z.string(),
    confidence_score: z.number().nullable(),
    explanation: ExecutionExplanation.nullable(),
    diagnostics: z.array(Diagnostic),
    generated_sql: z.string().nullable(),
    moving_dates: MovingDates,
    fingerprint: z.string().nullable().meta({ description: "Send it along to accept exactly this." }),
    is_accepted: z.boolean().meta({ description: "Whether the SQL that is accepted would send the same." }),
  })
  .meta({ id: "SqlReview" });
export type SqlReview = z.infer<typeof SqlReview>;

/** `success` is false when the definition is not understood; the answer is 200 all the same. */
export const SqlReviewResponse = z
  .object({ success: z.boolean(), message: z.string(), review: SqlReview, pin: SqlPin.nullable() })
  .meta({ id: "SqlReviewResponse" });
