import { type RawBuilder, sql } from "kysely";
import type { ExecutionChanges, ExecutionRow, NewExecutionRow } from "../schema/kpi-execution-results.ts";
import type { Db } from "../schema/store.ts";

export async function insertExecution(db: Db, execution: NewExecutionRow): Promise<ExecutionRow> {
  return db.insertInto("kpi_execution_results").values(execution).returningAll().executeTakeFirstOrThrow();
}

export async function findExecution(db: Db, id: number): Promise<ExecutionRow | undefined> {
  return db.selectFrom("kpi_execution_results").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The run that a request with this key began, and whether that is longer than so many hours ago. */
export async function findExecutionByKey(
  db: Db,
  key: string,
  hours: number,
): Promise<(ExecutionRow & { readonly is_old: number }) | undefined> {
  return db
    .selectFrom("kpi_execution_results")
    .selectAll()
    .select(sql<number>`execution_timestamp < datetime('now', ${`-${hours} hours`})`.as("is_old"))
    .where("idempotency_key", "=", key)
    .executeTakeFirst();
}

/** Lets a key be used anew. */
export async function forgetKeyOfExecution(db: Db, id: number): Promise<void> {
  await db.updateTable("kpi_execution_results").set({ idempotency_key: null }).where("id", "=", id).execute();
}

/** Changes a run that has not ended yet; false when it has (or is gone), so an end is written once. */
export async function updateUnfinishedExecution(
  db: Db,
  id: number,
  changes: ExecutionChanges,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("kpi_execution_results")
    .set(changes)
    .where("id", "=", id)
    .where("execution_status", "in", ["pending", "running"])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Runs of a KPI, newest first; their rows are never touched. */
export async function listExecutions(
  db: Db,
  filter: { readonly kpiId: number; readonly status?: string | undefined },
  slice: { readonly limit: number; readonly offset: number },
): Promise<ExecutionRow[]> {
  return db
    .selectFrom("kpi_execution_results")
    .selectAll()
    .where("kpi_id", "=", filter.kpiId)
    .$if(filter.status !== undefined, (query) => query.where("execution_status", "=", filter.status ?? ""))
    .orderBy("id", "desc")
    .limit(slice.limit)
    .offset(slice.offset)
    .execute();
}

/** What a run's answer depends on, beside the data. */
const BASIS = [
  "nl_definition",
  "kg_name",
  "kg_version",
  "ruleset_version",
  "select_schema",
  "db_type",
  "ruleset_name",
  "limit_records",
  "min_confidence",
  "excluded_fields",
  "use_llm",
  "time_limit_ms",
] as const;
export type RunBasis = Pick<ExecutionRow, (typeof BASIS)[number]>;

/** Of each run, what the run of the same KPI before it (of any status) was based on; a first run has no entry. */
export async function findBasesBefore(
  db: Db,
  executionIds: readonly number[],
): Promise<ReadonlyMap<number, RunBasis>> {
  const rows = await db
    .selectFrom("kpi_execution_results as run")
    .innerJoin("kpi_execution_results as before", (join) =>
      join.on("before.id", "=", (eb) =>
        eb
          .selectFrom("kpi_execution_results as earlier")
          .select((e) => e.fn.max("earlier.id").as("id"))
          .whereRef("earlier.kpi_id", "=", "run.kpi_id")
          .whereRef("earlier.id", "<", "run.id"),
      ),
    )
    .select("run.id as run_id")
    .select(BASIS.map((column) => `before.${column}` as const))
    .where("run.id", "in", sql<number>`(SELECT value FROM json_each(${JSON.stringify(executionIds)}))`)
    .execute();
  return new Map(rows.map(({ run_id, ...basis }) => [run_id, basis]));
}

/** The id of the KPI's last successful run before this one; null when there is none. */
export async function findSuccessBefore(
  db: Db,
  { id, kpi_id }: Pick<ExecutionRow, "id" | "kpi_id">,
): Promise<number | null> {
  const found = await db
    .selectFrom("kpi_execution_results")
    .select((eb) => eb.fn.max("id").as("id"))
    .where("kpi_id", "=", kpi_id)
    .where("id", "<", id)
    .where("execution_status", "=", "success")
    .executeTakeFirst();
  return found?.id ?? null;
}

export async function countExecutions(
  db: Db,
  filter: { readonly kpiId: number; readonly status?: string | undefined },
): Promise<number> {
  const { n } = await db
    .selectFrom("kpi_execution_results")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("kpi_id", "=", filter.kpiId)
    .$if(filter.status !== undefined, (query) => query.where("execution_status", "=", filter.status ?? ""))
    .executeTakeFirstOrThrow();
  return n;
}

/** Marks every run that an earlier process left in this status as failed; how many. */
export async function failUnfinishedExecutions(
  db: Db,
  status: "pending" | "running",
  message: string,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("kpi_execution_results")
    .set({ execution_status: "failed", error_message: message, number_of_records: 0 })
    .where("execution_status", "=", status)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Drops the rows of all runs that have ended without success: nobody can see them. */
export async function deleteRowsWithoutSuccess(db: Db): Promise<void> {
  const runs = await db
    .selectFrom("kpi_execution_results")
    .select("id")
    .where("execution_status", "in", ["failed", "cancelled"])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("kpi_execution_rows")
          .select("row_number")
          .whereRef("execution_id", "=", "kpi_execution_results.id"),
      ),
    )
    .execute();
  for (const { id } of runs) await deleteExecutionRows(db, id);
}

/** The folded text of a row (a JSON text): null where lower() makes it, which is so without characters beyond ASCII. */
export function foldedRow(data: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`iif(octet_length(${data}) = length(${data}), NULL, fold(${data}))`;
}

/** Appends rows, each a JSON array of cells, after the first `offset` ones. */
export async function insertExecutionRows(
  db: Db,
  executionId: number,
  offset: number,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.connection().execute(async (connection) => {
    // The disk is waited for when the run's end is stored, which brings these rows there too: nobody sees them before.
    await sql`PRAGMA synchronous = NORMAL`.execute(connection);
    try {
      await sql`INSERT INTO kpi_execution_rows (execution_id, row_number, data, folded)
        SELECT ${executionId}, ${offset} + key + 1, value, ${foldedRow(sql.ref("value"))}
        FROM json_each(${JSON.stringify(rows)})`.execute(connection);
    } finally {
      await sql`PRAGMA synchronous = FULL`.execute(connection);
    }
  });
}

/** Rows that are deleted at a time: on a disk that is nearly full there is no room to take back many at once. */
const DELETED_AT_A_TIME = 5000;

export async function deleteExecutionRows(db: Db, executionId: number): Promise<void> {
  for (;;) {
    const some = db
      .selectFrom("kpi_execution_rows")
      .select("row_number")
      .where("execution_id", "=", executionId)
      .limit(DELETED_AT_A_TIME);
    const { numDeletedRows } = await db
      .deleteFrom("kpi_execution_rows")
      .where("execution_id", "=", executionId)
      .where("row_number", "in", some)
      .executeTakeFirstOrThrow();
    if (numDeletedRows < DELETED_AT_A_TIME) return;
  }
}

/** Most runs and most rows that one step of a deletion takes: some milliseconds of work. */
export const STEP_RUNS = 200;
const STEP_ROWS = 500;

/**
 * One bounded step of deleting a KPI's history, oldest first; false when nothing is left. A run goes after its last
 * row, so that going on after an interruption is doing the same again.
 */
export async function deleteSomeExecutions(db: Db, kpiId: number): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const runs = await trx
      .selectFrom("kpi_execution_results")
      .select("id")
      .where("kpi_id", "=", kpiId)
      .orderBy("id")
      .limit(STEP_RUNS)
      .execute();
    return deleteStep(
      trx,
      runs.map((run) => run.id),
    );
  });
}

/** Deletes some rows of these runs, or the runs when they have few rows left; false when there are none. */
export async function deleteStep(trx: Db, runIds: readonly number[]): Promise<boolean> {
  if (runIds.length === 0) return false;
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(runIds)}))`;
  const { numAffectedRows } = await sql`DELETE FROM kpi_execution_rows WHERE (execution_id, row_number) IN (
    SELECT execution_id, row_number FROM kpi_execution_rows WHERE execution_id IN ${ids}
    LIMIT ${STEP_ROWS})`.execute(trx);
  if (Number(numAffectedRows) < STEP_ROWS)
    await sql`DELETE FROM kpi_execution_results WHERE id IN ${ids}`.execute(trx);
  return true;
}
