import { openStore } from "../../db/database.ts";
import { insertExecution, insertExecutionRows } from "../../db/queries/executions.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import type { NewExecutionRow } from "../../db/schema/kpi-execution-results.ts";
import { SAMPLE_KPI, sampleRun } from "../../db/testing/sample-rows.ts";

export interface StoredRun {
  /** Runs with the same name here are runs of one KPI; left out: "Missing products". */
  readonly kpi?: string;
  readonly columns: readonly string[];
  /** Columns of numbers. */
  readonly numeric?: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly more?: Partial<NewExecutionRow>;
}

/** Puts runs that succeeded into the store, which no server may have open; their ids by the same names. */
export async function storeRuns<Name extends string>(
  databaseFile: string,
  runs: Readonly<Record<Name, StoredRun>>,
): Promise<Record<Name, number>> {
  const store = await openStore(databaseFile);
  const kpis = new Map<string, number>();
  const ids: [Name, number][] = [];
  for (const [name, run] of Object.entries<StoredRun>(runs)) {
    const kpi = run.kpi ?? SAMPLE_KPI.name;
    const kpiId = kpis.get(kpi) ?? (await insertKpi(store.db, { ...SAMPLE_KPI, name: kpi })).id;
    kpis.set(kpi, kpiId);
    const { id } = await insertExecution(store.db, {
      ...sampleRun(kpiId),
      execution_status: "success",
      number_of_records: run.rows.length,
      total_records: run.rows.length,
      value_kind: "rows",
      result_columns: JSON.stringify(
        run.columns.map((name) => ({ name, numeric: run.numeric?.includes(name) ?? false })),
      ),
      ...run.more,
    });
    await insertExecutionRows(store.db, id, 0, run.rows);
    ids.push([name as Name, id]);
  }
  await store.close();
  return Object.fromEntries(ids) as Record<Name, number>;
}
