import { type Kysely, sql } from "kysely";

/** The SQL that people accepted, one for each KPI at most, and which runs used it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `CREATE TABLE kpi_sql_pins (
      kpi_id INTEGER PRIMARY KEY REFERENCES kpi_definitions(id) ON DELETE CASCADE,
      accepted_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
      accepted_by TEXT,
      kpi_version INTEGER NOT NULL,
      nl_definition TEXT NOT NULL,
      kg_id INTEGER NOT NULL,
      kg_name TEXT NOT NULL,
      kg_version INTEGER NOT NULL,
      select_schema TEXT NOT NULL,
      ruleset_name TEXT,
      ruleset_version INTEGER,
      excluded_fields TEXT NOT NULL,
      db_type TEXT NOT NULL,
      source_id INTEGER NOT NULL,
      source_name TEXT NOT NULL,
      query TEXT NOT NULL
    )`,
    "ALTER TABLE kpi_execution_results ADD COLUMN sql_pin TEXT",
  ])
    await sql.raw(statement).execute(db);
}
