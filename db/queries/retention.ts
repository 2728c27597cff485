import { type RawBuilder, sql } from "kysely";
import type { Db } from "../schema/store.ts";
import { deleteStep, STEP_RUNS } from "./executions.ts";

/** How much of a history is kept; null: all of it. */
export interface Retention {
  readonly keep_days: number | null;
  readonly keep_runs: number | null;
}

/** Saving it changes nothing of what the KPI means, so its version stays. */
export async function saveRetention(db: Db, kpiId: number, retention: Retention): Promise<void> {
  await db.updateTable("kpi_definitions").set(retention).where("id", "=", kpiId).execute();
}

export async function pinExecution(db: Db, id: number, pinned: boolean): Promise<void> {
  await db
    .updateTable("kpi_execution_results")
    .set({ pinned: Number(pinned) })
    .where("id", "=", id)
    .execute();
}

/** The KPIs that do not keep everything. */
export async function listLimitedKpis(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom("kpi_definitions")
    .select("id")
    .where((eb) => eb.or([eb("keep_days", "is not", null), eb("keep_runs", "is not", null)]))
    .execute();
  return rows.map((row) => row.id);
}

/** How many executions of the KPI are not kept under these limits. */
export async function countExpired(db: Db, kpiId: number, retention: Retention): Promise<number> {
  if (keepsAll(retention)) return 0;
  const { rows } = await sql<{ n: number }>`
    SELECT count(*) AS n FROM kpi_execution_results AS run WHERE ${expired(kpiId, retention)}`.execute(db);
  return rows[0]?.n ?? 0;
}

/** One bounded step of deleting what the KPI does not keep, oldest first; false when nothing is left to delete. */
export async function deleteSomeExpired(db: Db, kpiId: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const kpi = await trx
      .selectFrom("kpi_definitions")
      .select(["keep_days", "keep_runs"])
      .where("id", "=", kpiId)
      .executeTakeFirst();
    if (!kpi || keepsAll(kpi)) return false;
    const { rows } = await sql<{ id: number }>`
      SELECT id FROM kpi_execution_results AS run WHERE ${expired(kpiId, kpi)}
      ORDER BY +id LIMIT ${STEP_RUNS}`.execute(trx);
    return deleteStep(
      trx,
      rows.map((row) => row.id),
    );
  });
}

function keepsAll({ keep_days, keep_runs }: Retention): boolean {
  return keep_days === null && keep_runs === null;
}

/**
 * Neither pinned nor going on nor the newest one, and too old or not among the newest. `+id`, here and where it is ordered
 * by, so that SQLite looks in `idx_execution_retention` and not through the runs themselves.
 */
function expired(kpiId: number, { keep_days, keep_runs }: Retention): RawBuilder<boolean> {
  const newest = (offset: number) =>
    sql`(SELECT id FROM kpi_execution_results WHERE kpi_id = ${kpiId} ORDER BY id DESC LIMIT 1 OFFSET ${offset})`;
  const tooOld = sql`${keep_days} IS NOT NULL AND execution_timestamp < datetime('now', '-' || ${keep_days} || ' days')`;
  const tooMany = sql`${keep_runs} IS NOT NULL AND id <= ${newest(keep_runs ?? 0)}`;
  return sql`kpi_id = ${kpiId} AND pinned = 0 AND execution_status NOT IN ('pending', 'running')
    AND +id < ${newest(0)} AND ((${tooOld}) OR (${tooMany}))`;
}
