import type { Generated, Insertable, Selectable, Updateable } from "kysely";

/** Master data of the KPIs. Timestamps are `YYYY-MM-DD HH:MM:SS` in UTC, booleans are 0 and 1. */
export interface KpiDefinitionsTable {
  id: Generated<number>;
  name: string;
  alias_name: string | null;
  group_name: string | null;
  description: string | null;
  nl_definition: string;
  created_at: Generated<string>;
  updated_at: Generated<string>;
  created_by: string | null;
  /** The name of who saved the version that it is at; null where nobody has a name. */
  updated_by: string | null;
  /** Soft delete flag. */
  is_active: Generated<number>;
  /** Grows with every save; a save that names an older one is refused. */
  version: Generated<number>;
  /** Executions older than so many days are deleted; null: none for its age. */
  keep_days: number | null;
  /** Only the newest so many executions are kept; null: all. */
  keep_runs: number | null;
  /** Which values are better, `lower` or `higher`; null where nobody said. */
  better: string | null;
  /** Beyond it a value is a warning; null: no such bound. */
  warning_bound: number | null;
  /** Beyond it a value is critical; null: no such bound. */
  critical_bound: number | null;
}

export type KpiRow = Selectable<KpiDefinitionsTable>;
export type NewKpiRow = Insertable<KpiDefinitionsTable>;
export type KpiChanges = Updateable<KpiDefinitionsTable>;
