import { expect, test } from "vitest";
import type { RunBasis } from "../../db/queries/executions.ts";
import { changesSince } from "./run-changes.ts";

const RUN: RunBasis = {
  nl_definition: "products in A missing in B",
  kg_name: "KG_101",
  kg_version: 1,
  select_schema: "newdqschema",
  db_type: "sqlite",
  ruleset_name: null,
  ruleset_version: null,
  limit_records: 1000,
  min_confidence: 0.7,
  excluded_fields: null,
  use_llm: 1,
  time_limit_ms: 300_000,
};

test("a first run, and one like the run before, changed nothing", () => {
  expect(changesSince(undefined, RUN)).toEqual([]);
  expect(changesSince(RUN, { ...RUN, excluded_fields: "[]" })).toEqual([]);
});

test.each<[Partial<RunBasis>, string]>([
  [{ nl_definition: "products in A" }, "definition changed since the run before"],
  [{ kg_version: 2 }, "knowledge graph version 1 → 2"],
  [{ kg_name: "KG_102", kg_version: 7 }, "knowledge graph KG_101 → KG_102"],
  [{ select_schema: "other" }, "schema newdqschema → other"],
  [{ db_type: "oracle" }, "database type sqlite → oracle"],
  [{ ruleset_name: "RECON_1" }, "ruleset none → RECON_1"],
  [{ limit_records: 100 }, "limit 1,000 → 100"],
  [{ min_confidence: 0.5 }, "minimum confidence 0.7 → 0.5"],
  [{ excluded_fields: '["SKU","Material"]' }, "excluded fields none → SKU, Material"],
  [{ use_llm: 0 }, "use of LLM yes → no"],
  [{ time_limit_ms: 1500 }, "time limit 300 s → 1.5 s"],
])("%j says: %s", (change, sentence) => {
  expect(changesSince(RUN, { ...RUN, ...change })).toEqual([sentence]);
});
