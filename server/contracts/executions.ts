import { z } from "zod";
import { DIALECTS } from "../engine/graph.ts";
import { DIAGNOSTIC_CODES } from "../engine/result.ts";
import { RelationshipEntry } from "./relationships.ts";
import { DistinctKey, NearPartners, RunValue, RunValueKind } from "./run-value.ts";
import {
  boolean,
  decimal,
  id,
  idempotencyKey,
  integer,
  optionalText,
  requiredText,
  timestamp,
} from "./scalars.ts";
import { SOURCE_TYPES } from "./sources.ts";
import { ShownThresholdState, shownBounds } from "./thresholds.ts";

export const EXECUTION_STATUSES = ["pending", "running", "success", "failed", "cancelled"] as const;
export const ExecutionStatus = z.enum(EXECUTION_STATUSES);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

export const DB_TYPES = DIALECTS;

/** Most rows of one run that a server may be set to store. */
export const LARGEST_LIMIT_RECORDS = 1_000_000;
/** Most rows of one run that a server stores when nothing is set (specification, section 7.1). */
export const DEFAULT_MAX_RECORDS = 10_000;
export const DEFAULT_LIMIT_RECORDS = 1000;
export const DEFAULT_MIN_CONFIDENCE = 0.7;
export const DEFAULT_TIME_LIMIT_MS = 300_000;

/** A value of the result as JSON: big integers are decimal text, binary is `0x` hexadecimal text. */
export const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof Cell>;

/** A row by column name. Our own answers have it, and a `z.record` would leave out a column called `__proto__`. */
export const CellRecord = z
  .custom<Record<string, Cell>>((row) => typeof row === "object" && row !== null && !Array.isArray(row))
  .meta({
    override: { type: "object", additionalProperties: { type: ["string", "number", "boolean", "null"] } },
  });

export const ExecutionRequest = z
  .strictObject({
    kg_name: requiredText("Knowledge graph (kg_name)", 255),
    select_schema: requiredText("Schema (select_schema)", 255).meta({
      description: "One schema, or several separated by commas.",
    }),
    ruleset_name: optionalText("Ruleset", 255),
    db_type: z
      .preprocess(
        (value: string | null | undefined) => (value === "" || value === null ? undefined : value),
        z.enum(DB_TYPES, { error: `Must be one of ${DB_TYPES.join(", ")}.` }).optional(),
      )
      .meta({
        override: { type: "string", enum: [...DB_TYPES] },
        description: "Left out: the source's own type. One that disagrees with the source is refused (422).",
      }),
    limit_records: integer(1, LARGEST_LIMIT_RECORDS)
      .default(DEFAULT_LIMIT_RECORDS)
      .meta({
        description: `At most what the server is set to (MAX_RECORDS), ${DEFAULT_MAX_RECORDS} where nothing is.`,
      }),
    use_llm: boolean().default(true),
    excluded_fields: z
      .array(z.string().trim().min(1).max(255), { error: "Must be a list of column names." })
      .max(200)
      .nullish()
      .meta({ description: "Columns that never take part in a join: `Created_By` or `table.Created_By`." }),
    min_confidence: decimal(0, 1).default(DEFAULT_MIN_CONFIDENCE),
    time_limit_ms: integer(100, 3_600_000).default(DEFAULT_TIME_LIMIT_MS),
  })
  .meta({ id: "KPIExecutionRequest" });
export type ExecutionRequest = z.infer<typeof ExecutionRequest>;

/** Joins that wait for a decision and are all that a refused definition lacks. */
export const ProposedJoins = z
  .object({
    needed: z.enum(["one", "all"]).meta({
      description: "Whether approving any one of them is enough, or only all of them together.",
    }),
    joins: z.array(
      RelationshipEntry.pick({
        id: true,
        source: true,
        target: true,
        type: true,
        confidence: true,
        likely: true,
        evidence: true,
      }),
    ),
  })
  .meta({ id: "ProposedJoins" });
export type ProposedJoins = z.infer<typeof ProposedJoins>;

