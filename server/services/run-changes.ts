import type { RunBasis } from "../../db/queries/executions.ts";

/** How one thing that a run is based on reads; a change of it is "name before → after". */
const PARAMETERS: readonly (readonly [name: string, text: (run: RunBasis) => string | null])[] = [
  ["schema", (run) => run.select_schema],
  ["database type", (run) => run.db_type],
  ["ruleset", (run) => run.ruleset_name],
  ["limit", (run) => run.limit_records.toLocaleString("en")],
  ["minimum confidence", (run) => String(run.min_confidence)],
  ["excluded fields", (run) => (JSON.parse(run.excluded_fields ?? "[]") as string[]).join(", ")],
  ["use of LLM", (run) => (run.use_llm === 1 ? "yes" : "no")],
  ["time limit", (run) => `${(run.time_limit_ms / 1000).toLocaleString("en")} s`],
];

/**
 * What a run was based on that another one, as a rule the run before it (`since` names it), was not, each in a few words: two values can only be compared when
 * this is empty. Nothing changes in a KPI's first run (`before` undefined).
 */
export function changesSince(
  before: RunBasis | undefined,
  run: RunBasis,
  since = "the run before",
): string[] {
  if (!before) return [];
  const changes = before.nl_definition === run.nl_definition ? [] : [`definition changed since ${since}`];
  if (before.kg_name !== run.kg_name) changes.push(`knowledge graph ${before.kg_name} → ${run.kg_name}`);
  else if (before.kg_version !== run.kg_version)
    changes.push(
      `knowledge graph version ${before.kg_version ?? "unknown"} → ${run.kg_version ?? "unknown"}`,
    );
  if (before.ruleset_name === run.ruleset_name && before.ruleset_version !== run.ruleset_version)
    changes.push(
      `ruleset version ${before.ruleset_version ?? "unknown"} → ${run.ruleset_version ?? "unknown"}`,
    );
  for (const [name, text] of PARAMETERS) {
    const [was, is] = [text(before) || "none", text(run) || "none"];
    if (was !== is) changes.push(`${name} ${was} → ${is}`);
  }
  return changes;
}
