import { z } from "zod";
import { CellRecord, Diagnostic, ExecutionExplanation, ExecutionRequest, RunSource } from "./executions.ts";
import { MAX_DEFINITION_LENGTH } from "./kpis.ts";
import { DistinctKey, NearPartners } from "./run-value.ts";
import { integer, requiredProse } from "./scalars.ts";

export const MAX_PREVIEW_ROWS = 50;

/** A definition to try on a graph: nothing is stored. */
export const PreviewRequest = ExecutionRequest.pick({
  kg_name: true,
  select_schema: true,
  ruleset_name: true,
  db_type: true,
  limit_records: true,
  use_llm: true,
  excluded_fields: true,
  min_confidence: true,
})
  .extend({
    db_type: ExecutionRequest.shape.db_type.meta({
      description:
        "Which SQL to write; the source's own when left out. With another one no rows are fetched.",
    }),
    nl_definition: requiredProse("Definition", MAX_DEFINITION_LENGTH),
    rows: integer(0, MAX_PREVIEW_ROWS)
      .default(5)
      .meta({ description: "First rows to fetch; 0 fetches none." }),
  })
  .meta({ id: "KPIPreviewRequest" });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

export const Preview = z
  .object({
    generated_sql: z.string().nullable(),
    joined_columns: z.array(z.array(z.string())).nullable(),
    sql_query_type: z.string().nullable(),
    operation: z.string().nullable(),
    confidence_score: z.number().nullable(),
    source_table: z.string().nullable(),
    target_table: z.string().nullable(),
    source: RunSource,
    reader: z.string(),
    explanation: ExecutionExplanation.nullable(),
    diagnostics: z.array(Diagnostic),
    columns: z.array(z.string()).nullable().meta({ description: "null when no rows were fetched." }),
    rows: z.array(CellRecord).nullable(),
    total_records: z
      .int()
      .nullable()
      .meta({ description: "All records; null when they were not counted in time." }),
    distinct_key: DistinctKey,
    near_partners: NearPartners,
    rows_message: z.string().nullable().meta({
      description: "Why there are no rows: the source did not give them in time, or takes other SQL.",
    }),
  })
  .meta({ id: "KPIPreview" });
export type Preview = z.infer<typeof Preview>;

/** `success` is false when the definition was not understood; the answer is 200 all the same. */
export const PreviewResponse = z
  .object({ success: z.boolean(), message: z.string(), preview: Preview })
  .meta({ id: "KPIPreviewResponse" });
