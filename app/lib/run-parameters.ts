import type { ExecutionResult } from "../../server/contracts/executions.ts";
import { formatCount } from "./format.ts";

type Parameters = Pick<
  ExecutionResult,
  | "kg_name"
  | "select_schema"
  | "ruleset_name"
  | "db_type"
  | "limit_records"
  | "use_llm"
  | "excluded_fields"
  | "min_confidence"
>;

/** The parameters of a run in a few words each, for one line of a list. */
export function runParameters(run: Parameters): string[] {
  const parts = [run.kg_name, run.select_schema, run.db_type, `limit ${formatCount(run.limit_records)}`];
  if (run.ruleset_name) parts.push(`ruleset ${run.ruleset_name}`);
  if (run.excluded_fields?.length) parts.push(`without ${run.excluded_fields.join(", ")}`);
  parts.push(`confidence at least ${run.min_confidence}`);
  if (!run.use_llm) parts.push("rules only");
  return parts;
}
