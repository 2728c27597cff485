import { DEFAULT_LIMIT_RECORDS, DEFAULT_MIN_CONFIDENCE } from "../../server/contracts/executions.ts";
import type { AppCaller } from "../../server/router.ts";
import { type ExecuteValues, executeValues } from "./execute-form.ts";
import { answer } from "./problems.server.ts";

export interface ExecuteDefaults {
  readonly values: ExecuteValues;
  readonly graphs: readonly string[];
  readonly schemas: readonly string[];
}

/** What a KPI is executed with unless somebody says otherwise: as the last time, else on the first graph. */
export async function executeDefaults(api: AppCaller, kpi_id?: number): Promise<ExecuteDefaults> {
  const [last, { data }, { schemas }] = await Promise.all([
    kpi_id === undefined ? null : answer(api.executions.lastParameters({ kpi_id })),
    answer(api.graphs.list()),
    answer(api.schemas.list()),
  ]);
  const graphs = data.map(({ name }) => name);
  const values = executeValues(last?.parameters ?? null, {
    kg_name: graphs[0] ?? "",
    select_schema: schemas[0] ?? "",
    ruleset_name: "",
    db_type: "",
    limit_records: String(DEFAULT_LIMIT_RECORDS),
    use_llm: true,
    excluded_fields: "",
    min_confidence: String(DEFAULT_MIN_CONFIDENCE),
  });
  return { values, graphs, schemas };
}
