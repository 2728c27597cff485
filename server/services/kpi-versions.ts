import type { HiddenGroups } from "../../db/queries/group-limits.ts";
import { countKpiVersions, findKpiVersion, listKpiVersions } from "../../db/queries/kpi-versions.ts";
import type { KpiVersionRow } from "../../db/schema/kpi-versions.ts";
import type { Db } from "../../db/schema/store.ts";
import type { KpiVersion, KpiVersionsQuery } from "../contracts/kpi-versions.ts";
import type { KpiDefinition } from "../contracts/kpis.ts";
import { AppError } from "../errors.ts";
import { type KpiService, requireKpi } from "./kpis.ts";
import { isoTimestamp } from "./text.ts";
import { boundsOf } from "./thresholds.ts";

export interface KpiVersionService {
  /** What a KPI was, the newest first, and what each save changed. */
  list(query: KpiVersionsQuery): Promise<{ kpi_id: number; total: number; versions: KpiVersion[] }>;
  /** Saves what a version said as a new one; whether the KPI is deleted stays as it is. */
  restore(kpiId: number, version: number, hidden: HiddenGroups, by: string | null): Promise<KpiDefinition>;
}

/** What a version says, in the order in which changes are told. */
const FIELDS = [
  "name",
  "nl_definition",
  "alias_name",
  "group_name",
  "description",
  "better",
  "warning_bound",
  "critical_bound",
] as const satisfies readonly (keyof KpiVersionRow)[];

export function createKpiVersionService(db: Db, kpis: KpiService): KpiVersionService {
  return {
    async list({ kpi_id, limit, offset }) {
      await requireKpi(db, kpi_id);
      // One more than asked for: the last one is told apart from the one before it.
      const rows = await listKpiVersions(db, kpi_id, { limit: limit + 1, offset });
      const versions = rows.slice(0, limit).map((row, at) => toVersion(row, rows[at + 1]));
      return { kpi_id, total: await countKpiVersions(db, kpi_id), versions };
    },

    async restore(kpiId, version, hidden, by) {
      await requireKpi(db, kpiId);
      const row = await findKpiVersion(db, kpiId, version);
      if (!row)
        throw new AppError(
          "not_found",
          `The KPI with id ${kpiId} has no version ${version}. Its versions are listed with it.`,
        );
      const { name, alias_name, group_name, description, nl_definition } = row;
      const texts = { name, alias_name, group_name, description, nl_definition };
      return kpis.update(kpiId, { ...texts, ...boundsOf(row) }, hidden, by);
    },
  };
}

function toVersion(row: KpiVersionRow, before: KpiVersionRow | undefined): KpiVersion {
  const { version, saved_by, nl_definition } = row;
  const changed = before ? FIELDS.filter((field) => row[field] !== before[field]) : [];
  const deleted = before && before.is_active !== row.is_active;
  return {
    version,
    saved_at: isoTimestamp(row.saved_at),
    saved_by,
    nl_definition,
    changes: [
      ...changed.map((field) => ({ field, before: before?.[field] ?? null, after: row[field] })),
      ...(deleted
        ? [{ field: "is_active", before: before.is_active === 1, after: row.is_active === 1 }]
        : []),
    ],
  };
}
