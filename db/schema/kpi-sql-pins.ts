import type { Generated, Insertable, Selectable } from "kysely";

/** The SQL of a KPI that somebody accepted, with all that it was made of. */
export interface KpiSqlPinsTable {
  kpi_id: number;
  accepted_at: Generated<string>;
  /** The name of the person or the key that accepted it; null where nobody has a name. */
  accepted_by: string | null;
  /** The version of the KPI that it was accepted for. */
  kpi_version: number;
  nl_definition: string;
  /** No foreign key: of a graph or a source that is gone it is still known what was accepted. */
  kg_id: number;
  kg_name: string;
  kg_version: number;
  /** Names in the order of the graph, separated by a comma and a space. */
  select_schema: string;
  ruleset_name: string | null;
  ruleset_version: number | null;
  /** JSON array of column names, sorted. */
  excluded_fields: string;
  db_type: string;
  source_id: number;
  source_name: string;
  /** JSON of the compiled query, with the places that follow the day and the limit of a run. */
  query: string;
}

export type SqlPinRow = Selectable<KpiSqlPinsTable>;
export type NewSqlPinRow = Insertable<KpiSqlPinsTable>;
