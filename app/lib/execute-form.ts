import type { ExecutionRequest } from "../../server/contracts/executions.ts";

/** The execute form as text fields, the way a browser sends them. */
export interface ExecuteValues {
  readonly kg_name: string;
  readonly select_schema: string;
  readonly ruleset_name: string;
  readonly db_type: string;
  readonly limit_records: string;
  readonly use_llm: boolean;
  readonly excluded_fields: string;
  readonly min_confidence: string;
}

/** The values to open the form with: those of the KPI's newest run, else `defaults`. */
export function executeValues(last: ExecutionRequest | null, defaults: ExecuteValues): ExecuteValues {
  if (!last) return defaults;
  return {
    kg_name: last.kg_name,
    select_schema: last.select_schema,
    ruleset_name: last.ruleset_name ?? "",
    db_type: last.db_type ?? "",
    limit_records: String(last.limit_records),
    use_llm: last.use_llm,
    excluded_fields: (last.excluded_fields ?? []).join(", "),
    min_confidence: String(last.min_confidence),
  };
}

export function readExecuteForm(form: FormData): ExecuteValues {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    kg_name: text("kg_name"),
    select_schema: text("select_schema"),
    ruleset_name: text("ruleset_name"),
    db_type: text("db_type"),
    limit_records: text("limit_records"),
    use_llm: form.get("use_llm") !== null,
    excluded_fields: text("excluded_fields"),
    min_confidence: text("min_confidence"),
  };
}

/** What the API is asked for; it checks every field and says which one is wrong. */
export function executeRequest(values: ExecuteValues) {
  const excluded_fields = values.excluded_fields
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  return { ...values, excluded_fields };
}

/** Why it has to be said which SQL to run: the API's ways out of it are in its own words, and the form has the choice. */
export function askForSql(message: string): string {
  return `${message.replace(/[^.]*\bsql "compiled".*$/s, "").trim()} Choose which SQL to run.`.trim();
}
