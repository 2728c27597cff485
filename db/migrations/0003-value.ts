import { type Kysely, sql } from "kysely";

/** What each run says in one number, and what that number is; for older runs as far as it can be told. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN value REAL`.execute(db);
  await sql`ALTER TABLE kpi_execution_results ADD COLUMN value_kind TEXT
    CHECK (value_kind IN ('rows', 'groups', 'figure', 'percentage', 'figures'))`.execute(db);
  await sql`UPDATE kpi_execution_results SET value_kind = CASE
      WHEN operation = 'GROUP' THEN 'groups'
      WHEN operation = 'DUPLICATES' THEN iif(json_extract(result_columns, '$[0].name') = 'duplicate_count'
        AND json_array_length(result_columns) = 1, 'figure', 'groups')
      WHEN operation = 'AGGREGATE' AND json_array_length(result_columns) = 1 THEN
        iif(json_extract(result_columns, '$[0].name') = 'percentage', 'percentage', 'figure')
      WHEN operation = 'AGGREGATE' THEN 'figures'
      ELSE 'rows' END
    WHERE execution_status = 'success'`.execute(db);
  await sql`UPDATE kpi_execution_results SET value = CASE value_kind
      WHEN 'figures' THEN NULL
      WHEN 'rows' THEN coalesce(total_records, number_of_records)
      WHEN 'groups' THEN coalesce(total_records, number_of_records)
      ELSE (SELECT iif(json_type(data, '$[0]') IN ('integer', 'real'), json_extract(data, '$[0]'), NULL)
        FROM kpi_execution_rows WHERE execution_id = kpi_execution_results.id AND row_number = 1) END
    WHERE value_kind IS NOT NULL`.execute(db);
}
