import { type Kysely, sql } from "kysely";

/**
 * The source that a run was on, as it was called then; and marks of what happened once to a store, so that a sample
 * that was taken away does not come back by itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN source_id INTEGER REFERENCES sources(id) ON DELETE SET NULL`.execute(
    db,
  );
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN source_name TEXT`.execute(db);
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN source_type TEXT`.execute(db);
  await sql`CREATE INDEX idx_kpi_execution_results_source ON kpi_execution_results(source_id)`.execute(db);
  await sql`CREATE TABLE store_marks (
    name TEXT PRIMARY KEY,
    set_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
  )`.execute(db);
  await sql`INSERT INTO store_marks (name)
    SELECT 'sample_offered' WHERE EXISTS (SELECT 1 FROM sources) OR EXISTS (SELECT 1 FROM kpi_definitions)`.execute(
    db,
  );
}
