import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { foldText } from "../database.ts";
import type { KpiChanges, KpiRow, NewKpiRow } from "../schema/kpi-definitions.ts";
import type { Db, StoreTables } from "../schema/store.ts";
import { type HiddenGroups, isSeen } from "./group-limits.ts";

export interface KpiFilter {
  readonly hidden: HiddenGroups;
  readonly groupName?: string | undefined;
  readonly isActive?: boolean | undefined;
  /** Text that occurs in name, alias, group or description, in any case. */
  readonly search?: string | undefined;
}

export interface Slice {
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

const NO_LIMIT = -1;
const GROUP = sql.ref("kpi_definitions.group_name");

function matches(filter: KpiFilter) {
  return (eb: ExpressionBuilder<StoreTables, "kpi_definitions">) => {
    const conditions: Expression<SqlBool>[] = [isSeen(GROUP, filter.hidden)];
    if (filter.groupName !== undefined)
      conditions.push(eb("kpi_definitions.group_name", "=", filter.groupName));
    if (filter.isActive !== undefined)
      conditions.push(eb("kpi_definitions.is_active", "=", filter.isActive ? 1 : 0));
    if (filter.search?.trim()) {
      const text = foldText(filter.search.trim());
      const holds = (column: string) =>
        sql<boolean>`instr(fold(${sql.ref(`kpi_definitions.${column}`)}), ${text}) > 0`;
      conditions.push(eb.or([holds("name"), holds("alias_name"), holds("group_name"), holds("description")]));
    }
    return eb.and(conditions);
  };
}

export async function insertKpi(db: Db, kpi: NewKpiRow): Promise<KpiRow> {
  return db.insertInto("kpi_definitions").values(kpi).returningAll().executeTakeFirstOrThrow();
}

export async function findKpi(db: Db, id: number): Promise<KpiRow | undefined> {
  return db.selectFrom("kpi_definitions").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function findKpiByName(db: Db, name: string): Promise<KpiRow | undefined> {
  return db.selectFrom("kpi_definitions").selectAll().where("name", "=", name).executeTakeFirst();
}

export async function countKpis(db: Db, filter: KpiFilter): Promise<number> {
  const { n } = await db
    .selectFrom("kpi_definitions")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where(matches(filter))
    .executeTakeFirstOrThrow();
  return n;
}

export async function listKpis(db: Db, filter: KpiFilter, slice: Slice): Promise<KpiRow[]> {
  return db
    .selectFrom("kpi_definitions")
    .selectAll()
    .where(matches(filter))
    .orderBy("id")
    .limit(slice.limit ?? NO_LIMIT)
    .offset(slice.offset ?? 0)
    .execute();
}

/** Every group name in use that is not hidden, in order. */
export async function listGroups(db: Db, hidden: HiddenGroups): Promise<string[]> {
  const rows = await db
    .selectFrom("kpi_definitions")
    .select("group_name")
    .distinct()
    .where("group_name", "is not", null)
    .where(isSeen(GROUP, hidden))
    .orderBy("group_name")
    .execute();
  return rows.flatMap((row) => row.group_name ?? []);
}

/**
 * Saves changes under the next version number, as nobody in particular unless they say whose they are.
 * Undefined when the row is gone or no longer has `expectedVersion` (left out: any version).
 */
export async function updateKpi(
  db: Db,
  id: number,
  changes: KpiChanges,
  expectedVersion?: number,
): Promise<KpiRow | undefined> {
  return db
    .updateTable("kpi_definitions")
    .set({ updated_by: null, ...changes, updated_at: sql`CURRENT_TIMESTAMP`, version: sql`version + 1` })
    .where("id", "=", id)
    .$if(expectedVersion !== undefined, (query) => query.where("version", "=", expectedVersion ?? 0))
    .returningAll()
    .executeTakeFirst();
}

/**
 * Takes the KPI's runs and their rows along (foreign keys cascade), all at once; of a long history,
 * `deleteSomeExecutions` leaves little to take.
 */
export async function deleteKpi(db: Db, id: number): Promise<void> {
  await db.deleteFrom("kpi_definitions").where("id", "=", id).execute();
}

/** What the overview sorts by, and the column that holds it. */
const SORT_COLUMNS = {
  id: "kpi_definitions.id",
  name: "kpi_definitions.name",
  alias_name: "kpi_definitions.alias_name",
  group_name: "kpi_definitions.group_name",
  description: "kpi_definitions.description",
  created_at: "kpi_definitions.created_at",
  updated_at: "kpi_definitions.updated_at",
  last_run_at: "run.execution_timestamp",
  last_status: "run.execution_status",
  last_value: "run.value",
} as const;
export type OverviewSort = keyof typeof SORT_COLUMNS;

export interface OverviewRow extends KpiRow {
  readonly last_run_id: number | null;
  readonly last_run_at: string | null;
  readonly last_status: string | null;
  readonly last_number: number | null;
  readonly last_total: number | null;
  readonly last_value: number | null;
  readonly last_value_kind: string | null;
  readonly last_distinct_key: string | null;
  readonly last_threshold_state: string | null;
}

/** KPIs with their newest run; nothing comes last in either direction, text sorts in any case. */
export async function listKpiOverview(
  db: Db,
  filter: KpiFilter,
  sort: { readonly by: OverviewSort; readonly order: "asc" | "desc" },
  slice: Slice,
): Promise<OverviewRow[]> {
  return db
    .selectFrom("kpi_definitions")
    .leftJoin("kpi_execution_results as run", (join) =>
      join.on("run.id", "=", (eb) =>
        eb
          .selectFrom("kpi_execution_results as newest")
          .select((e) => e.fn.max("newest.id").as("id"))
          .whereRef("newest.kpi_id", "=", "kpi_definitions.id"),
      ),
    )
    .selectAll("kpi_definitions")
    .select([
      "run.id as last_run_id",
      "run.execution_timestamp as last_run_at",
      "run.execution_status as last_status",
      "run.number_of_records as last_number",
      "run.total_records as last_total",
      "run.value as last_value",
      "run.value_kind as last_value_kind",
      "run.distinct_key as last_distinct_key",
      "run.threshold_state as last_threshold_state",
    ])
    .where(matches(filter) as never)
    .orderBy(sql`${sql.ref(SORT_COLUMNS[sort.by])} IS NULL`)
    .orderBy(sql`${sql.ref(SORT_COLUMNS[sort.by])} COLLATE NOCASE`, sort.order)
    .orderBy("kpi_definitions.id")
    .limit(slice.limit ?? NO_LIMIT)
    .offset(slice.offset ?? 0)
    .execute();
}

/** A point of a trend: a run's value, and what it is a value of. */
export type TrendPoint = readonly [value: number, kind: string];

/**
 * Values of each KPI's newest successful runs, oldest first, at most `length` a KPI. Reads just those runs, however
 * long the history is.
 */
export async function listTrends(
  db: Db,
  kpiIds: readonly number[],
  length: number,
): Promise<ReadonlyMap<number, TrendPoint[]>> {
  const { rows } = await sql<{ id: number; points: string }>`
    SELECT id, (
      SELECT json_group_array(json_array(value, value_kind)) FROM (
        SELECT value, value_kind FROM kpi_execution_results
        WHERE kpi_id = kpi_definitions.id AND execution_status = 'success' AND value IS NOT NULL
        ORDER BY id DESC LIMIT ${length}
      )
    ) AS points
    FROM kpi_definitions WHERE id IN (SELECT value FROM json_each(${JSON.stringify(kpiIds)}))`.execute(db);
  return new Map(rows.map(({ id, points }) => [id, (JSON.parse(points) as TrendPoint[]).reverse()]));
}
