import type { z } from "zod";
import type { RunBasis } from "../../db/queries/executions.ts";
import type { ExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import type {
  Diagnostic,
  ExecutionExplanation,
  ExecutionResult,
  ExecutionStatus,
  RunSource,
  RunSqlPin,
} from "../contracts/executions.ts";
import type { DistinctKey, RunValueKind } from "../contracts/run-value.ts";
import type { ThresholdState } from "../contracts/threshold-words.ts";
import type { CompileResult } from "../engine/result.ts";
import type { ColumnValues } from "./column-values.ts";
import type { JoinOffer } from "./join-offers.ts";
import { changesSince } from "./run-changes.ts";
import { isoTimestamp } from "./text.ts";
import { boundsOf } from "./thresholds.ts";

/**
 * A column of a stored result; `numeric` when every stored value that is not blank is a number in JSON. Runs of
 * earlier versions do not say of what kind the `values` are.
 */
export interface ResultColumnInfo {
  readonly name: string;
  readonly numeric: boolean;
  readonly values?: ColumnValues;
}

/** The columns of a stored result, in order; empty when the query never ran. */
export function readResultColumns(row: ExecutionRow): ResultColumnInfo[] {
  return readJson<ResultColumnInfo[]>(row.result_columns) ?? [];
}

/**
 * A stored run as the API shows it, without its rows. `before` is what the KPI's run before was based on, `place` which
 * in line the run is while it waits.
 */
export function toExecutionResult(
  row: ExecutionRow,
  before: RunBasis | undefined,
  place: number | null,
): ExecutionResult {
  return {
    id: row.id,
    kpi_id: row.kpi_id,
    kg_name: row.kg_name,
    select_schema: row.select_schema,
    ruleset_name: row.ruleset_name,
    db_type: row.db_type,
    limit_records: row.limit_records,
    use_llm: row.use_llm === 1,
    excluded_fields: readJson<string[]>(row.excluded_fields),
    generated_sql: row.generated_sql,
    number_of_records: row.number_of_records,
    joined_columns: readJson<string[][]>(row.joined_columns),
    sql_query_type: row.sql_query_type,
    operation: row.operation,
    execution_status: row.execution_status as ExecutionStatus,
    execution_timestamp: isoTimestamp(row.execution_timestamp),
    execution_time_ms: row.execution_time_ms,
    confidence_score: row.confidence_score,
    error_message: row.error_message,
    result_data: null,
    source_table: row.source_table,
    target_table: row.target_table,
    total_records: row.total_records,
    value: row.value,
    value_kind: row.value_kind as RunValueKind,
    threshold_state: row.threshold_state as ThresholdState | null,
    ...boundsOf(row),
    near_partners: row.near_partners,
    distinct_key: readJson<NonNullable<DistinctKey>>(row.distinct_key),
    nl_definition: row.nl_definition,
    kg_version: row.kg_version,
    source: row.source_name === null ? null : sourceOf(row, row.source_name),
    ruleset_version: row.ruleset_version,
    executed_by: row.executed_by,
    changes: changesSince(before, row),
    min_confidence: row.min_confidence,
    time_limit_ms: row.time_limit_ms,
    queue_position: place,
    sql_pin: readJson<RunSqlPin>(row.sql_pin),
    pinned: row.pinned === 1,
    retry_reason: row.retry_reason,
    reader: row.reader,
    result_columns: row.result_columns === null ? null : readResultColumns(row).map((column) => column.name),
    explanation: readJson<z.infer<typeof ExecutionExplanation>>(row.explanation),
    // Runs of earlier versions know of no proposed joins.
    diagnostics: (readJson<Diagnostic[]>(row.diagnostics) ?? []).map((diagnostic) => ({
      ...diagnostic,
      proposed_joins: diagnostic.proposed_joins ?? null,
    })),
  };
}

function sourceOf({ source_id, source_type }: ExecutionRow, name: string): RunSource {
  return { id: source_id, name, db_type: source_type as RunSource["db_type"] };
}

/**
 * What the engine made of a definition, by the API's field names; a refusal has diagnostics and no SQL. `offer` is for
 * one of the diagnostics of a refusal.
 */
export function describeReading(result: CompileResult, offer: JoinOffer | null) {
  if (!result.ok)
    return {
      generated_sql: null,
      joined_columns: null,
      sql_query_type: result.queryType,
      operation: result.operation,
      confidence_score: result.confidence,
      source_table: result.sourceTable,
      target_table: result.targetTable,
      explanation: null,
      diagnostics: result.diagnostics.map(
        ({ code, message, span, suggestions }, at): Diagnostic => ({
          code,
          message: offer?.at === at ? offer.message : message,
          span: span ? { ...span } : null,
          suggestions: [...suggestions],
          proposed_joins: offer?.at === at ? offer.proposed : null,
        }),
      ),
    };
  const { understood, ignored, joins, warnings, reading } = result.explanation;
  return {
    generated_sql: result.readableSql,
    joined_columns: result.joinedColumns.map((pair) => [...pair]),
    sql_query_type: result.queryType,
    operation: result.operation,
    confidence_score: result.confidence,
    source_table: result.sourceTable,
    target_table: result.targetTable,
    explanation: {
      reading,
      understood: understood.map((one) => ({ ...one, span: { ...one.span } })),
      ignored: [...ignored],
      joins: [...joins],
      warnings: [...warnings],
    },
    diagnostics: [],
  };
}

function readJson<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}
