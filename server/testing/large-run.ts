import { openStore } from "../../db/database.ts";
import { insertExecution, insertExecutionRows } from "../../db/queries/executions.ts";
import { insertKpi } from "../../db/queries/kpis.ts";
import { SAMPLE_KPI, sampleRun } from "../../db/testing/sample-rows.ts";

export interface LargeRun {
  readonly id: number;
  readonly names: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Puts a run that succeeded into the store, which no server may have open; the first column counts downwards. */
export async function storeLargeRun(
  databaseFile: string,
  size: { readonly rows: number; readonly columns: number },
): Promise<LargeRun> {
  const names = Array.from({ length: size.columns }, (_, column) => `COLUMN_${column}`);
  const rows = Array.from({ length: size.rows }, (_, row) =>
    names.map((_name, column) => {
      if (column === 0) return size.rows - row;
      return column % 7 === 6 ? null : `Größe "${row}" / ${column}`;
    }),
  );
  const store = await openStore(databaseFile);
  const kpi = await insertKpi(store.db, {
    ...SAMPLE_KPI,
    name: `${size.rows} rows of ${size.columns} columns`,
  });
  const { id } = await insertExecution(store.db, {
    ...sampleRun(kpi.id),
    execution_status: "success",
    number_of_records: size.rows,
    total_records: size.rows,
    result_columns: JSON.stringify(names.map((name, column) => ({ name, numeric: column === 0 }))),
  });
  for (let from = 0; from < rows.length; from += 500)
    await insertExecutionRows(store.db, id, from, rows.slice(from, from + 500));
  await store.close();
  return { id, names, rows };
}
