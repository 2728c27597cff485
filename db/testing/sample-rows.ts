import type { NewKpiRow } from "../schema/kpi-definitions.ts";
import type { NewExecutionRow } from "../schema/kpi-execution-results.ts";

/** A KPI for tests of the store. */
export const SAMPLE_KPI: NewKpiRow = {
  name: "Missing products",
  nl_definition: "products in A missing in B",
};

/** A run of a KPI for tests of the store; still pending. */
export function sampleRun(kpi_id: number): NewExecutionRow {
  return {
    kpi_id,
    kg_name: "KG_101",
    select_schema: "newdqschema",
    db_type: "sqlite",
    limit_records: 10,
    use_llm: 0,
    min_confidence: 0.7,
    time_limit_ms: 1000,
    nl_definition: SAMPLE_KPI.nl_definition,
  };
}
