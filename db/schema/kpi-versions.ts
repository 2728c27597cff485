import type { Selectable } from "kysely";

/** A version of a KPI as it was saved. Triggers write them; nothing else does. */
export interface KpiVersionsTable {
  kpi_id: number;
  version: number;
  saved_at: string;
  /** The name of who saved it; null where nobody has a name. */
  saved_by: string | null;
  name: string;
  alias_name: string | null;
  group_name: string | null;
  description: string | null;
  nl_definition: string;
  is_active: number;
  better: string | null;
  warning_bound: number | null;
  critical_bound: number | null;
}

export type KpiVersionRow = Selectable<KpiVersionsTable>;
