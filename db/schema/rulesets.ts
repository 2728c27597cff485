import type { Generated } from "kysely";

export interface RulesetsTable {
  id: Generated<number>;
  graph_id: number;
  /** Unique within its graph. */
  name: string;
  /** The newest of its versions. */
  version: Generated<number>;
  created_at: Generated<string>;
}

/** Every version of a ruleset that there was. */
export interface RulesetVersionsTable {
  ruleset_id: number;
  version: number;
  /** JSON array of the engine's `RulesetRule`. */
  rules: string;
  created_at: Generated<string>;
}
