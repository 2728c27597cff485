import type { KpiVersionRow } from "../schema/kpi-versions.ts";
import type { Db } from "../schema/store.ts";

/** A KPI's versions, newest first. */
export async function listKpiVersions(
  db: Db,
  kpiId: number,
  slice: { readonly limit: number; readonly offset: number },
): Promise<KpiVersionRow[]> {
  return db
    .selectFrom("kpi_versions")
    .selectAll()
    .where("kpi_id", "=", kpiId)
    .orderBy("version", "desc")
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
}

export async function countKpiVersions(db: Db, kpiId: number): Promise<number> {
  const { n } = await db
    .selectFrom("kpi_versions")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("kpi_id", "=", kpiId)
    .executeTakeFirstOrThrow();
  return n;
}

export async function findKpiVersion(
  db: Db,
  kpiId: number,
  version: number,
): Promise<KpiVersionRow | undefined> {
  return db
    .selectFrom("kpi_versions")
    .selectAll()
    .where("kpi_id", "=", kpiId)
    .where("version", "=", version)
    .executeTakeFirst();
}
