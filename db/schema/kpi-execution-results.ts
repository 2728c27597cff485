import type { Generated, Insertable, Selectable, Updateable } from "kysely";

/** One run of a KPI: what was asked for, what came of it. Its rows are in `kpi_execution_rows`. */
export interface KpiExecutionResultsTable {
  id: Generated<number>;
  kpi_id: number;

  kg_name: string;
  select_schema: string;
  ruleset_name: string | null;
  db_type: string;
  limit_records: number;
  use_llm: number;
  /** JSON array of column names. */
  excluded_fields: string | null;
  min_confidence: number;
  time_limit_ms: number;
  /** What the request for the run came with; null when it had none, or when that is over. */
  idempotency_key: string | null;
  /** The definition as it was when the run began. */
  nl_definition: string;
  kg_version: number | null;
  /** Null where no ruleset was used, or by a version of the product that did not tell them apart. */
  ruleset_version: number | null;
  /** The source that it was on; null when that is gone, or when a version of the product ran it that did not keep it. */
  source_id: number | null;
  /** What the source was called and was when the run began. */
  source_name: string | null;
  source_type: string | null;
  /** The name of the person or the key that began it; null where nobody has a name. */
  executed_by: string | null;
  /** The KPI's bounds when the run began, by which its value is judged. */
  better: string | null;
  warning_bound: number | null;
  critical_bound: number | null;

  /** With its values as literals, for people; it was run with parameters. */
  generated_sql: string | null;
  /**
   * JSON of what was run, without the limit and as text between its parameters, to read from the source what was not
   * stored; null where everything was, and for runs of earlier versions.
   */
  whole_query: string | null;
  /** Rows stored. */
  number_of_records: Generated<number>;
  /** Rows that the query returns in full; null when it was not counted. */
  total_records: number | null;
  /** The run's answer in one number; null without success, and when its answer is no single number. */
  value: number | null;
  /** What `value` is: `rows` or `groups` counted, a `figure`, a `percentage`; `figures` has none. */
  value_kind: string | null;
  /** What the bounds say of `value`: `ok`, `warning` or `critical`; null without bounds or value. */
  threshold_state: string | null;
  /** JSON object (`DistinctKey`): the things that several rows are about; null when each row is one. */
  distinct_key: string | null;
  /** Records whose partner is missing only because the keys are spelt differently; null when it was not counted. */
  near_partners: number | null;
  /** JSON array of column pairs. */
  joined_columns: string | null;
  sql_query_type: string | null;
  operation: string | null;

  execution_status: Generated<string>;
  execution_timestamp: Generated<string>;
  execution_time_ms: number | null;
  confidence_score: number | null;
  error_message: string | null;

  /**
   * The specification's column for the rows as one JSON text. The rows live in `kpi_execution_rows` instead
   * (docs/decisions), the API puts them together as `result_data`; this column stays NULL.
   */
  result_data: string | null;
  /** JSON array of the result's column names, in order; null before the query ran. */
  result_columns: string | null;
  source_table: string | null;
  target_table: string | null;
  /** JSON: which accepted SQL it ran (`RunSqlPin`); null when its definition was compiled for it. */
  sql_pin: string | null;
  /** Stays whatever its age: 0 or 1. */
  pinned: Generated<number>;
  /** Why its query was sent a second time; null when it was not. */
  retry_reason: string | null;
  reader: string | null;
  /** JSON: the reading in English and how each word was understood. */
  explanation: string | null;
  /** JSON array: why the definition was refused. */
  diagnostics: string | null;
}

export type ExecutionRow = Selectable<KpiExecutionResultsTable>;
export type NewExecutionRow = Insertable<KpiExecutionResultsTable>;
export type ExecutionChanges = Updateable<KpiExecutionResultsTable>;

/** One stored row of a run: `data` is the JSON array of its cells, in the order of `result_columns`. */
export interface KpiExecutionRowsTable {
  execution_id: number;
  /** 1, 2, 3 ... in the order in which the source returned the rows. */
  row_number: number;
  data: string;
  /** `data` for searching in any case, where SQLite's lower() does not make it; null where it does. */
  folded: string | null;
}
