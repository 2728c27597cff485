import { type Kysely, sql } from "kysely";

/**
 * Rulesets are named within their graph, and every version of one is kept with its rules as a whole: a run says which
 * version it used. Each pair of columns has its own way to be compared.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const end = (side: string) =>
  `json_object('schema', rule.${side}_schema, 'table', rule.${side}_table, 'columns', json(rule.${side}_columns))`;

const STATEMENTS = [
  // An aggregate whose argument names outer columns only would be the outer query's: hence `pair.key` in it.
  `CREATE TABLE kept_rules AS
     SELECT rule.*, (SELECT json_group_array(json_object('how', iif(pair.key >= 0, rule.match_type, NULL)))
       FROM json_each(rule.source_columns) AS pair) AS comparisons
     FROM ruleset_rules AS rule`,
  `CREATE TABLE kept_rulesets AS
     SELECT ruleset.id, ruleset.graph_id, ruleset.name, ruleset.created_at,
       (SELECT json_group_array(json_object(
          'name', rule.name, 'source', ${end("source")}, 'target', ${end("target")},
          'comparisons', json(rule.comparisons),
          'confidence', rule.confidence) ORDER BY rule.id)
        FROM kept_rules AS rule WHERE rule.ruleset_id = ruleset.id) AS rules
     FROM rulesets AS ruleset`,
  "DROP TABLE kept_rules",
  "DROP TABLE ruleset_rules",
  "DROP TABLE rulesets",
  `CREATE TABLE rulesets (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    graph_id INTEGER NOT NULL REFERENCES knowledge_graphs(id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE (graph_id, name)
  )`,
  `CREATE TABLE ruleset_versions (
    ruleset_id INTEGER NOT NULL REFERENCES rulesets(id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    rules TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (ruleset_id, version)
  )`,
  "INSERT INTO rulesets (id, graph_id, name, created_at) SELECT id, graph_id, name, created_at FROM kept_rulesets",
  "INSERT INTO ruleset_versions (ruleset_id, version, rules, created_at) SELECT id, 1, rules, created_at FROM kept_rulesets",
  "DROP TABLE kept_rulesets",
  "ALTER TABLE kpi_execution_results ADD COLUMN ruleset_version INTEGER",
];
