import { DEFAULT_LIMIT_RECORDS, DEFAULT_MIN_CONFIDENCE } from "../../server/contracts/executions.ts";
import type { AppCaller } from "../../server/router.ts";
import { type ExecuteValues, executeValues } from "./execute-form.ts";
import { answer } from "./problems.server.ts";

export interface RulesetsOfGraph {
  readonly graph: string;
  readonly names: readonly string[];
}

export type Place = Pick<ExecuteValues, "kg_name" | "select_schema">;

export interface ExecuteDefaults {
  readonly values: ExecuteValues;
  readonly graphs: readonly string[];
  readonly schemas: readonly string[];
  /** The names of the rulesets of each graph that has some. */
  readonly rulesets: readonly RulesetsOfGraph[];
  /** Whether the KPI was executed before. */
  readonly ran: boolean;
  /** Every graph with all of its schemas: where a KPI that never ran may belong. */
  readonly places: readonly Place[];
}

/** What a KPI is executed with unless somebody says otherwise: as the last time, else on all of the first graph. */
export async function executeDefaults(api: AppCaller, kpi_id?: number): Promise<ExecuteDefaults> {
  const [last, { data }] = await Promise.all([
    kpi_id === undefined ? null : answer(api.executions.lastParameters({ kpi_id })),
    answer(api.graphs.list()),
  ]);
  const graphs = data.map(({ name }) => name);
  // The first graph with all of its own schemas: another graph's would not fit.
  const [first] = data;
  const schemas = [...new Set(data.flatMap(choicesOf))];
  const values = executeValues(last?.parameters ?? null, {
    kg_name: graphs[0] ?? "",
    select_schema: (first && choicesOf(first)[0]) ?? "",
    ruleset_name: "",
    db_type: "",
    limit_records: String(DEFAULT_LIMIT_RECORDS),
    use_llm: true,
    excluded_fields: "",
    min_confidence: String(DEFAULT_MIN_CONFIDENCE),
  });
  const places = data.map((graph) => ({ kg_name: graph.name, select_schema: choicesOf(graph)[0] ?? "" }));
  const rulesets = data.filter((graph) => graph.rulesets.length > 0);
  return {
    ...{ values, graphs, schemas, places, ran: Boolean(last?.parameters) },
    rulesets: rulesets.map(({ name, rulesets }) => ({ graph: name, names: rulesets })),
  };
}

/** The longest text that select_schema may be. */
const MAX_SELECTED = 255;

/** All schemas of a graph together, where that can be said, and each alone. */
function choicesOf({ schemas }: { readonly schemas: readonly string[] }): string[] {
  const all = schemas.join(", ");
  return schemas.length > 1 && all.length <= MAX_SELECTED ? [all, ...schemas] : [...schemas];
}
