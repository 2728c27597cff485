import type { ExecutionResult } from "../../server/contracts/executions.ts";
import type { Operation, QueryType } from "../../server/engine/result.ts";

/** The API's terms for what a query does, in words for people. A term that is not known here is shown as it is. */

const QUERY_TYPES: Readonly<Record<QueryType, string>> = {
  COMPARISON_QUERY: "Which rows two tables share",
  MISMATCH_QUERY: "Values of two tables compared",
  FILTER_QUERY: "Rows that meet a condition",
  DATA_QUERY: "Rows of a table",
  AGGREGATION_QUERY: "Figures",
  DUPLICATES_QUERY: "Values that occur more than once",
  COMPLETENESS_QUERY: "Values that are missing",
};

const OPERATIONS: Readonly<Record<Operation, (target: string) => string>> = {
  NOT_IN: (target) => `Rows missing in ${target}`,
  IN: (target) => `Rows that are in ${target} too`,
  NOT_EQUALS: () => "Values that differ",
  EQUALS: () => "Values that are equal",
  CONTAINS: () => "Texts that contain another",
  IS_NULL: () => "No value there",
  DUPLICATES: () => "Values counted, those with several rows kept",
  AGGREGATE: () => "Calculated over all rows",
  GROUP: () => "Calculated for each group",
  FILTER: () => "Conditions met",
  LIST: () => "All rows",
};

export function queryTypeInWords({ sql_query_type: term }: Pick<ExecutionResult, "sql_query_type">) {
  return isKey(QUERY_TYPES, term) ? QUERY_TYPES[term] : term;
}

export function operationInWords(run: Pick<ExecutionResult, "operation" | "target_table">) {
  const { operation: term, target_table } = run;
  return isKey(OPERATIONS, term) ? OPERATIONS[term](target_table ?? "the other table") : term;
}

function isKey<T extends object>(words: T, term: string | null): term is Extract<keyof T, string> {
  return term !== null && Object.hasOwn(words, term);
}