export const Diagnostic = z
  .object({
    code: z.enum(DIAGNOSTIC_CODES),
    message: z.string(),
    /** Offsets into the definition; `end` is exclusive. */
    span: z.object({ start: z.int(), end: z.int() }).nullable(),
    suggestions: z.array(z.string()),
    proposed_joins: ProposedJoins.nullable().meta({
      description:
        "Joins of the graph that nobody decided on yet: once approved, the definition is understood. null when that would not help.",
    }),
  })
  .meta({ id: "Diagnostic" });
export type Diagnostic = z.infer<typeof Diagnostic>;

/** What a run was understood to mean; null when it never got that far. */
export const ExecutionExplanation = z
  .object({
    reading: z.string(),
    understood: z.array(
      z.object({ span: z.object({ start: z.int(), end: z.int() }), text: z.string(), meaning: z.string() }),
    ),
    ignored: z.array(z.string()),
    joins: z.array(z.string()),
    warnings: z.array(z.string()),
  })
  .meta({ id: "ExecutionExplanation" });

/** The source that a definition is read for or was run on. */
export const RunSource = z
  .object({
    id: z.int().nullable().meta({ description: "null when the source is gone." }),
    name: z.string().meta({ description: "What it was called when the run began." }),
    db_type: z.enum(SOURCE_TYPES),
  })
  .meta({ id: "RunSource" });
export type RunSource = z.infer<typeof RunSource>;

/** The accepted SQL that a run sent. */
export const RunSqlPin = z
  .object({
    accepted_by: z.string().nullable().meta({ description: "null where nobody signs in." }),
    accepted_at: timestamp(),
    kpi_version: z.int().meta({ description: "The version of the KPI that it was accepted for." }),
    stale: z.array(z.string()).meta({
      description: "What had changed since it was accepted when this ran all the same, a sentence each.",
    }),
  })
  .meta({ id: "RunSqlPin" });
export type RunSqlPin = z.infer<typeof RunSqlPin>;

export const ExecutionResult = z
  .object({
    id: z.int(),
    kpi_id: z.int(),
    kg_name: z.string(),
    select_schema: z.string(),
    ruleset_name: z.string().nullable(),
    db_type: z.string(),
    limit_records: z.int(),
    use_llm: z.boolean(),
    excluded_fields: z.array(z.string()).nullable(),
    generated_sql: z.string().nullable().meta({
      description: "What ran, with its values as literals; the values themselves were sent as parameters.",
    }),
    number_of_records: z.int().meta({ description: "Rows stored; at most limit_records." }),
    joined_columns: z.array(z.array(z.string())).nullable(),
    sql_query_type: z.string().nullable(),
    operation: z.string().nullable(),
    execution_status: ExecutionStatus,
    execution_timestamp: timestamp(),
    execution_time_ms: z.number().nullable(),
    confidence_score: z.number().nullable(),
    error_message: z.string().nullable(),
    result_data: z
      .array(CellRecord)
      .nullable()
      .meta({ description: "The stored rows; null in lists and for runs without a result." }),
    source_table: z.string().nullable(),
    target_table: z.string().nullable(),
    // Beyond the specification:
    total_records: z.int().nullable().meta({
      description: "What the query returns in full, whatever the limit; null when it was not counted.",
    }),
    value: RunValue,
    value_kind: RunValueKind,
    threshold_state: ShownThresholdState,
    ...shownBounds,
    distinct_key: DistinctKey,
    near_partners: NearPartners,
    nl_definition: z.string().meta({ description: "The definition as it was when this ran." }),
    kg_version: z.int().nullable(),
    source: RunSource.nullable().meta({
      description: "The source it ran on; null for runs of versions that did not keep it.",
    }),
    ruleset_version: z.int().nullable(),
    executed_by: z.string().nullable().meta({
      description: "The name of the person or the API key that began it; null where nobody signs in.",
    }),
    changes: z.array(z.string()).meta({
      description:
        "What differs from the KPI's run before (of any status): definition, knowledge graph, parameters; a few words each.",
    }),
    min_confidence: z.number(),
    time_limit_ms: z.int(),
    queue_position: z.int().nullable().meta({
      description: "Which in line a pending run is: 1 is next. null when it does not wait.",
    }),
    sql_pin: RunSqlPin.nullable().meta({
      description: "The accepted SQL that this ran; null when the definition was compiled for it.",
    }),
    pinned: z.boolean().meta({
      description: "Whether it stays whatever the KPI's limits of its history.",
    }),
    retry_reason: z.string().nullable().meta({
      description:
        "Why the query was sent a second time: its connection was lost before the first row. null when it was not.",
    }),
    reader: z
      .string()
      .nullable()
      .meta({ description: "Who read the definition, and why not the other reader." }),
    result_columns: z.array(z.string()).nullable(),
    explanation: ExecutionExplanation.nullable(),
    diagnostics: z.array(Diagnostic),
  })
  .meta({ id: "KPIExecutionResult" });
export type ExecutionResult = z.infer<typeof ExecutionResult>;

/** `success` is false when the run failed or was cancelled: the answer is 200 all the same, and the run is kept. */
export const ExecutionResponse = z
  .object({
    success: z.boolean(),
    message: z.string(),
    repeated: z.boolean().meta({
      description: "The idempotency key came before, and this is the run that was begun then.",
    }),
    execution_result: ExecutionResult,
  })
  .meta({ id: "KPIExecutionResponse" });

/** Which SQL a run uses. */
export const SQL_CHOICES = ["pinned", "compiled"] as const;

export const ExecuteInput = ExecutionRequest.extend({
  kpi_id: id(),
  sql: z
    .preprocess(
      (value: string | null | undefined) => (value === "" || value === null ? undefined : value),
      z.enum(SQL_CHOICES, { error: `Must be one of ${SQL_CHOICES.join(", ")}.` }).optional(),
    )
    .meta({
      override: { type: "string", enum: [...SQL_CHOICES] },
      description:
        "pinned: the SQL that was accepted, though the definition or the graph has changed since; compiled: what the definition gives now. Left out: the accepted SQL where there is one, and a refusal (409) when that is stale.",
    }),
  idempotency_key: idempotencyKey("Idempotency-Key", 255).meta({
    description:
      "A random text of yours for this one run: sent again within 24 hours it answers with that run instead of beginning another. With another KPI or other parameters it is refused (409).",
  }),
});
export type ExecuteInput = z.infer<typeof ExecuteInput>;

export const ExecutionListQuery = z.strictObject({
  kpi_id: id(),
  status: ExecutionStatus.optional(),
  limit: integer(1, 500).default(50),
  offset: integer(0, 1_000_000_000).default(0),
});
export type ExecutionListQuery = z.infer<typeof ExecutionListQuery>;

export const ExecutionListResponse = z
  .object({ success: z.literal(true), total: z.int(), executions: z.array(ExecutionResult) })
  .meta({ id: "KPIExecutionListResponse" });

export const ExecutionId = z.strictObject({ execution_id: id() });

export const ExecutionDetailResponse = z
  .object({ success: z.literal(true), execution: ExecutionResult })
  .meta({ id: "KPIExecutionDetailResponse" });

/** A run without its rows, and the KPI it belongs to: what a page about the run needs. */
export const ExecutionSummaryResponse = z.object({
  success: z.literal(true),
  execution: ExecutionResult,
  kpi: z.object({ id: z.int(), name: z.string(), is_active: z.boolean() }),
  /** Milliseconds since the run began, or, while it is pending, since it was asked for. */
  elapsed_ms: z.number(),
  /** Rows read so far while it runs. */
  rows_so_far: z.int(),
  /** How many runs go on at a time; others wait. */
  at_once: z.object({ in_all: z.int(), per_source: z.int() }),
});

/** The parameters of a KPI's newest run, to fill the form with; null when it never ran. */
export const LastParametersResponse = z.object({
  success: z.literal(true),
  parameters: ExecutionRequest.nullable(),
});
